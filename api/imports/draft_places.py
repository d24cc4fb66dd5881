"""The places of a draft, found in its text: sections that cover it, and a passage for each quote."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from api.core.write.bodies import pointer
from api.imports.draft_parts import DraftSection
from api.imports.drafted import Offsets
from api.imports.import_reports import Covered, ImportFinding, ImportReport
from api.imports.quote_finding import Quotes
from seed.text import Span, Text


@dataclass(frozen=True)
class Outlined:
    """A section: where it stands, and which one it stands in, both by their order from 0."""

    place: int
    parent: int | None
    span: Span


class DraftPlaces:
    """Finds the places of a draft, and tells of those that are not there."""

    def __init__(self, text: Text, report: ImportReport) -> None:
        """Look in a text, and tell in a report."""
        self.text = text
        self._report = report
        self._quotes = Quotes(text)
        self.spans: set[Span] = set()
        self.sections: list[Outlined] = []
        self._sentences: set[int] = set()
        self._worded: list[Span] = []

    def outline(self, sections: list[tuple[int, DraftSection]]) -> None:
        """Lay the sections over the text: each goes to the next one of its level or above."""
        begins = [(place, self._begin(place, item), max(1, item.level)) for place, item in sections]
        found = [(place, start, level) for place, start, level in begins if start is not None]
        given = {place: Span(*item.span) for place, item in sections if item.span}
        if not found or not self.text.sentences:
            return
        starts = [self.text.sentences[0].start, *(start for _, start, _ in found[1:])]
        if found[0][1] > starts[0] and found[0][0] not in given:
            self._report.note(
                "section-widened", pointer("sections", found[0][0]), "begins with the text, before its words"
            )
        for order, (place, _, level) in enumerate(found):
            later = (starts[n] for n in range(order + 1, len(found)) if found[n][2] <= level)
            end = self._end_before(next(later, self.text.length))
            parent = next((n for n in range(order - 1, -1, -1) if found[n][2] < level), None)
            if end <= starts[order] and place not in given:
                detail = "opens in one sentence with the next section, or after it"
                self._report.fault("sections-out-of-order", pointer("sections", place), detail)
            span = given.get(place) or Span(starts[order], max(end, starts[order] + 1))
            self.sections.append(Outlined(place, parent, span))
        self.spans |= {section.span for section in self.sections}

    def whole(self) -> None:
        """Let one section be the whole text, where a draft has none."""
        span = Span(self.text.sentences[0].start, self._end_before(self.text.length))
        self.sections = [Outlined(0, None, span)]
        self.spans.add(span)

    def find(self, where: str, quote: str) -> Span | None:
        """Return the place of a quote; None where it has none, which is told."""
        found = self._quotes.find(quote)
        if found.kind:
            told = self._report.faults if found.span is None else self._report.notes
            told.append(
                ImportFinding(
                    kind=found.kind,
                    pointer=where,
                    detail=found.detail,
                    nearest=found.nearest,
                    score=found.score,
                    contexts=found.contexts,
                )
            )
        return found.span

    def passage(self, where: str, quote: str) -> Span | None:
        """Return the place of a quote, and let it be a passage."""
        span = self.find(where, quote)
        if span is not None:
            self._add(span)
        return span

    def anchor(self, where: str, offsets: Offsets) -> Span | None:
        """Let the place between two offsets be a passage; None where there is none, which is told."""
        span = self._between(where, offsets)
        if span is not None:
            self._add(span)
        return span

    def _between(self, where: str, offsets: Offsets) -> Span | None:
        start, end = offsets
        if end > self.text.length or start < 0:
            detail = f"{start}-{end} is not in the text, which has {self.text.length} code points"
        elif end <= start:
            detail = f"{start}-{end} ends before it begins, or where it does"
        elif not (words := self.text[Span(start, end)]).strip():
            detail = f"{start}-{end} is white space"
        else:
            span = Span(end - len(words.lstrip()), start + len(words.rstrip()))
            if span != Span(start, end):
                detail = f"{start}-{end} is {span.start}-{span.end} without the white space at its ends"
                self._report.note("span-trimmed", where, detail)
            self._add(span)
            return span
        self._report.fault("no-such-span", where, f"{detail}: count code points from 0, the end left out")
        return None

    def _add(self, span: Span) -> None:
        self.spans.add(span)
        self.cover(span)

    def cover(self, span: Span, *, numerals: bool = False) -> None:
        """Count a place as covered: its sentences, and the numerals in it where these are meant."""
        self._sentences.update(range(self.text.sentence(span.start), self.text.sentence(span.end - 1) + 1))
        if numerals:
            self._worded.append(span)

    def cover_dates(self, span: Span, dated: str) -> None:
        """Count those numerals of a place's sentence as covered that say when a figure there holds."""
        sentence = self.text.sentences[max(0, self.text.sentence(span.start) - 1)]
        numbers = frozenset(re.findall("[0-9]+", dated))
        first = bisect_left(self._numerals, sentence.start)
        for numeral in takewhile(sentence.contains, self.text.numerals[first:]):
            if self.text[numeral] in numbers:
                self._worded.append(numeral)

    def section_at(self, span: Span) -> int | None:
        """Return the innermost section that holds a place, by its order from 0."""
        order: int | None = bisect_right(self._begins, span.start) - 1
        if order == -1:
            return None
        while order is not None and not self.sections[order].span.contains(span):
            order = self.sections[order].parent
        return order

    @cached_property
    def _numerals(self) -> list[int]:
        return [numeral.start for numeral in self.text.numerals]

    @cached_property
    def _begins(self) -> list[int]:
        return [section.span.start for section in self.sections]

    @cached_property
    def numbers(self) -> dict[Span, int]:
        """The passages, numbered in the order of the text; asked for once all are known."""
        return {span: number for number, span in enumerate(sorted(self.spans), start=1)}

    def coverage(self) -> Covered:
        """Tell how much of the text has a record, and note what has none."""
        sentences = self.text.sentences
        lacking = [span for number, span in enumerate(sentences, start=1) if number not in self._sentences]
        bare = list(self._bare(self.text.numerals, sorted(self._worded)))
        for kind, spans, right in (
            ("sentence-without-record", lacking, "has no claim, figure or source: give it one, or name it in left_out"),
            ("numeral-without-figure", bare, "is in no figure’s wording: give it a figure, or name it in left_out"),
        ):
            for span in spans:
                around = Span(max(0, span.start - 20), min(self.text.length, span.end + 20))
                words = self.text[span if kind.startswith("sentence") else around]
                number = self.text.sentence(span.start)
                detail = f"sentence {number}, {span.start}-{span.end}, {' '.join(words.split())[:80]!r}: {right}"
                self._report.note(kind, "", detail)
        return Covered(
            sentences=len(sentences),
            sentences_covered=len(sentences) - len(lacking),
            numerals=len(self.text.numerals),
            numerals_covered=len(self.text.numerals) - len(bare),
        )

    @staticmethod
    def _bare(numerals: Iterable[Span], worded: list[Span]) -> Iterator[Span]:
        starts, reach, ends = [span.start for span in worded], 0, list[int]()
        for span in worded:  # how far those reach that begin up to here
            reach = max(reach, span.end)
            ends.append(reach)
        for numeral in numerals:
            before = bisect_right(starts, numeral.start)
            if not before or ends[before - 1] < numeral.end:
                yield numeral

    def _begin(self, place: int, section: DraftSection) -> int | None:
        where = pointer("sections", place)
        if section.span:
            span = self._between(f"{where}/span", section.span)
        else:
            span = self.find(f"{where}/opens", section.opens)
        if span is None:
            return None
        sentence = self.text.sentences[max(0, self.text.sentence(span.start) - 1)]
        if self.is_heading(sentence):
            self.cover(sentence, numerals=True)  # it needs no record
        return span.start if section.span else sentence.start

    def is_heading(self, sentence: Span) -> bool:
        """Tell whether a sentence may be a heading: the whole end of a line, without a full stop."""
        line_end = self.text.content.find("\n", sentence.start)
        return sentence.end in {line_end, self.text.length} and self.text[sentence][-1:].isalnum()

    def _end_before(self, position: int) -> int:
        """Return the end of the last sentence that ends before a position."""
        ordinal = bisect_right([span.end for span in self.text.sentences], position)
        return self.text.sentences[ordinal - 1].end if ordinal else 0
