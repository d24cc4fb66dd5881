"""Texts as they are printed: without the markup of CSL-JSON, and with typographic quotation marks.

CSL-JSON's texts may hold `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>`, and spans of small capitals or without change of case
(https://docs.citationstyles.org/en/v1.0.2/specification.html). Of quotation marks the outermost are the locale's outer
ones, those within them its inner ones, and so on in turn. What has no fellow stays as it is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from api.formats.language_text import one_line
from api.formats.styles.citation_parts import CLOSED, KEPT, SMALL

Quotes = tuple[str, str, str, str]
"""The marks that open and close a quotation, and one within another."""

_SPAN: Final = re.compile(r'<span\s+(?:class="no(?:case|decor)"|style="font-variant:\s*small-caps;?")[^>]*>')
_TAGS: Final = re.compile(r"</?(?:i|b|sc|sup|sub)>|</span>|" + _SPAN.pattern)
_KEEPING: Final = ("<span", "<sc>", "<sup>", "<sub>")
_APOSTROPHE: Final = "’"
_STRAIGHT: Final = ('"', "'")
_LETTERS: Final = (
    r"-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u1f00-\u1fff\u0600-\u06ff"
)
_WITHIN: Final = re.compile(rf"(?<=[{_LETTERS}])’(?=[{_LETTERS}])")


@dataclass
class _Mark:
    """A tag or a quotation mark that opens.

    Attributes:
        text: as it is written.
        closer: what would close it.
        place: where it stands among the pieces.
    """

    text: str
    closer: str
    place: int


def printed(text: str, quotes: Quotes) -> str:
    """Return a text on one line, as it is printed."""
    text = _WITHIN.sub("'", one_line(text))
    pairs, marks = _marks_of(quotes)
    pieces = marks.split(text)
    if len(pieces) > 1:
        _Reader(pieces, pairs, quotes).read()
    return "".join(pieces)


@lru_cache
def _marks_of(quotes: Quotes) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the quotation marks that a text may hold, with what closes each, and what finds them and tags."""
    pairs = {'"': '"', "'": "'", quotes[0]: quotes[1], quotes[2]: quotes[3]}
    marks = "|".join(map(re.escape, dict.fromkeys((*pairs, *pairs.values()))))
    return pairs, re.compile(f"({_TAGS.pattern}|{marks})")


def _place(found: tuple[_Mark, int]) -> int:
    return found[0].place


class _Reader:
    """Reads the pieces of a text, every other of which is a mark, and changes those in place."""

    def __init__(self, pieces: list[str], pairs: dict[str, str], quotes: Quotes) -> None:
        self._pieces, self._pairs, self._quotes = pieces, pairs, quotes
        self._open: list[_Mark] = []
        self._found: list[tuple[_Mark, int]] = []

    def read(self) -> None:
        """Read all of them."""
        for place in range(1, len(self._pieces), 2):
            mark = self._pieces[place]
            if mark in self._pairs or mark in self._pairs.values():
                self._quote(place, mark)
            else:
                self._tag(place, mark)
        for alone in self._open:
            self._leave(alone)
        self._write_quotes()

    def _tag(self, place: int, mark: str) -> None:
        if not mark.startswith("</"):
            name = "span" if mark.startswith("<span") else mark[1:-1]
            self._open.append(_Mark(mark, f"</{name}>", place))
        elif self._open and self._open[-1].closer == mark:
            opened = self._open.pop()
            keeps = opened.text.startswith(_KEEPING)
            self._pieces[opened.place], self._pieces[place] = KEPT if keeps else ("", "")

    def _quote(self, place: int, mark: str) -> None:
        before, after = self._pieces[place - 1], self._pieces[place + 1]
        straight = mark in _STRAIGHT
        if mark == "'" and self._is_apostrophe(before, after):
            self._pieces[place] = _APOSTROPHE
            return
        opened = next((one for one in reversed(self._open) if one.text in self._pairs), None)
        if opened and opened.closer == mark and self._open[-1] is opened and not (straight and self._opens(place)):
            self._open.pop()
            self._found.append((opened, place))
        elif mark in self._pairs and (not straight or self._opens(place)):
            self._open.append(_Mark(mark, self._pairs[mark], place))
        elif mark == "'":
            self._pieces[place] = _APOSTROPHE

    def _opens(self, place: int) -> bool:
        """Return whether a straight mark stands where one opens: at the start, behind a space, a bracket or a mark."""
        before = self._pieces[place - 1]
        if before:
            return before[-1] in " ("
        return place == 1 or self._pieces[place - 2] not in _STRAIGHT or self._opens(place - 2)

    def _is_apostrophe(self, before: str, after: str) -> bool:
        if before and before[-1] not in " (":
            return bool(after) and after[0] not in ",.?:; "
        return after.startswith(" ")

    def _write_quotes(self) -> None:
        """Write the pairs that were found, from the first to the last: within another, the other marks."""
        straight = next((opened.text for opened, _ in sorted(self._found, key=_place) if opened.text in _STRAIGHT), '"')
        around: list[tuple[int, bool]] = []
        for opened, closed in sorted(self._found, key=_place):
            around = [(end, inner) for end, inner in around if end > closed]
            inner = not around[-1][1] if around else opened.text not in {straight, self._quotes[0]}
            around.append((closed, inner))
            left, right = self._quotes[2:] if inner else self._quotes[:2]
            self._pieces[opened.place] = left + SMALL * (opened.text == "'")
            self._pieces[closed] = right + CLOSED

    def _leave(self, mark: _Mark) -> None:
        if mark.text == "'":
            self._pieces[mark.place] = _APOSTROPHE
