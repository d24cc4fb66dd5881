"""Where everything of a panel stands: figures of one axis, each with its words and its interval.

Lengths are CSS pixels. In narrow panels words stand above the interval, in wide ones in columns beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.figures.figure_groups import FigureGroup
from api.pages.figures.figure_rows import FigureRow
from api.pages.figures.interval_drawing import RADIUS, DrawnInterval, draw_interval
from api.pages.figures.row_text import ASCENT, GAP, SMALL, RowRun, TextRow, lines_of
from api.pages.parts.axis import Bar
from api.pages.parts.text_wrapping import width

_INDENT = 16
_ABOVE_BAR = 13
_AXIS = 26


@dataclass(frozen=True)
class PanelLayout:
    """How a panel is laid out.

    Attributes:
        width: its width.
        left: where the axis begins.
        right: where it ends.
        label: how wide the words before the axis are; 0 where they stand above the interval.
        value: where the words after the axis begin.
        between: how far figures stand apart.
        short: whether words are cut where they do not fit in one line.
        ids: whether the versions of figures are named.
    """

    width: int
    left: int
    right: int
    label: int = 0
    value: int = 0
    between: int = 14
    short: bool = False
    ids: bool = False


NARROW = PanelLayout(width=360, left=7, right=353)
WIDE = PanelLayout(width=880, left=262, right=606, label=240, value=632, between=12, ids=True)
TIME = PanelLayout(width=1168, left=420, right=950, label=400, value=974, between=2, short=True)


@dataclass(frozen=True)
class DrawnRow:
    """A figure as drawn: from where to where, its words, and its interval."""

    row: FigureRow
    top: float
    height: float
    lines: tuple[TextRow, ...]
    interval: DrawnInterval | None
    first: bool


@dataclass(frozen=True)
class DrawnTick:
    """A mark on the axis, and what it says; nothing where there is no room for it."""

    x: float
    says: str
    says_x: float


@dataclass(frozen=True)
class Panel:
    """Figures of one axis as drawn."""

    layout: PanelLayout
    height: float
    rows: tuple[DrawnRow, ...]
    ticks: tuple[DrawnTick, ...]
    grid: str
    axis_y: float


def draw_panel(group: FigureGroup, layout: PanelLayout, seen: set[str] | None = None) -> Panel:
    """Place the figures of a group.

    Args:
        group: the figures.
        layout: how.
        seen: the figures that were drawn before, which this adds to: each is marked where it is drawn first.
    """
    seen = set() if seen is None else seen
    bars, rows, y = iter(group.drawing.bars if group.drawing else ()), [], 2.0
    for place, row in enumerate(group.rows):
        if place:
            y += layout.between if row.kind == "own" else min(3, layout.between)
        bar = next(bars, None) if row.extent else None
        drawn = _placed(row, bar, y, layout, first=row.id not in seen)
        seen.add(row.id)
        rows.append(drawn)
        y += drawn.height
    ticks = _ticks(group, layout)
    foot = _AXIS if ticks else 0
    return Panel(layout, y + foot, tuple(rows), ticks, _grid(rows, ticks, y, layout), y + 20)


def _placed(row: FigureRow, bar: Bar | None, top: float, layout: PanelLayout, *, first: bool) -> DrawnRow:
    left = 0 if row.kind == "own" else _INDENT
    before, after = _said(row, layout)
    if not layout.label:
        kept = [before, after] if row.kind == "own" else [before + after]
        lines = lines_of(kept, left, top, layout.width - left)
        height = lines[-1].y + 5 - top
        y = lines[-1].y + _ABOVE_BAR
        height = y + RADIUS + 3 - top if bar else height
    else:
        named = lines_of([before], left, top, layout.label - left, short=layout.short)
        valued = lines_of([after], layout.value, top, layout.width - layout.value, short=layout.short)
        lines = (*named, *valued)
        y = top + ASCENT - 4
        height = max(line.y for line in lines) + 6 - top
    interval = draw_interval(row, bar, y, layout.left, layout.right) if bar else None
    return DrawnRow(row, top, height, lines, interval, first)


def _said(row: FigureRow, layout: PanelLayout) -> tuple[list[RowRun], list[RowRun]]:
    """Return what is said of a figure: what it is, and what it comes to."""
    own = row.kind == "own"
    named = [RowRun(row.lead, "role"), RowRun(row.subject, "what" if own else "given")]
    marks = [RowRun(mark, "given") for mark in row.marks]
    if layout.ids and row.kind != "recomputed":
        marks.append(RowRun(f"{row.id}@{row.version}", "cited"))
    if layout.label and row.kind != "recomputed":
        named, marks = [*named, *marks], []
    worded = [RowRun(row.worded, "wording")] if row.kind != "input" else []
    valued = [RowRun(row.means, "comes"), *worded, *marks]
    return [run for run in named if run.text], [run for run in valued if run.text]


def _ticks(group: FigureGroup, layout: PanelLayout) -> tuple[DrawnTick, ...]:
    """Return the marks on the axis, those without words that have no room for them."""
    marks = group.drawing.ticks if group.drawing else ()
    scale, made, free = (layout.right - layout.left) / 100, [], float("-inf")
    for tick, says in zip(marks, group.ticks, strict=True):
        x = round(layout.left + tick.x * scale, 2)
        half = width(says) * SMALL / 2
        middle = max(half, min(x, layout.width - half))
        fits = middle - half >= free
        made.append(DrawnTick(x, says if fits else "", round(middle, 1)))
        free = middle + half + GAP if fits else free
    return tuple(made)


def _grid(rows: Iterable[DrawnRow], ticks: Iterable[DrawnTick], bottom: float, layout: PanelLayout) -> str:
    """Return the lines behind the intervals: down the whole panel, or beneath each interval where words are between."""
    if layout.label:
        return "".join(f"M{tick.x:g} 0V{bottom + 6:g}" for tick in ticks)
    levels = [drawn.interval.y for drawn in rows if drawn.interval]
    tracks = "".join(f"M{layout.left} {y:g}H{layout.right}" for y in levels)
    return tracks + "".join(f"M{tick.x:g} {y - 5:g}v10" for tick in ticks for y in levels)
