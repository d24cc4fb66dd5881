"""The figures of an essay, as they stand together: by measure on axes, alone, and in time."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from api.pages.figures.figure_reading import FigureReading
from api.pages.figures.figure_rows import AxisUnit, FigureRow, RowWords
from api.pages.page_context import PageContext
from api.pages.parts.axis import Drawing, Extent, draw
from api.pages.parts.cards import Record
from api.pages.parts.figure_words import meant, number, plural, quantity, unit_name
from api.pages.parts.period_words import period
from seed.frozen.edtf import Day, span

_STEPS = 6
_TIME_STEPS = 8
_ROUND: Mapping[str | None, tuple[int, ...]] = {"mo": (1, 3, 6, 12, 24, 60, 120)}
"""By unit, the steps that are round in it, where they are not powers of ten."""
_UNSURE = ("~", "?", "%")
_PLACES = frozenset({"rank", "ordinal"})
_DAYS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_YEAR = 365
_NO_UNIT = AxisUnit("", Decimal(1), Decimal(0))

_Key = tuple[str, str, str]
"""What figures that stand on one axis have in common: measure, quantity, dimension."""


@dataclass(frozen=True)
class FigureGroup:
    """Figures of one measure.

    Attributes:
        key: tells the group from others on the page.
        measure: the measure.
        quantity: what kind of quantity it is, in words.
        title: what the measure is called.
        unit: in what the axis counts, in words; nothing where the numbers say it.
        rows: the figures, each followed by what stands beneath it.
        drawing: the axis, with a bar for each row that has an extent; None where no axis is needed.
        ticks: what the ticks of the axis say.
    """

    key: str
    measure: str
    quantity: str
    title: str
    unit: str
    rows: tuple[FigureRow, ...]
    drawing: Drawing | None
    ticks: tuple[str, ...]


@dataclass(frozen=True)
class DrawnFigures:
    """The figures of an essay.

    Attributes:
        groups: those that are drawn, by measure.
        alone: those that need no axis: one exact number, or a place in an order.
        timed: dates, and when other figures hold.
    """

    groups: tuple[FigureGroup, ...]
    alone: tuple[FigureGroup, ...]
    timed: tuple[FigureGroup, ...]

    @property
    def all(self) -> tuple[FigureGroup, ...]:
        """Every group."""
        return (*self.groups, *self.alone, *self.timed)


def drawn_figures(found: FigureReading, context: PageContext) -> DrawnFigures:
    """Put together the figures that were read, in words and in numbers to draw."""
    words = RowWords(found, context)
    beneath = _beneath(found)
    keyed: dict[_Key, list[Record]] = {}
    for name in found.shown:
        record = found.figures[name]
        if name not in beneath and record["quantity"] != "date":
            keyed.setdefault(_key(record), []).append(record)
    groups = [_group(key, records, words) for key, records in keyed.items()]
    groups.sort(key=lambda group: -len(group.rows))  # those of which most is said come first
    return DrawnFigures(
        groups=tuple(group for group in groups if group.drawing),
        alone=tuple(group for group in groups if not group.drawing),
        timed=_in_time(found, beneath, words),
    )


def _key(record: Record) -> _Key:
    unit = record["_embedded"]["unit"]
    return record["measure"], record["quantity"], unit["dimension"] if unit else ""


def _beneath(found: FigureReading) -> Collection[str]:
    """Return the figures that stand beneath the one that they confirm or correct, and need no row of their own."""
    upper: set[str] = set()
    beneath: set[str] = set()
    for name in found.shown:
        if name in beneath:
            continue
        upper.add(name)
        for finding in found.findings.get(name, ()):
            other = found.figures.get(finding.figure_id or "")
            if other and other["id"] not in upper and _key(other) == _key(found.figures[name]):
                beneath.add(other["id"])
    return beneath


def _group(key: _Key, records: Sequence[Record], words: RowWords) -> FigureGroup:
    measure, kind, dimension = key
    context = words.context
    common = Counter(record["unit"] for record in records).most_common(1)[0][0]
    model = next(record for record in records if record["unit"] == common)
    unit = AxisUnit.of(model)
    rows = tuple(row for record in records for row in words.rows(record, unit))
    extents = [row.extent for row in rows if row.extent]
    alone = kind in _PLACES or (len(extents) == 1 and extents[0].lower == extents[0].upper)
    drawing = None if alone else draw(extents, _STEPS, rounds=_ROUND.get(common, ()))
    return FigureGroup(
        key="-".join(part for part in (measure, dimension.replace("/", "-")) if part),
        measure=measure,
        quantity=context.name("quantity", kind),
        title=words.label("measure", measure),
        unit=_unit(model, context),
        rows=rows,
        drawing=drawing,
        ticks=tuple(_tick(tick.value, model, context) for tick in drawing.ticks) if drawing else (),
    )


def _unit(record: Record, context: PageContext) -> str:
    if record["quantity"] == "share" or record["unit"] in {None, "1"}:
        return ""
    name = unit_name(record, context)
    return plural(name) if context.language == "en" else name


def _tick(value: Decimal, record: Record, context: PageContext) -> str:
    return quantity(value, record, context) if record["quantity"] == "share" else number(value, context.language)


def _in_time(found: FigureReading, beneath: Collection[str], words: RowWords) -> tuple[FigureGroup, ...]:
    """Return dates, each with what corrects it, and when other figures hold: each in the order of time."""
    records = [found.figures[name] for name in found.shown if found.figures[name]["period"]]
    records.sort(key=lambda record: _years(record["period"]).lower or 0)
    dates = [record for record in records if record["quantity"] == "date" and record["id"] not in beneath]
    others = [record for record in records if record["quantity"] != "date"]
    say = words.context.say
    dated = _time_line("date", say["on_time_line"], [row for record in dates for row in _dated(record, words)])
    holding = _time_line("periods", say["when_others_hold"], [_holding(record, words) for record in others])
    return tuple(group for group in (dated, holding) if group)


def _time_line(key: str, title: str, rows: Sequence[FigureRow]) -> FigureGroup | None:
    drawing = draw([row.extent for row in rows if row.extent], _TIME_STEPS, sizes=False)
    if drawing is None:
        return None
    ticks = tuple(str(int(tick.value)) if tick.value == int(tick.value) else "" for tick in drawing.ticks)
    return FigureGroup(key, key, "", title, "", tuple(rows), drawing, ticks)


def _dated(record: Record, words: RowWords) -> Iterator[FigureRow]:
    yield _at(words.own(record, _NO_UNIT), record["period"])
    for row in words.compared(record, _NO_UNIT):
        other = words.found.figures[row.id]
        if other["quantity"] == "date":
            yield _at(row, other["period"])


def _holding(record: Record, words: RowWords) -> FigureRow:
    """Return the row that tells when a figure holds."""
    context = words.context
    row = words.own(record, _NO_UNIT)
    when = str(period(record["period"], context))
    marks = tuple(mark for mark in row.marks if mark != when)
    return _at(replace(row, means=when, worded="", marks=(meant(record, context), *marks)), record["period"])


def _at(row: FigureRow, edtf: str) -> FigureRow:
    return replace(row, extent=_years(edtf), vague=edtf.endswith(_UNSURE), wall="", shape="round")


def _years(edtf: str) -> Extent:
    """Return the time that a period covers, in years."""
    first, last = span(edtf)
    after = None if last is None else _year(last, 1)
    return Extent(None if first is None else _year(first), after, first is not None, last is not None)


def _year(day: Day, more: int = 0) -> float:
    return day.year + (_DAYS[day.month - 1] + day.day - 1 + more) / _YEAR
