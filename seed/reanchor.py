"""Finding the places of passages in another edition of their text: never a wrong one without saying so.

A place is known again by a stretch: the longest run of characters around it that is the same in both
texts. It must be long enough and stand once in each, and lead from one place to one place: where it
does not, the passage is at best told to stand between what is known again (`fuzzy`), else an orphan.
Without the old text there are only hashes: then a passage is known again inside a longer one, or by being long.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import accumulate
from math import floor
from typing import Any, Literal

from seed.text import Span, Text

Outcome = Literal["exact", "moved", "fuzzy", "orphan"]

STRETCH = 32
"""How many code points, at least, a passage is known again by."""
ALIKE = 0.6
"""How alike words are, at least, that are taken for those of a passage, by the ratio of `difflib`."""
_GRAM = 16
"""How many code points must stand once in each text, to the left and to the right of words that changed."""
_REACH = 256
"""How far from the words these may be."""


@dataclass(frozen=True)
class Anchor:
    """A passage: its name, its place, and the SHA-256 of its words."""

    id: str
    span: Span
    sha256: str


def anchors_of(passages: Iterable[Mapping[str, Any]]) -> list[Anchor]:
    """Return the anchors of passages, as a pack or a database has them."""
    return [Anchor(row["id"], Span(row["start"], row["end"]), row["sha256"]) for row in passages]


@dataclass(frozen=True)
class Finding:
    """What became of a passage.

    Attributes:
        anchor: the passage.
        outcome: `exact`, the same words at the same place; `moved`, the same words elsewhere; `fuzzy`, words that are
            likely those; `orphan`, no place, or no one place.
        span: the place in the other edition; None of an orphan.
        score: how alike the words are, from 0 to 1; None of an orphan.
        reason: why there is no certain place; None where there is.
    """

    anchor: Anchor
    outcome: Outcome
    span: Span | None = None
    score: float | None = None
    reason: str | None = None


def reanchor(anchors: Sequence[Anchor], new: Text, old: Text | None) -> list[Finding]:
    """Find passages in another edition.

    Args:
        anchors: the passages.
        new: the other edition.
        old: the text that they are anchored in; None where it is not at hand.

    Returns:
        A finding for each, in their order.
    """
    search = _Known(old, new, anchors) if old is not None else _Unknown(new, anchors)
    found: dict[str, Finding] = {}
    placed: list[tuple[Span, Span]] = []
    for anchor in sorted(anchors, key=lambda anchor: anchor.span.start - anchor.span.end):  # longest first
        span = _within(anchor, placed, new)
        finding = _placed(anchor, span) if span else search.find(anchor)
        found[anchor.id] = finding
        if finding.span and finding.outcome != "fuzzy":
            placed.append((anchor.span, finding.span))
    return [found[anchor.id] for anchor in anchors]


def _within(anchor: Anchor, placed: Iterable[tuple[Span, Span]], new: Text) -> Span | None:
    """Return the place of a passage inside one that was known again: it is the same within."""
    for before, after in placed:
        if before.contains(anchor.span):
            start = after.start + anchor.span.start - before.start
            span = Span(start, start + anchor.span.end - anchor.span.start)
            return span if new.digest(span) == anchor.sha256 else None
    return None


def _placed(anchor: Anchor, span: Span) -> Finding:
    return Finding(anchor, "exact" if span == anchor.span else "moved", span, 1.0)


class _Known:
    """Finds passages whose words are known."""

    def __init__(self, old: Text, new: Text, anchors: Iterable[Anchor]) -> None:
        self._old = old.content
        self._new = new.content
        self._broken = {anchor.id for anchor in anchors if old.digest(anchor.span) != anchor.sha256}

    def find(self, anchor: Anchor) -> Finding:
        span = anchor.span
        if anchor.id in self._broken:
            return Finding(anchor, "orphan", reason="the old text does not have its words where it says")
        if self._old == self._new:
            return _placed(anchor, span)
        words = self._old[span.start : span.end]
        places = list(_places(words, self._new))
        certain = [place for place in places if self._is_known_again(span, place)]
        if len(certain) == 1 and not self._has_rival(span, words, certain[0]):
            return _placed(anchor, Span(certain[0], certain[0] + len(words)))
        return self._fuzzy(anchor) or Finding(anchor, "orphan", reason=self._why(len(places)))

    @staticmethod
    def _why(places: int) -> str:
        if places == 0:
            return "its words stand nowhere"
        return f"its words are found ({places} times), but what is around them does not tell where they are meant"

    def _has_rival(self, span: Span, words: str, place: int) -> bool:
        """Tell whether a place could as well be that of the same words elsewhere in the old text."""
        others = (Span(other, other + len(words)) for other in _places(words, self._old) if other != span.start)
        return any(self._is_known_again(other, place) for other in others)

    def _is_known_again(self, span: Span, place: int) -> bool:
        """Tell whether the words at a place are those of a span, by what is the same around them."""
        size = span.end - span.start
        left = _common(self._old[: span.start][::-1], self._new[:place][::-1])
        right = _common(self._old[span.end :], self._new[place + size :])
        stretch = self._old[span.start - left : span.end + right]
        return len(stretch) >= STRETCH and _once(stretch, self._old) and _once(stretch, self._new)

    def _fuzzy(self, anchor: Anchor) -> Finding | None:
        """Find what now stands where the words stood: between characters on both sides that stand once in each text.

        Where a text begins or ends sooner than any such, that is as good: it is there once in each, too.
        """
        span = anchor.span
        left, right = self._mark(self._left(span.start)), self._mark(self._right(span.end))
        near = 2 * (span.end - span.start + _REACH)  # what was put before a beginning need not be looked through
        if left is None and span.start <= _REACH:
            left = 0, max(0, right[1] - near) if right else 0
        if right is None and len(self._old) - span.end <= _REACH:
            right = len(self._old), min(len(self._new), left[1] + near) if left and left[0] else len(self._new)
        if left is None or right is None or not left[1] <= right[1]:
            return None
        before, after = self._old[left[0] : right[0]], self._new[left[1] : right[1]]
        words = self._old[span.start : span.end]
        if max(_count(words, before), _count(words, after)) > 1:
            return None
        start, end = _carry(before, after, span.start - left[0], span.end - left[0])
        score = SequenceMatcher(None, words, after[start:end], autojunk=False).ratio()
        if score < ALIKE:
            return None
        place = Span(left[1] + start, left[1] + end)
        same = words == after[start:end]
        reason = "the words are the same, but what is around them was changed" if same else "the words were changed"
        # Rounded down: what was changed is never shown as 1.
        return Finding(anchor, "fuzzy", place, floor(score * 10_000) / 10_000, reason)

    def _mark(self, places: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
        """Return where the first run that stands once in each text ends, or begins, in both."""
        for start, edge in places:
            gram = self._old[start : start + _GRAM]
            if len(gram) == _GRAM and _once(gram, self._old) and _once(gram, self._new):
                return start + edge, self._new.index(gram) + edge
        return None

    def _left(self, start: int) -> Iterator[tuple[int, int]]:
        return ((place, _GRAM) for place in range(start - _GRAM, max(-1, start - _GRAM - _REACH), -4))

    def _right(self, end: int) -> Iterator[tuple[int, int]]:
        return ((place, 0) for place in range(end, min(len(self._old), end + _REACH), 4))


class _Unknown:
    """Finds passages of which only the hash is known."""

    def __init__(self, new: Text, anchors: Iterable[Anchor]) -> None:
        self._encoded = new.content.encode()
        self._offsets = [0, *accumulate(len(character.encode()) for character in new.content)]
        self._hashes = Counter(anchor.sha256 for anchor in anchors)
        self._places: dict[int, Mapping[bytes, list[int]]] = {}

    def find(self, anchor: Anchor) -> Finding:
        size = anchor.span.end - anchor.span.start
        if size < STRETCH:
            return Finding(anchor, "orphan", reason="it is short, and cannot be told from others without the old text")
        if size not in self._places:
            self._places[size] = self._windows(size)
        places = self._places[size].get(bytes.fromhex(anchor.sha256), [])
        if len(places) == 1 and self._hashes[anchor.sha256] == 1:
            return _placed(anchor, Span(places[0], places[0] + size))
        if places:
            return Finding(anchor, "orphan", reason="its words stand more than once, and cannot be told apart")
        return Finding(anchor, "orphan", reason="its words stand nowhere; likely ones are found with the old text")

    def _windows(self, size: int) -> Mapping[bytes, list[int]]:
        """Return where slices of a size begin, by their SHA-256."""
        places: defaultdict[bytes, list[int]] = defaultdict(list)
        for place, (start, end) in enumerate(zip(self._offsets, self._offsets[size:], strict=False)):
            places[sha256(self._encoded[start:end]).digest()].append(place)
        return places


def _places(words: str, content: str) -> Iterator[int]:
    """Yield where words stand, overlaps included."""
    place = content.find(words)
    while place >= 0:
        yield place
        place = content.find(words, place + 1)


def _count(words: str, content: str) -> int:
    return sum(1 for _ in _places(words, content))


def _once(words: str, content: str) -> bool:
    place = content.find(words)
    return place >= 0 and content.find(words, place + 1) < 0


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _carry(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """Return where a slice of one text stands in another, by what both have in common."""
    moved = [start, end]
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i <= start < j:
            moved[0] = k + start - i if tag == "equal" else k
        if i < end <= j:
            moved[1] = k + end - i if tag == "equal" else m
    return moved[0], moved[1]
