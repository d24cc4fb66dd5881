"""Where annotations stand in a text: by the words that they quote, by offsets, or one within the other.

Offsets are code points, as the Web Annotation Data Model has them, or units of UTF-16, as browsers count: the words
that are quoted tell which.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from api.core.texts.quote_resolving import Sought, resolve
from api.core.texts.searched_text import SearchedText
from seed.text import Span, Text

_ALIKE = 0.85
_BEYOND_16_BITS = 0xFFFF


@dataclass(frozen=True)
class SelectedWords:
    """What selects some words.

    Attributes:
        quote: the words; empty where only their offsets are known.
        prefix: what stands before them.
        suffix: what stands after them.
        start: where they begin.
        end: where they end.
    """

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class FoundPlace:
    """A place that was found.

    Attributes:
        span: the place; None where there is none.
        why: what was changed, or why there is none.
    """

    span: Span | None
    why: str | None = None


class SelectedPlaces:
    """Finds what annotations select in a text."""

    def __init__(self, content: str) -> None:
        """Look in a text."""
        self._text = SearchedText(Text(content))
        self._content = content
        self._wide = [place for place, letter in enumerate(content) if ord(letter) > _BEYOND_16_BITS]
        self._units = [place + number for number, place in enumerate(self._wide)]

    def find(self, steps: Sequence[SelectedWords]) -> FoundPlace:
        """Return the place that is selected, the outermost first, each within the one before."""
        if not steps:
            return FoundPlace(None, "nothing selects words")
        first, *inner = steps
        found = self._one(first)
        for step in inner:
            if found.span is None:
                break
            within = SelectedPlaces(self._content[found.span.start : found.span.end]).find([step])
            begins = found.span.start
            span = within.span and Span(begins + within.span.start, begins + within.span.end)
            found = FoundPlace(span, within.why)
        return found if found.span is None else self._trimmed(found.span, found.why)

    def _one(self, step: SelectedWords) -> FoundPlace:
        if not step.quote.strip():
            return self._by_offsets(step)
        if span := self._at_offsets(step):
            return FoundPlace(span)
        found = resolve(self._text, Sought(step.quote, step.prefix, step.suffix, step.start))
        if found.span is None:
            around = "; ".join(words for _, words in found.contexts)
            return FoundPlace(None, f"{found.detail}{f': {around}' if around else ''}")
        if found.outcome != "fuzzy":
            return FoundPlace(found.span)
        words = self._text.text[found.span]
        if not found.in_typography and (found.score or 0) < _ALIKE:
            return FoundPlace(None, f"{found.detail}: nearest ({found.score:.2f}) is {words!r}")
        return FoundPlace(found.span, f"{found.detail}: {words!r}")

    def _at_offsets(self, step: SelectedWords) -> Span | None:
        """Return the place at offsets of either kind, if just the quoted words stand there."""
        if step.start is None or step.end is None:
            return None
        for span in (Span(step.start, step.end), Span(self._points(step.start), self._points(step.end))):
            if span.start >= 0 and self._content[span.start : span.end] == step.quote:
                return span
        return None

    def _by_offsets(self, step: SelectedWords) -> FoundPlace:
        if step.start is None or step.end is None:
            return FoundPlace(None, "neither words nor offsets select it")
        if not 0 <= step.start < step.end <= len(self._content):
            return FoundPlace(
                None, f"{step.start}-{step.end} is no place of a text of {len(self._content)} code points"
            )
        span = Span(step.start, step.end)
        if not self._content[span.start : span.end].strip():
            return FoundPlace(None, f"{step.start}-{step.end} is white space")
        shifted = self._points(step.end) != step.end
        return FoundPlace(span, "its offsets are taken as code points: no words tell" if shifted else None)

    def _points(self, units: int) -> int:
        """Return units of UTF-16 as code points."""
        return units - bisect_right(self._units, units - 1)

    def _trimmed(self, span: Span, why: str | None) -> FoundPlace:
        words = self._content[span.start : span.end]
        kept = Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))
        return FoundPlace(
            kept, why if kept == span else "; ".join(filter(None, [why, "blanks at its ends are left out"]))
        )
