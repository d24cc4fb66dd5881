"""An interval as lines and marks: ends that are included or not, that go on, and that cannot go on."""

from dataclasses import dataclass

from api.pages.figures.figure_rows import FigureRow, Shape
from api.pages.parts.axis import Bar

RADIUS = 5
_MERGED = 2 * RADIUS + 3
"""How far apart two ends are at least that are drawn as two marks."""
_HALVES: dict[Shape, tuple[str, str]] = {
    "round": ("a5 5 0 0 0 0 10", "a5 5 0 0 0 0-10"),
    "square": ("h-4.5v10h4.5", "h4.5v-10h-4.5"),
    "diamond": ("l-6 5 6 5", "l6-5-6-5"),
}
"""The left half of a mark, drawn downwards from its top, and its right half, drawn upwards from its foot."""


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
        y: at which height.
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


def draw_interval(row: FigureRow, bar: Bar, y: float, left: float, right: float) -> DrawnInterval:
    """Draw an interval at some height, on an axis from left to right."""
    x1, x2 = (round(left + x * (right - left) / 100, 2) for x in (bar.x1, bar.x2))
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
    walled = -1 if bar.point else {"left": 0, "right": 1}.get(row.wall, -1)
    return tuple(
        EndMark(x, f"M{x:g} {y - 5:g}{left}{right}z", end == "closed")
        for place, (x, end) in enumerate(ends)
        if end != "on" and place != walled
    )
