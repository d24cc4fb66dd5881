"""Numbers of items: pages, volumes, issues, editions, as the styles print them."""

import re
from dataclasses import dataclass
from typing import Final

from api.formats.item import Item
from api.formats.styles.csl_terms import Terms

_JOINERS: Final = re.compile(r"(\s*&\s*|,\s+and\s+|\s+and\s+|;\s+|,\s+|\s*[-–]+\s*)")
_VALUE: Final = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+(?:[a-zA-Z]*|[-,a-zA-Z]+))")
_NUMERIC: Final = re.compile(r"(?:[0-9]+|[ixv]+)(?:[-,:a-zA-Z]*|-[-0-9]+)")
_FRACTION: Final = re.compile(r"[0-9]+(?:/[0-9]+)+")
_ROMAN: Final = re.compile(r"[0-9]+|[ivxlcmIVXLCM]+")
_LABELS: Final = {
    variable: re.compile(rf"^{label}\.\s+(?=[0-9])")
    for variable, label in {"page": "pp?", "volume": "vol", "issue": "no", "number": "no"}.items()
}
"""What a number may be called in its own text, and is called anyway."""


@dataclass(frozen=True)
class Number:
    """A number, or several.

    Attributes:
        text: as it is printed.
        numeric: whether it is one, rather than words.
        plural: whether it is several.
        ordinal: as it is printed where it says which one.
    """

    text: str = ""
    numeric: bool = False
    plural: bool = False
    ordinal: str = ""


def number(item: Item, variable: str, terms: Terms) -> Number:
    """Return a numeric variable of an item."""
    text = str(item.get(variable, "")).strip()
    if not text:
        return Number()
    if variable == "page":
        text = text.replace("–", "-")
    if label := _LABELS.get(variable):
        text = label.sub("", text, count=1)
    if _FRACTION.fullmatch(text):
        return Number(text, numeric=True, ordinal=text)
    pieces = _JOINERS.split(text)
    values = [_parted(piece) for piece in pieces[::2]]
    joints = [_joint(piece) for piece in pieces[1::2]]
    numeric = _NUMERIC.fullmatch(values[0][1]) is not None
    countable = bool(re.match(r"\d", values[0][1]) or re.fullmatch(r"[ivxlcmIVXLCM]+", values[0][1]))
    docket = variable == "number" and item["type"] == "legal_case"
    if not docket:
        _spread(values, joints, terms.pages, page=variable == "page", numeric=numeric, countable=countable)
    tails = [*joints, ""]
    return Number(
        text="".join(first + value + joint for (first, value), joint in zip(values, tails, strict=True)),
        numeric=numeric,
        plural=numeric and countable and len(values) > 1 and not (docket and set(joints) == {"-"}),
        ordinal="".join(
            first + terms.ordinal(value) + joint for (first, value), joint in zip(values, tails, strict=True)
        ),
    )


def _parted(value: str) -> tuple[str, str]:
    """Return what stands before a number, as the S of S12, and the number."""
    found = _VALUE.fullmatch(value)
    return (found[1] or "", found[2]) if found else ("", value)


def _joint(text: str) -> str:
    if text.strip() == "&":
        return " & "
    return re.sub(r"\s*-\s*", "-", text)


def _spread(
    values: list[tuple[str, str]], joints: list[str], dash: str, *, page: bool, numeric: bool, countable: bool
) -> None:
    """Write ranges with the locale's dash, and the ends of those of pages in full: `12-3` is `12–13`."""
    if not countable:
        joints[:] = [dash if joint == "-" and numeric else joint for joint in joints]
        return
    for n, joint in enumerate(joints):
        following = joints[n + 1] if n + 1 < len(joints) else ""
        (first, start), (second, end) = values[n], values[n + 1]
        if joint != "-" or following == "-" or first != second:
            continue
        if page and start[:1].isdigit() and end[:1].isdigit():
            values[n + 1] = (second, _expanded(start, end))
            joints[n] = dash
        elif _ROMAN.fullmatch(start) and _ROMAN.fullmatch(end):
            joints[n] = dash


def _expanded(start: str, end: str) -> str:
    full = start[: len(start) - len(end)] + end
    return full if full.isdigit() and int(full) > int(start.rstrip("abcdefghijklmnopqrstuvwxyz")) else end
