"""What a unit must keep to."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from api.core.http.paths import why_no_id
from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from api.formats.forms import FORMS
from seed.frozen.decimals import parse
from seed.frozen.scales import Scale, parse_factor

TEMPERATURE = "temperature"
_SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        "K": Scale("1", "0"),
        "[degR]": Scale("5/9", "0"),
        "Cel": Scale("1", "273.15"),
        "[degF]": Scale("5/9", "459.67"),
        "[degRe]": Scale("1.25", "218.52"),
        **{f"{prefix}K": Scale(factor, "0") for prefix, factor in (("m", "0.001"), ("u", "0.000001"), ("k", "1000"))},
    }
)
"""The scales of temperature, by their codes in UCUM: what makes each one of kelvins. Under another name, or with
another factor or zero, a scale would be compared wrongly without a word."""

_ATOM = re.compile(r"(?:\[[^\[\]]*\]|\([A-Za-z]\)|[^/.()\[\]])+")
_PREFIX = r"(?:[YZEPTGMkhdcmunpfazy]|da)?"
_CELSIUS = re.compile(rf"{_PREFIX}Cel")
_SPECIAL = re.compile(
    r"(?i:\[?pH\]?|d?bel|decibels?|nepers?|phons?)|DB|B\[.+\]"  # in any system
    r"|(?:da|d)B(?![qidy]).*|\[p'diop\]|%\[slope\]|\[hp'?_[A-Z]\]|\[m/s2/Hz\^0\.5\]"
    rf"|{_PREFIX}Np"
)
_SPECIAL_OF_UCUM = re.compile(rf"{_PREFIX}(?:B(?:\[.+\])?|bit_s)")
"""UCUM's special units, on no linear scale; `kB` is a kilobel there."""
_SPECIAL_ELSEWHERE = re.compile("dB[id]")
"""What UCUM has otherwise: a decibiot, and a tenth of a baud."""
_MEANT: Mapping[str, str] = MappingProxyType({"B": "; bytes are `By`", "pH": "; a picohenry is `10*-12.H`"})


def check(_look: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a unit: its id leads to it, and its scale is linear and exact."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
    yield from _not_linear(record)
    if not re.fullmatch(r"\S+", record["dimension"]):
        yield Fault(detail="is one word, without blanks, such as time or data", pointer="/dimension")
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


def _has_offset(record: Body) -> bool:
    try:
        return parse(record["offset"]) != 0
    except ValueError:
        return False  # which is told of itself


def _not_linear(record: Body) -> Iterator[Fault]:
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
        if record["dimension"] == TEMPERATURE:
            detail = f"temperatures are in {', '.join(_SCALES)} (UCUM); a difference is of {TEMPERATURE}-difference"
            yield Fault(detail=detail, pointer="/id")
        elif _has_offset(record):
            yield Fault(detail="scales of temperature alone have a zero of their own", pointer="/offset")
        if is_ucum and (part := next((atom for atom in atoms if atom in _SCALES or _CELSIUS.fullmatch(atom)), None)):
            detail = f"{part} has a zero of its own, which no prefix and no product has: say it in Cel, or in K"
            yield Fault(detail=detail, pointer="/id")
        return
    if record["offset"] != known.offset:
        detail = f"the absolute zero is {known.offset} below that of {code}, so its offset is {known.offset}"
        yield Fault(detail=detail, pointer="/offset")
    if record["factor"] != known.factor:
        detail = f"one degree of {code} is {known.factor} K, so its factor is {known.factor}"
        yield Fault(detail=detail, pointer="/factor")
    if record["dimension"] != TEMPERATURE:
        own = f"delta-{code.strip('[]')}"
        detail = (
            f"{code} is of the dimension {TEMPERATURE!r}; give a difference, which has no zero, a code such as {own}"
        )
        yield Fault(detail=detail, pointer="/dimension")
