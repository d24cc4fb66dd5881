"""A figure as a row beside others: what it is to the row above, in words, and what is drawn of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from api.pages.figures.figure_reading import FigureReading, ReviewFinding
from api.pages.page_context import PageContext
from api.pages.parts.axis import Extent
from api.pages.parts.cards import Record
from api.pages.parts.figure_words import meant
from api.pages.parts.period_words import period
from api.pages.parts.recomputation import recomputed_in_words

RowKind = Literal["own", "input", "recomputed", "confirms", "corrects"]
"""What a row is: a figure of the essay, or what stands beneath one."""
Shape = Literal["round", "square", "diamond", "cross"]

_SHAPES: dict[str, Shape] = {"estimate": "square", "forecast": "diamond", "potential": "diamond"}
_CONFIRMED = "confirmed"
_OPERATORS = str.maketrans("*/-", "\u00d7\u00f7\u2212")


@dataclass(frozen=True)
class FigureRow:
    """A figure as a row.

    Attributes:
        id: the figure.
        version: of it.
        kind: what the row is.
        lead: what it is to the row above, in words.
        subject: what is measured, where the row above does not say it.
        means: the interval in words.
        worded: how the text words it that gives it.
        language: the language of that; nothing where it is not known.
        marks: what else tells it from others: in what way it is given, when, what reviews came to.
        says: the figure as a sentence.
        shape: how its ends look.
        extent: its interval in the unit of the axis; None where it is not drawn.
        wall: at which end it cannot go on by its nature, `left` or `right`.
        vague: whether its ends are read into a word, or its date is not sure.
    """

    id: str
    version: int
    kind: RowKind
    lead: str
    subject: str
    means: str
    worded: str
    language: str
    marks: tuple[str, ...]
    says: str
    shape: Shape = "round"
    extent: Extent | None = None
    wall: str = ""
    vague: bool = False


@dataclass(frozen=True)
class AxisUnit:
    """The unit of an axis: what of a dimension is drawn on it."""

    dimension: str
    factor: Decimal
    offset: Decimal

    @classmethod
    def of(cls, record: Record) -> "AxisUnit":
        """Return the unit of a figure."""
        unit = record["_embedded"]["unit"]
        if unit is None:
            return cls("", Decimal(1), Decimal(0))
        return cls(unit["dimension"], Decimal(unit["factor"]), Decimal(unit["offset"]))

    def extent(self, record: Record) -> Extent | None:
        """Return the interval of a figure in this unit; None where it is of another dimension, or has no end."""
        return self._extent(record, "normalised", record["lower_closed"], record["upper_closed"])

    def recomputed(self, record: Record) -> Extent | None:
        """Return what a figure comes to when it is computed again, likewise."""
        return self._extent(record, "recomputed", True, True)

    def _extent(self, record: Record, ends: str, *closed: bool) -> Extent | None:
        low, high = record[f"{ends}_lower"], record[f"{ends}_upper"]
        if record["quantity"] == "date" or self.of(record).dimension != self.dimension or low == high is None:
            return None
        return Extent(self._number(low), self._number(high), *closed)

    def _number(self, end: str | None) -> float | None:
        return None if end is None else float(Decimal(end) / self.factor - self.offset)


@dataclass(frozen=True)
class RowWords:
    """Puts figures into words, as rows."""

    found: FigureReading
    context: PageContext

    def rows(self, record: Record, unit: AxisUnit) -> Iterator[FigureRow]:
        """Yield the row of a figure, and those of what it was computed from and of what was found of it."""
        yield self.own(record, unit)
        yield from self._computed(record, unit)
        yield from self.compared(record, unit)

    def own(self, record: Record, unit: AxisUnit) -> FigureRow:
        """Return the row of a figure."""
        return self._row(record, unit, "own", "", self.label("subject", record["subject"]), self._marks(record))

    def compared(self, record: Record, unit: AxisUnit) -> Iterator[FigureRow]:
        """Yield the rows of the figures that reviews compare with one."""
        for finding in self.findings(record):
            other = self.found.figures.get(finding.figure_id or "")
            if other:
                verdict = self.context.name("verdict", finding.verdict).lower()
                kind: RowKind = "confirms" if finding.verdict == _CONFIRMED else "corrects"
                yield self._row(other, unit, kind, verdict, self._unlike(other, record), self._given(other))

    def findings(self, record: Record) -> list[ReviewFinding]:
        """Return what reviews found of a figure."""
        return list(self.found.findings.get(record["id"], ()))

    def label(self, field: str, term: str) -> str:
        """Return what a measure or a subject is called."""
        return self.context.plain(self.found.labels[field].get(term)) or term

    def _computed(self, record: Record, unit: AxisUnit) -> Iterator[FigureRow]:
        if not record["formula"]:
            return
        for place, name in enumerate(self.found.inputs.get(record["id"], ())):
            one = self.found.figures.get(name)
            if one:
                yield self._row(one, unit, "input", chr(ord("a") + place), self._unlike(one, record), ())
        agrees = self.context.say["it_agrees_short" if record["agrees"] else "it_differs_short"]
        yield FigureRow(
            id=record["id"],
            version=record["version"],
            kind="recomputed",
            lead=record["formula"].translate(_OPERATORS),
            subject="",
            means=recomputed_in_words(record, self.context),
            worded="",
            language="",
            marks=(agrees,),
            says=agrees,
            shape="cross",
            extent=unit.recomputed(record),
        )

    def _row(
        self, record: Record, unit: AxisUnit, kind: RowKind, lead: str, subject: str, marks: tuple[str, ...]
    ) -> FigureRow:
        dated = record["quantity"] == "date"
        return FigureRow(
            id=record["id"],
            version=record["version"],
            kind=kind,
            lead=lead,
            subject=subject,
            means=str(period(record["period"], self.context)) if dated else meant(record, self.context),
            worded=record["as_written"],
            language=self.found.essay["language"] if record["asserted_by"] == "author" else "",
            marks=marks,
            says=self.context.plain(record["text"]),
            shape=_SHAPES.get(record["mode"], "round"),
            extent=unit.extent(record),
            wall=_wall(record),
            vague=record["bound_basis"] == "reading",
        )

    def _unlike(self, other: Record, record: Record) -> str:
        """Return of what a figure is, as far as that is not what another is of."""
        named = [self.label(name, other[name]) for name in ("measure", "subject") if other[name] != record[name]]
        return self.context.say["colon"].join(named)

    def _given(self, record: Record) -> tuple[str, ...]:
        """Return in what way a figure is given, where not as a plain report; and when it holds."""
        dated = record["quantity"] == "date"
        marks = (
            "" if record["mode"] == "reported" else self.context.name("mode", record["mode"]).lower(),
            "" if dated else str(period(record["period"], self.context)),
        )
        return tuple(mark for mark in marks if mark)

    def _marks(self, record: Record) -> tuple[str, ...]:
        """Return what tells a figure from others, with the verdicts that no figure beneath it stands for."""
        analyst = (self.context.name("asserter", "analyst"),) if record["asserted_by"] == "analyst" else ()
        bare = [finding.verdict for finding in self.findings(record) if finding.figure_id not in self.found.figures]
        verdicts = (self.context.name("verdict", verdict).lower() for verdict in dict.fromkeys(bare))
        return (*self._given(record), *analyst, *verdicts)


def _wall(record: Record) -> str:
    """Return at which end a figure is bounded by its nature alone."""
    if record["bound_basis"] != "domain":
        return ""
    return "right" if record["quantity"] == "share" and record["upper"] == "1" and record["lower"] != "0" else "left"
