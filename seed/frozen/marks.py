"""Where a text says what is searched for, and in which way it matches."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple, get_args

from seed.frozen.folding import FOLDING, UNVARYING, clusters, composed, fold, is_cjk, unvaried
from seed.frozen.search_terms import Term
from seed.frozen.tokens import Unit, chains, english_stem, joined, pieces

Way = Literal["exact", "variant", "stem", "prefix"]
"""The same words, but for case and width; the same but for diacritics, traditional and simplified characters, or a
hyphen; a word of the same English stem; a word that begins so."""

_WORDS = re.compile("[a-z]{3,}")

WAYS: Sequence[Way] = get_args(Way)


class Mark(NamedTuple):
    """A place that matches, in code points, half-open, and how it does."""

    start: int
    end: int
    way: Way


def find_marks(text: str, terms: Sequence[Term]) -> tuple[list[tuple[int, int]], list[Way]]:
    """Return where a text says any of the terms, in order and apart; and in which ways, the best first."""
    folded = fold(text)
    simple = unvaried(folded)
    parted = f"{simple}\n{simple.replace('-', '')}" if "-" in simple else simple
    asked = [term for term in terms if _may_be_said(term, parted)]
    if not asked:  # as of most texts of a record
        return [], []
    read = _FoldedText(text, folded)
    marks = [mark for term in asked for mark in read.marks(term)]
    ways = {mark.way for mark in marks}
    return _merged([(start, end) for start, end, _ in marks]), [way for way in WAYS if way in ways]


def _may_be_said(term: Term, simple: str) -> bool:
    """Tell whether a text has the parts of a term anywhere."""
    if any(all(part in simple for part in form.split()) for form in term.forms[:2] if form):
        return True
    # A stem begins as its words do.
    begins = term.stem[1:2]
    return bool(begins) and any(
        word[0] == begins and english_stem(word) == term.stem for word in _WORDS.findall(simple)
    )


class _Form(NamedTuple):
    """A form of a folded text.

    Attributes:
        text: the form.
        at: where each of its characters stands in the folded text; -1 of what stands for nothing there.
        simple: the form that variants share of it.
        simple_at: where each character of that stands in the form.
    """

    text: str
    at: Sequence[int]
    simple: str
    simple_at: Sequence[int]


class _FoldedText:
    """A text, of which characters in its folded forms are found again."""

    def __init__(self, text: str, folded: str) -> None:
        self._folded = folded
        self._begins: Sequence[int] = range(len(text) + 1)
        lengths: Iterable[int] = map(len, map(FOLDING.__getitem__, map(ord, text)))
        if composed(text) != text:
            parts = clusters(text)
            self._begins = list(accumulate(map(len, parts), initial=0))
            lengths = (len(fold(part)) for part in parts)
        self._folded_begins = list(accumulate(lengths, initial=0))

    @cached_property
    def _as_folded(self) -> _Form:
        return _Form(self._folded, range(len(self._folded)), *_simplified(self._folded, range(len(self._folded))))

    @cached_property
    def _flat(self) -> _Form:
        flat, at = [], list[int]()
        for piece, start in pieces(self._folded):
            flat.append(piece)
            at += [-1] * len(piece) if start is None else range(start, start + len(piece))
            if start is not None and piece[-1] == " ":
                at[-1] = -1
        text = "".join(flat)
        return _Form(text, at, *_simplified(text, range(len(text))))

    @cached_property
    def _chains(self) -> Sequence[list[Unit]]:
        return list(chains(self._folded))

    def marks(self, term: Term) -> list[Mark]:
        """Return where a term is said; not its being the beginning of a word, where that is of the same stem."""
        best: dict[tuple[int, int], Mark] = {}
        for mark in sorted([*self._side_by_side(term), *self._as_one(term), *self._of_stem(term)], key=_rank):
            best.setdefault((mark.start, mark.end), mark)
        stems = {mark.start for mark in best.values() if mark.way == "stem"}
        return [mark for mark in best.values() if mark.way != "prefix" or mark.start not in stems]

    def _side_by_side(self, term: Term) -> Iterator[Mark]:
        # Characters that are written without spaces stand in the folded text as in its flat form.
        flat = self._as_folded if is_cjk(term.exact) and term.exact.isalpha() else self._flat
        form = term.forms[0]
        exact = term.exact.rstrip(" ") if term.goes_on else term.exact
        at = flat.simple.find(form)
        while at >= 0:
            end = at + len(form)
            whole = not term.goes_on or flat.simple[end : end + 1] == " "
            first, last = flat.simple_at[at], flat.simple_at[end - 1] + 1
            places = [place for place in flat.at[first:last] if place >= 0]
            way: Way = ("exact" if flat.text[first:last] == exact else "variant") if whole else "prefix"
            yield self._mark(places[0], places[-1], way)
            at = flat.simple.find(form, at + 1)

    def _as_one(self, term: Term) -> Iterator[Mark]:
        """Return where words stand as one that the term has hyphens between, or the other way round."""
        word = term.whole.strip()
        sought = term.joined or ("" if " " in word else word)
        if not sought:
            return
        for chain in self._chains if term.joined or "-" in self._folded else ():
            parts = [[unit] for unit in chain if unit.kind == "word"] if term.joined else []
            for part in [*([chain] if joined(chain) else []), *parts]:
                places = [place for unit in part for place in range(unit.start, unit.end)]
                text, at = _simplified("".join(unit.text for unit in part), places)
                if text == sought or (term.goes_on and text.startswith(sought)):
                    yield self._mark(at[0], at[len(sought) - 1], "variant" if text == sought else "prefix")

    def _of_stem(self, term: Term) -> Iterator[Mark]:
        for chain in self._chains if term.stem else ():
            for units in [[unit] for unit in chain] if len(chain) == 1 else [chain, *([unit] for unit in chain)]:
                word = joined(units) if len(units) > 1 else unvaried(units[0].text)
                if word[:1] == term.stem[1] and english_stem(word) == term.stem:
                    yield self._mark(units[0].start, units[-1].end - 1, "stem")

    def _mark(self, first: int, last: int, way: Way) -> Mark:
        """Return the mark of the characters that come to two of the folded text, and what is between."""
        start, end = (bisect_right(self._folded_begins, place) - 1 for place in (first, last))
        return Mark(self._begins[start], self._begins[end + 1], way)


def _rank(mark: Mark) -> int:
    return WAYS.index(mark.way)


def _simplified(text: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return the form of a text that variants share, and of each of its characters the place it came from."""
    simple = unvaried(text)
    if simple == text:  # what no character is changed in is the most there is
        return text, places
    parts = [UNVARYING[ord(character)] for character in text]
    return simple, [place for part, place in zip(parts, places, strict=True) for _ in part]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
