"""Cutting a text where passages begin and end.

Passages overlap, nest and cross, so that no elements could stand around each: the text is cut into segments instead,
each with all the passages that cover it.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple


class PassageSpan(NamedTuple):
    """A passage: its number within its essay, and where it begins and ends, in code points."""

    number: int
    start: int
    end: int


class Segment(NamedTuple):
    """A part of a text that the same passages cover from beginning to end.

    Attributes:
        start: where it begins.
        end: just beyond where it ends.
        covering: the passages that cover it, the shortest first.
        ending: those of them that end with it.
    """

    start: int
    end: int
    covering: tuple[PassageSpan, ...]
    ending: tuple[PassageSpan, ...]


def cut(start: int, end: int, passages: Collection[PassageSpan]) -> list[Segment]:
    """Return the segments of a part of a text, which they fill without a gap.

    Args:
        start: where the part begins.
        end: just beyond where it ends.
        passages: passages, in any order; what of them lies beyond the part is passed over.
    """
    within = sorted([passage for passage in passages if passage[1] < end and passage[2] > start], key=_length)
    spans = [(max(first, start), min(last, end)) for _, first, last in within]
    places = sorted({start, end, *(edge for span in spans for edge in span)})
    place_of = {edge: place for place, edge in enumerate(places)}
    covering: list[list[PassageSpan]] = [[] for _ in places]
    for passage, (first, last) in zip(within, spans, strict=True):
        for over in covering[place_of[first] : place_of[last]]:
            over.append(passage)
    return [
        Segment(left, right, tuple(over), _ending(over, right))
        for left, right, over in zip(places, places[1:], covering, strict=False)
    ]


def _ending(covering: Sequence[PassageSpan], end: int) -> tuple[PassageSpan, ...]:
    return tuple([passage for passage in covering if passage.end == end])


def _length(passage: PassageSpan) -> tuple[int, int]:
    return passage.end - passage.start, passage.number
