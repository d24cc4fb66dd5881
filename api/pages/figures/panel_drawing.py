"""Where everything of a panel stands: figures of one axis, each with its words and its interval.

Lengths are CSS pixels. In narrow panels words stand above the interval, in wide ones in columns beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from api.pages.figures.figure_groups import FigureGroup
from api.pages.figures.figure_rows import FigureRow, Shape
from api.pages.maps.text_wrapping import width, wrapped
from api.pages.parts.axis import Bar

_SIZES = {"what": 14.0, "comes": 13.0, "wording": 12.5, "given": 12.0, "role": 12.5, "tick": 12.0}
"""How large the text of a style is; what is bold is counted as wider."""
_LEADING = 18
_ASCENT = 13
_GAP = 8
_INDENT = 16
_RADIUS = 5
_MERGED = 2 * _RADIUS + 3
_ABOVE_BAR = 13
_AXIS = 26
_ROLE = 60
"""How wide the beginning of a line may be after which a text is broken rather than begun on the next one."""
_HALVES: dict[Shape, tuple[str, str]] = {
    "round": ("a5 5 0 0 0 0 10", "a5 5 0 0 0 0-10"),
    "square": ("h-4.5v10h4.5", "h4.5v-10h-4.5"),
    "diamond": ("l-6 5 6 5", "l6-5-6-5"),
}
"""The left half of a mark, drawn downwards from its top, and its right half, drawn upwards from its foot."""


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
class TextRun:
    """A piece of a line, in one style."""

    text: str
    style: str


@dataclass(frozen=True)
class TextRow:
    """A line of text: where its baseline begins, and its pieces."""

    x: float
    y: float
    runs: tuple[TextRun, ...]


@dataclass(frozen=True)
class EndMark:
    """An end of an interval as drawn: at which x, its outline, and whether it is included."""

    x: float
    d: str
    closed: bool


@dataclass(frozen=True)
class DrawnInterval:
    """An interval as drawn.

    Attributes:
        line: the line from end to end; empty of one number.
        marks: its ends.
        arrows: the heads of arrows where it goes on for ever.
        wall: where it cannot go on by its nature.
    """

    y: float
    line: str
    marks: tuple[EndMark, ...]
    arrows: str
    wall: str


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
        lines = _lines(kept, left, top, layout.width - left)
        height = lines[-1].y + 5 - top
        y = lines[-1].y + _ABOVE_BAR
        height = y + _RADIUS + 3 - top if bar else height
    else:
        named = _lines([before], left, top, layout.label - left, short=layout.short)
        valued = _lines([after], layout.value, top, layout.width - layout.value, short=layout.short)
        lines = (*named, *valued)
        y = top + _ASCENT - 4
        height = max(line.y for line in lines) + 6 - top
    return DrawnRow(row, top, height, lines, _interval(row, bar, y, layout) if bar else None, first)


def _said(row: FigureRow, layout: PanelLayout) -> tuple[list[TextRun], list[TextRun]]:
    """Return what is said of a figure: what it is, and what it comes to."""
    own = row.kind == "own"
    named = [TextRun(row.lead, "role"), TextRun(row.subject, "what" if own else "given")]
    marks = [TextRun(mark, "given") for mark in row.marks]
    if layout.ids and row.kind != "recomputed":
        marks.append(TextRun(f"{row.id}@{row.version}", "cited"))
    if layout.label and row.kind != "recomputed":
        named, marks = [*named, *marks], []
    worded = [TextRun(row.worded, "wording")] if row.kind != "input" else []
    valued = [TextRun(row.means, "comes"), *worded, *marks]
    return [run for run in named if run.text], [run for run in valued if run.text]


def _lines(
    parts: Iterable[Sequence[TextRun]], x: float, top: float, room: float, *, short: bool = False
) -> tuple[TextRow, ...]:
    several = [part for part in parts if part]
    broken = (
        [_cut(part, room) for part in several]
        if short
        else chain.from_iterable(_flowed(part, room) for part in several)
    )
    return tuple(TextRow(x, top + _ASCENT + place * _LEADING, tuple(runs)) for place, runs in enumerate(broken))


def _size(run: TextRun) -> float:
    return _SIZES.get(run.style, 12.0)


def _wide(run: TextRun) -> float:
    return width(run.text) * _size(run)


def _flowed(runs: Iterable[TextRun], room: float) -> list[list[TextRun]]:
    """Return pieces of text in lines that are no wider than there is room."""
    lines: list[list[TextRun]] = [[]]
    used = 0.0
    for run in runs:
        wide, size = _wide(run), _size(run)
        if used and used + wide > room and (wide <= room or used > room / 2) and used > _ROLE:
            lines.append([])
            used = 0.0
        if used + wide <= room:
            lines[-1].append(run)
            used += wide + _GAP
            continue
        first = wrapped(run.text, (room - used) / size)[0]
        rest = run.text[len(first) :].strip()
        lines[-1].append(TextRun(first, run.style))
        lines += [[TextRun(text, run.style)] for text in (wrapped(rest, room / size) if rest else ())]
        used = _wide(lines[-1][-1]) + _GAP
    return lines


def _cut(runs: Iterable[TextRun], room: float) -> list[TextRun]:
    """Return the pieces of text that one line has room for, of which the last may be cut."""
    kept: list[TextRun] = []
    for run in runs:
        if _wide(run) > room:
            shorter = len(run.text)
            while shorter and (width(run.text[:shorter]) + 1) * _size(run) > room:
                shorter -= 1
            words = run.text[:shorter].rstrip()
            return [*kept, TextRun(f"{words}…", run.style)] if words else kept
        kept.append(run)
        room -= _wide(run) + _GAP
    return kept


def _interval(row: FigureRow, bar: Bar, y: float, layout: PanelLayout) -> DrawnInterval:
    scale = (layout.right - layout.left) / 100
    x1, x2 = (round(layout.left + x * scale, 2) for x in (bar.x1, bar.x2))
    arrows = f"M{x1 + 7:g} {y - 5:g}l-6 5 6 5" if bar.left == "on" else ""
    arrows += f"M{x2 - 7:g} {y - 5:g}l6 5-6 5" if bar.right == "on" else ""
    ends = {"left": (x1, bar.left), "right": (x2, bar.right)}
    at, end = ends.get(row.wall, (0, "on"))
    wall = f"M{at:g} {y - 7:g}v14" if end != "on" else ""
    line = "" if bar.point else f"M{x1:g} {y:g}H{x2:g}"
    return DrawnInterval(y, line, _marks(row, bar, x1, x2, y), arrows, wall)


def _marks(row: FigureRow, bar: Bar, x1: float, x2: float, y: float) -> tuple[EndMark, ...]:
    """Return the ends of an interval; those that are nearly one share an outline, each with its own half."""
    if row.shape == "cross":
        xs = [x1] if bar.point or x2 - x1 < _MERGED else [x1, x2]
        return tuple(EndMark(x, f"M{x - 5:g} {y - 5:g}l10 10m0-10l-10 10", closed=True) for x in xs)
    left, right = _HALVES[row.shape]
    ends = [(x1, bar.left), (x2, bar.right)]
    if bar.point:
        ends = ends[:1]
    elif "on" not in (bar.left, bar.right) and not row.wall and x2 - x1 < _MERGED:
        middle = (x1 + x2) / 2
        return (
            EndMark(x1, f"M{x1:g} {y - 5:g}{left}H{middle:g}v-10z", bar.left == "closed"),
            EndMark(x2, f"M{x2:g} {y + 5:g}{right}H{middle:g}v10z", bar.right == "closed"),
        )
    walled = {"left": 0, "right": len(ends) - 1}.get(row.wall, -1)
    return tuple(
        EndMark(x, f"M{x:g} {y - 5:g}{left}{right}z", end == "closed")
        for place, (x, end) in enumerate(ends)
        if end != "on" and place != walled
    )


def _ticks(group: FigureGroup, layout: PanelLayout) -> tuple[DrawnTick, ...]:
    """Return the marks on the axis, those without words that have no room for them."""
    marks = group.drawing.ticks if group.drawing else ()
    scale, made, free = (layout.right - layout.left) / 100, [], float("-inf")
    for tick, says in zip(marks, group.ticks, strict=True):
        x = round(layout.left + tick.x * scale, 2)
        half = width(says) * _SIZES["tick"] / 2
        middle = max(half, min(x, layout.width - half))
        fits = middle - half >= free
        made.append(DrawnTick(x, says if fits else "", round(middle, 1)))
        free = middle + half + _GAP if fits else free
    return tuple(made)


def _grid(rows: Iterable[DrawnRow], ticks: Iterable[DrawnTick], bottom: float, layout: PanelLayout) -> str:
    """Return the lines behind the intervals: down the whole panel, or beneath each interval where words are between."""
    if layout.label:
        return "".join(f"M{tick.x:g} 0V{bottom + 6:g}" for tick in ticks)
    levels = [drawn.interval.y for drawn in rows if drawn.interval]
    tracks = "".join(f"M{layout.left} {y:g}H{layout.right}" for y in levels)
    return tracks + "".join(f"M{tick.x:g} {y - 5:g}v10" for tick in ticks for y in levels)
