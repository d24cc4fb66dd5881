"""The places that a draft names, found in its text and numbered as passages."""

from seed.packs import PackError, Row
from seed.text import Span, Text


class Places:
    """Every place that a draft's records stand at.

    An anchor is `"S13"`, the thirteenth sentence, or `"S13|quote"`, the one place in it that reads so.

    Args:
        text: the essay's text.
        essay_id: the essay, which passages are numbered in.
        sections: the draft's outline, in the order of the text.
        records: all the draft's records.

    Raises:
        PackError: an anchor names no place, or more than one.
    """

    def __init__(self, text: Text, essay_id: str, sections: list[Row], records: list[Row]) -> None:
        self._text = text
        self._sentences = {f"S{number}": span for number, span in enumerate(text.sentences, start=1)}
        self._numerals = {span.start: span for span in text.numerals}
        self._essay_id = essay_id
        self.outline = [(self.extent(row), f"{essay_id}-h{number}") for number, row in enumerate(sections, start=1)]
        spans = {span for span, _ in self.outline}
        spans |= {self.span(anchor) for row in records for anchor in _anchors(row)}
        self.passages = {span: number for number, span in enumerate(sorted(spans), start=1)}

    def span(self, anchor: str) -> Span:
        """Return the place that an anchor names."""
        ordinal, _, quote = anchor.partition("|")
        if ordinal not in self._sentences:
            message = f"{anchor!r} names no sentence: there are S1 to S{len(self._sentences)}"
            raise PackError(message)
        sentence = self._sentences[ordinal]
        if not quote:
            return sentence
        found = self._text[sentence].count(quote)
        if found != 1:
            message = f"{anchor!r} stands {found} times in its sentence, not once"
            raise PackError(message)
        start = sentence.start + self._text[sentence].index(quote)
        return Span(start, start + len(quote))

    def numeral(self, offset: int) -> Span:
        """Return the place of the numeral that begins at an offset."""
        if offset not in self._numerals:
            message = f"no numeral begins at the offset {offset}"
            raise PackError(message)
        return self._numerals[offset]

    def extent(self, section: Row) -> Span:
        """Return the place of a whole section."""
        return Span(self.span(section["from"]).start, self.span(section["to"]).end)

    def section_at(self, span: Span) -> str | None:
        """Return the innermost section that holds a place."""
        inside = [(whole.end - whole.start, name) for whole, name in self.outline if whole.contains(span)]
        return min(inside)[1] if inside else None

    def passage_id(self, span: Span) -> str:
        """Return the passage of a place."""
        return f"{self._essay_id}-p{self.passages[span]}"

    def passages_of(self, row: Row) -> list[str]:
        """Return the passages of a record, the primary one first."""
        return list(dict.fromkeys(self.passage_id(self.span(anchor)) for anchor in row["at"]))

    def section_of(self, row: Row) -> str | None:
        """Return the section of a record's primary passage; None where it has no place."""
        return self.section_at(self.span(row["at"][0])) if row["at"] else None

    def order(self, row: Row) -> Span:
        """Return what sorts records by their place; those without one come last."""
        return self.span(row["at"][0]) if row["at"] else Span(self._text.length, self._text.length)

    def passage_row(self, span: Span) -> Row:
        """Return the row of a passage, but for what stands at a record's end."""
        return {
            "id": self.passage_id(span),
            "essay_id": self._essay_id,
            "number": self.passages[span],
            "start": span.start,
            "end": span.end,
            "sha256": self._text.digest(span),
            "section_id": self.section_at(span),
            "paragraph": self._text.paragraph(span.start),
            "sentence": self._text.sentence(span.start),
        }

    def covered_row(self, row: Row) -> Row:
        """Return the row of a sentence or a numeral that has no record."""
        span = self.span(row["at"]) if row["what"] == "sentence" else self.numeral(row["offset"])
        return {"what": row["what"], "start": span.start, "end": span.end, "reason": row["reason"]}


def _anchors(row: Row) -> list[str]:
    anchors = row.get("at", [])
    return anchors if isinstance(anchors, list) else [anchors]
