"""What a unit must keep to."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from api.core.bodies import Body
from api.core.paths import why_no_id
from api.core.problems import Fault
from api.core.writable import Look
from api.formats.forms import FORMS
from seed.frozen.decimals import parse
from seed.frozen.scales import Scale, parse_factor

_SCALES: Mapping[str, Scale] = MappingProxyType(
    {"Cel": Scale("1", "273.15"), "[degF]": Scale("5/9", "459.67"), "[degRe]": Scale("1.25", "218.52")}
)
"""UCUM's scales of temperature that do not begin at nought: what makes each one of kelvins."""

_ATOM = re.compile(r"(?:\[[^\[\]]*\]|\([A-Za-z]\)|[^/.()\[\]])+")
_PREFIX = r"(?:[YZEPTGMkhdcmunpfazy]|da)?"
_CELSIUS = re.compile(rf"{_PREFIX}Cel")
_SPECIAL = re.compile(
    r"\[?pH\]?|(?:da|d)B(?![qidy]).*|\[p'diop\]|%\[slope\]|\[hp'?_[A-Z]\]|\[m/s2/Hz\^0\.5\]"  # in any system
    rf"|{_PREFIX}Np"
)
_SPECIAL_OF_UCUM = re.compile(rf"{_PREFIX}(?:B(?:\[.+\])?|bit_s)")
"""UCUM's special units, on no linear scale; `kB` is a kilobel there."""
_SPECIAL_ELSEWHERE = re.compile("dB[id]")
"""What UCUM has otherwise: a decibiot, and a tenth of a baud."""
_MEANT: Mapping[str, str] = MappingProxyType({"B": "; bytes are `By`", "pH": "; a picohenry is `10*-12.H`"})


def check(look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a unit: its id leads to it, and its scale is linear and exact."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
    yield from _not_linear(look, record)
    try:
        positive = parse_factor(record["factor"]) > 0
    except ValueError as error:
        yield Fault(detail=str(error), pointer="/factor")
    else:
        if not positive:
            yield Fault(detail="is not above zero", pointer="/factor")
    try:
        parse(record["offset"])
    except ValueError as error:
        yield Fault(detail=str(error), pointer="/offset")


def _not_linear(look: Look, record: Body) -> Iterator[Fault]:
    """Yield a fault where a factor and an offset would not say what the code of a unit says."""
    code, is_ucum = record["id"], record["system"] == "UCUM"
    atoms = [re.sub(r"[+-]?\d+$", "", atom) for atom in _ATOM.findall(code)]
    for atom in dict.fromkeys([code, *atoms]):
        if _SPECIAL.fullmatch(atom) or (_SPECIAL_OF_UCUM if is_ucum else _SPECIAL_ELSEWHERE).fullmatch(atom):
            hint = _MEANT.get("B" if is_ucum and atom[-1] == "B" and atom not in {"dB", "daB"} else atom, "")
            detail = f"{atom} is on no linear scale (UCUM's special units), so no factor makes it comparable{hint}"
            yield Fault(detail=detail, pointer="/id")
            return
    known = _SCALES.get(code)
    if known is None:
        if is_ucum and (part := next((atom for atom in atoms if atom in _SCALES or _CELSIUS.fullmatch(atom)), None)):
            detail = f"{part} has a zero of its own, which no prefix and no product has: say it in Cel, or in K"
            yield Fault(detail=detail, pointer="/id")
        return
    if record["offset"] != known.offset:
        detail = f"the absolute zero is {known.offset} below that of {code}, so its offset is {known.offset}"
        yield Fault(detail=detail, pointer="/offset")
    kelvin = look.find("units", "K")
    is_of_kelvin = kelvin and (kelvin["dimension"], kelvin["factor"]) == (record["dimension"], "1")
    if is_of_kelvin and record["factor"] != known.factor:
        detail = f"one degree of {code} is {known.factor} K, so its factor is {known.factor}"
        yield Fault(detail=detail, pointer="/factor")
    if record["dimension"] == "temperature-difference":
        own = f"delta-{code.strip('[]')}"
        detail = f"{code} has a zero, and a difference has none: give that a code of its own, such as {own}"
        yield Fault(detail=detail, pointer="/dimension")
