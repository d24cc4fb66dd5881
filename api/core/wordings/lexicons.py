"""The lexicons of both languages: what the tables beside this file say, with units, numerals and signs."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from api.core.wordings.measures import NAMED, UNITS, WordedMeasure, unit_measure
from api.core.wordings.word_tokens import Lexicon, Meaning

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_MONTHS = "january february march april may june july august september october november december"


def _either(scale: int, unit: str | None) -> Meaning:
    """Return a letter that multiplies or is a unit: what stands beside it decides."""
    return "either", (Fraction(scale), unit_measure(unit) if unit else None)


_UNITS: dict[str, Meaning] = {sign: ("measure", unit_measure(row.code)) for row in UNITS.values() for sign in row.signs}
_RATES: dict[str, Meaning] = {
    f"{prefix}bps": ("measure", WordedMeasure("rate", f"{prefix}bit/s")) for prefix in ("k", "M", "G", "T")
}
_ENGLISH_SIGNS: dict[str, Meaning] = {
    "-": ("range", "to"),
    "k": _either(10**3, None),
    "K": _either(10**3, "K"),
    "m": _either(10**6, "m"),
    "M": _either(10**6, None),
    "b": _either(10**9, None),
    "B": _either(10**9, "By"),
    "t": _either(10**12, "t"),
    "T": _either(10**12, None),
}
_CHINESE_SIGNS: dict[str, Meaning] = {
    "¥": ("measure", unit_measure("CNY")),
    "K": _either(10**3, "K"),
    "m": ("measure", unit_measure("m")),
    "B": _either(10**9, "By"),
    "t": ("measure", unit_measure("t")),
}


@cache
def english() -> Lexicon:
    """Return the lexicon of English."""
    units = {word: ("measure", unit_measure(row.code)) for row in UNITS.values() for word in row.english}
    return Lexicon(units | dict(_numerals()) | dict(_table("english_words.txt")), _UNITS | _RATES | _ENGLISH_SIGNS)


@cache
def chinese() -> Lexicon:
    """Return the lexicon of Chinese."""
    units = {word: ("measure", unit_measure(row.code)) for row in UNITS.values() for word in row.chinese}
    return Lexicon(units | dict(_table("chinese_words.txt")), _UNITS | _RATES | _CHINESE_SIGNS)


def _numerals() -> Iterator[tuple[str, Meaning]]:
    for first, step, words in ((0, 1, _SMALL), (20, 10, _TENS)):
        for place, word in enumerate(words.split()):
            number = first + place * step
            yield word, ("small" if step == 1 else "tens", number)
            yield f"{word}fold", ("multiplied", number)
    for number, word in enumerate(_ORDINALS.split(), 1):
        yield word, ("ordinal", number)
        if number > 2:  # noqa: PLR2004 - seconds are no parts
            yield f"{word}s", ("part", number)
    for number, word in enumerate(_MONTHS.split(), 1):
        yield word, ("month", number)
        yield word[:3], ("month", number)


def _table(name: str) -> Iterator[tuple[str, Meaning]]:
    """Yield the entries of a table: lines of `kind value: word, word`, which blanks continue."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in "\n".join(lines).replace("\n    ", " ").splitlines():
        head, _, words = line.partition(": ")
        kind, _, value = head.partition(" ")
        for word in words.split(", "):
            yield word, (kind, _value(kind, value))


def _value(kind: str, text: str) -> Any:
    if kind == "measure":
        return NAMED[text]
    if kind == "magnitude":
        return tuple(int(part) for part in text.split("-"))
    if "/" in text:
        return Fraction(text)
    return int(text) if text.lstrip("-").isdigit() else text or None
