"""Numbers in English words and figures: `two hundred and fifty thousand`, `1.2 trillion`, `a few hundred`, `dozens`."""

from dataclasses import dataclass
from fractions import Fraction

from api.core.wordings.cursor import Cursor
from api.core.wordings.worded_numbers import WordedNumber, between, exactly, multiples

_HALF = Fraction(1, 2)
_MILLION = 10**6


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number that was read.

    Attributes:
        number: what its words say.
        shared: the last multiplier among them, which the first number of a range may lack: million of `3 to 4 million`.
        bare: whether it has no multiplier.
    """

    number: WordedNumber
    shared: Fraction = Fraction(1)
    bare: bool = True


def read_english(cursor: Cursor) -> ReadNumber | None:
    """Consume a number; None where none is next."""
    start = cursor.place
    for rule in (_many, _several, _couple, _half_of, _cardinal):
        if found := rule(cursor):
            return found
        cursor.move(start)
    return None


def _many(cursor: Cursor) -> ReadNumber | None:
    """Read `dozens of`, `hundreds of thousands of`: several of them."""
    of = Fraction(1)
    while token := cursor.take("many") or (cursor.take("scale") if of > 1 else None):
        of *= token.value
        cursor.says("of")
    return ReadNumber(multiples(of, "several"), bare=False) if of > 1 else None


def _several(cursor: Cursor) -> ReadNumber | None:
    token = cursor.take("several")
    if token is None:
        return None
    scale = _scales(cursor)
    return ReadNumber(multiples(token.value * scale, "several"), bare=False)


def _couple(cursor: Cursor) -> ReadNumber | None:
    if not cursor.take("couple"):
        return None
    return ReadNumber(between(2, 3).times(_scales(cursor)), bare=False)


def _half_of(cursor: Cursor) -> ReadNumber | None:
    """Read `half a million`, `half a dozen`, `a quarter of a million`."""
    share = read_fraction(cursor)
    if share is None:
        return None
    cursor.says("of")
    if not (cursor.take("article") and cursor.at("scale")):
        return None
    return ReadNumber(exactly(share * _scales(cursor)), bare=False)


def _scales(cursor: Cursor) -> Fraction:
    scale = Fraction(1)
    while token := cursor.take("scale") or cursor.take("hundred"):
        scale *= token.value
        cursor.says("of")
    return scale


def _cardinal(cursor: Cursor) -> ReadNumber | None:
    """Read `3.5`, `a hundred and fifty thousand`, `two and a half million`, `twenty-odd`."""
    negative = cursor.take("minus") or (cursor.at("number", steps=1) and cursor.says("-"))
    if cursor.at("article") and cursor.ahead(1).kind in {"hundred", "scale"}:
        cursor.take("article")
        read, section = "article", Fraction(1)
    else:
        figure = _figure(cursor)
        read, section = "number" if figure is not None else "", figure or Fraction(0)
    total, shared = Fraction(0), Fraction(1)
    while step := _step(cursor, read, section):
        read, value = step
        if read == "scale":
            total, section = (total + section) * value if value > total else total + section * value, Fraction(0)
        elif read == "hundred":
            section *= value
        else:
            section += value
        shared = value if read in {"scale", "hundred"} else shared
    if not read:
        return None
    number = exactly(-(total + section) if negative else total + section)
    if cursor.take("remainder"):
        number = number.read("remainder")
    return ReadNumber(number, shared, bare=shared == 1)


def _figure(cursor: Cursor) -> Fraction | None:
    token = cursor.take("number") or cursor.take("mixed")
    if token is None and cursor.at("ratio") and cursor.ahead(1).kind == "measure":
        token = cursor.take("ratio")
    return Fraction(token.value) if token else None


def _step(cursor: Cursor, read: str, section: Fraction) -> tuple[str, Fraction] | None:
    """Consume the next word of a number, if it goes on: what kind of word it is, and its worth."""
    start = cursor.place
    joined = bool(read and cursor.take("range", "and"))
    if joined and cursor.take("article"):
        if cursor.take("part", 2):
            return "half", _HALF
        cursor.move(start)
        return None
    token = cursor.ahead()
    if token.kind in {"tens", "small"}:
        worth = Fraction(token.value)
        room = 10 if worth < 10 else 100  # noqa: PLR2004 - ones fit into tens, tens into hundreds
        goes_on = read in {"", "hundred", "scale"} or (read == "tens" and worth < 10)  # noqa: PLR2004
        fits = goes_on and section % room == 0 and (not joined or read in {"hundred", "scale"})
    else:
        scales = token.kind in {"hundred", "scale"} or (token.kind == "many" and token.value >= _MILLION)
        worth = Fraction(token.value) if scales else Fraction(0)
        fits = bool(worth) and bool(read) and not joined
    if not fits:
        cursor.move(start)
        return None
    cursor.move(cursor.place + 1)
    if token.kind == "many":  # `seven millions of people`, as it was once written
        cursor.says("of")
        return "scale", worth
    return token.kind, worth


def read_fraction(cursor: Cursor) -> Fraction | None:
    """Consume a fraction in words: `a third`, `two-thirds`, `half`, `three quarters`; None where none is next."""
    start = cursor.place
    count = cursor.take("article") or cursor.take("small")
    part = cursor.take("part") or (cursor.take("ordinal") if count and _is_part(cursor) else None)
    if part is None or (count is None and part.value != 2) or (count and count.value >= part.value):  # noqa: PLR2004
        cursor.move(start)
        return None
    return Fraction(count.value if count else 1, part.value)


def _is_part(cursor: Cursor) -> bool:
    """Tell whether an ordinal is the name of a part: a third, a tenth, but no first and no second."""
    token = cursor.ahead()
    return token.kind == "ordinal" and token.value > 2 and token.text.isalpha()  # noqa: PLR2004
