"""Words of records: in which language they are given, and how they are made short."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

SHORT: Final = 100
"""The width of a short form, in columns; a Chinese character takes two."""
_WIDEST: Final = 2
"""The most columns that a character takes."""
_STOPS: Final = ".。．"
_DANGLING: Final = " ,.;:!?—–-(“，。．；：！？、（《「"
"""What says nothing at the end of what is cut."""
_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def primary(language: str) -> str:
    """Return the primary subtag of a language tag: `zh` of `zh-Hans`."""
    return language.partition("-")[0].lower()


def said(words: Mapping[str, str], *languages: str) -> str:
    """Return the words of a language map in the first of some languages that it has, or in any."""
    for language in languages:
        if language in words:
            return words[language]
        for tag, text in words.items():
            if primary(tag) == primary(language):
                return text
    return next(iter(words.values()))


def one_line(text: str) -> str:
    """Return a text on one line: what breaks lines or controls is a space, and spaces are single."""
    return _BREAKS.sub(" ", text).strip()


def shortened(text: str, columns: int = SHORT) -> str:
    """Return a text without its full stop; where it is wider than some columns, cut before a word and with an ellipsis.

    Scripts without spaces between words are cut between characters, never between a letter and its marks.
    """
    text = one_line(text).rstrip(_STOPS)
    if len(text) * _WIDEST <= columns:
        return text
    widths = list(accumulate(map(_width, text)))
    if widths[-1] <= columns:
        return text
    fits = next(end for end, width in enumerate(widths) if width >= columns)
    end = fits
    while end and _joined(text[end - 1 : end + 1]):
        end -= 1
    return (text[:end].rstrip(_DANGLING) or text[:fits]) + "…"


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    return 0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")


def _joined(pair: str) -> bool:
    """Return whether two characters are of one word, of a script with spaces between words."""
    return all(
        (character.isalnum() and unicodedata.east_asian_width(character) not in "WF")
        or unicodedata.combining(character)
        for character in pair
    )
