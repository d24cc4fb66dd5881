"""From a wording to tokens: numbers in figures, words and signs of a lexicon, and what nobody knows."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from seed.frozen.folding import han_variants

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"
_SUPERSCRIPTS = re.compile(r"[⁰¹²³⁴-⁹]+")
_VULGAR = re.compile(r"(\d?)([¼½¾⅐-⅞])")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
_DECADE = re.compile(r"(\d{3}0)['’]?s(?![a-z])")
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)(?![a-z])", re.IGNORECASE)
_MIXED = re.compile(r"(\d{1,3})[ -](\d{1,2})/([1-9]\d{0,2})(?![\d/])")
_RATIO = re.compile(r"(\d{1,3})/(\d{1,6})(?![\d/])")
_NUMBER = re.compile(
    r"""(?P<grouped>\d{1,3}(?P<mark>[,.'’\ ])\d{3}(?:(?P=mark)\d{3})+ | \d{1,3}[,'’\ ]\d{3} | \d{1,2}(?:,\d\d)+,\d{3})
        (?P<rest>[.,]\d+)? (?!\d)
      | (?P<plain>\d+) (?P<part>\.\d+ | ,\d{1,2}(?![\d,]))? (?P<power>[eE][+-]?\d{1,2}|\ ?[×x]\ ?10\^\d{1,2})? (?!\d|\^)
      | 10\^(?P<raised>\d{1,2}) (?!\d)""",
    re.VERBOSE,
)
_TIMES_TEN = re.compile(r"(?:[eE]\+?|\ ?[×x]\ ?10\^)(-?\d+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign of a wording.

    Attributes:
        kind: what the grammar takes it as; `unknown` where no table has it.
        value: what it comes to.
        text: its characters.
    """

    kind: str
    value: Any
    text: str


Meaning = tuple[str, Any]
"""What a word is: the kind and the value of its token."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language and the signs of all.

    Attributes:
        words: what words mean, in small letters.
        signs: what signs mean, whose capitals matter.
    """

    words: Mapping[str, Meaning]
    signs: Mapping[str, Meaning]

    @property
    def longest(self) -> int:
        """How many characters the longest entry has."""
        return max(map(len, (*self.words, *self.signs)))


def normalised(text: str) -> str:
    """Return a wording in plain characters: full-width figures, one kind of dash, of blank and of quotation mark."""
    spaced = _VULGAR.sub(lambda found: f"{found[1]}{' ' if found[1] else ''}{found[2]}", text)
    raised = _SUPERSCRIPTS.sub(lambda found: f"^{found[0]}", spaced)
    plain = unicodedata.normalize("NFKC", raised).replace("\u2044", "/").translate(_simplified()).strip()
    plain = plain[:1] + plain[1:].replace("~", "-")
    for marks, mark in ((_DASHES, "-"), ("“”„", ""), ("’‘", "'"), ("，", ",")):
        for item in marks:
            plain = plain.replace(item, mark)
    return " ".join(plain.split())


@cache
def _simplified() -> dict[int, str]:
    return str.maketrans(han_variants())


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a wording that is in plain characters."""
    found, place = list[Token](), 0
    while place < len(text):
        if text[place] == " " or _joins(text, place):
            place += 1
            continue
        token = _figure(text, place) or _known(text, place, lexicon) or _unknown(text, place)
        place += len(token.text)
        if token.kind == "unknown" and found and found[-1].kind == "unknown" and _is_han(token.text):
            token = Token("unknown", None, found.pop().text + token.text)
        found.append(token)
    return found


def _joins(text: str, place: int) -> bool:
    """Tell whether a hyphen joins parts of one word, as in `two-thirds`, `mid-1980s` or `20-odd`."""
    if text[place] != "-" or place in {0, len(text) - 1}:
        return False
    before, after = text[place - 1], text[place + 1]
    if not (before.isascii() and before.isalpha()):
        return after.isascii() and after.isalpha()
    word = place
    while word and text[word - 1].isalpha():
        word -= 1
    return after.isalnum() and not (after.isdigit() and text[word - 1 : word].isdigit())  # of 1bn-2bn it is a range


def _figure(text: str, place: int) -> Token | None:
    if not text[place].isdigit():
        return None
    for pattern, kind in ((_DATE, "date"), (_DECADE, "decade"), (_ORDINAL, "ordinal"), (_MIXED, "mixed")):
        if found := pattern.match(text, place):
            return Token(kind, _VALUES[kind](found), found[0])
    if (found := _RATIO.match(text, place)) and int(found[2]):
        return Token("ratio", Fraction(int(found[1]), int(found[2])), found[0])
    found = _NUMBER.match(text, place)
    return Token("number", _number(found), found[0]) if found else None


_VALUES: Mapping[str, Callable[[re.Match[str]], Any]] = {
    "date": lambda found: found[0],
    "decade": lambda found: int(found[1]),
    "ordinal": lambda found: int(found[1]),
    "mixed": lambda found: Fraction(int(found[1])) + Fraction(int(found[2]), int(found[3])),
}


def _number(found: re.Match[str]) -> Fraction:
    if found["raised"]:
        return Fraction(10) ** int(found["raised"])
    if found["grouped"]:
        whole = re.sub(r"\D", "", found["grouped"])
        return Fraction(f"{whole}.{found['rest'][1:]}") if found["rest"] else Fraction(whole)
    number = Fraction(f"{found['plain']}.{found['part'][1:]}" if found["part"] else found["plain"])
    power = _TIMES_TEN.fullmatch(found["power"] or "")
    return number * Fraction(10) ** int(power[1]) if power else number


def _known(text: str, place: int, lexicon: Lexicon) -> Token | None:
    for length in range(min(lexicon.longest, len(text) - place), 0, -1):
        part = text[place : place + length]
        sign, end = lexicon.signs.get(part), place + length
        meaning = sign or lexicon.words.get(part.lower())
        if meaning and _ends(text, end) and (sign or not _is_letter(part[-1]) or not text[end : end + 1].isdigit()):
            kind, value = meaning
            return Token("close" if kind == "either" and text[place - 1 : place].isdigit() else kind, value, part)
    return None


def _ends(text: str, place: int) -> bool:
    """Tell whether a word may end here: no letter goes on."""
    before, after = text[place - 1], text[place : place + 1]
    return not (_is_letter(before) and _is_letter(after))


def _unknown(text: str, place: int) -> Token:
    end = place + 1
    while end < len(text) and _is_letter(text[place]) and (_is_letter(text[end]) or text[end] in "'-"):
        end += 1
    return Token("unknown", None, text[place:end])


def _is_letter(character: str) -> bool:
    return character.isalpha() and not _is_han(character)


def _is_han(text: str) -> bool:
    return bool(text) and all("\u3400" <= character <= "\u9fff" or character >= "\U00020000" for character in text)
