"""Intervals drawn on an axis, in percentages of its width, so that one drawing fits every screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

_DECADES = 1.5
"""How many powers of ten lie between the ends at least where the axis is logarithmic."""
_MARGIN = 0.08
"""How much of the axis lies beyond what is drawn on it."""


@dataclass(frozen=True)
class Extent:
    """The ends of an interval, as numbers to draw: None is unbounded."""

    lower: float | None
    upper: float | None
    lower_closed: bool
    upper_closed: bool


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where, as a percentage, and of which value; `edge` is where its label must not leave."""

    x: float
    value: Decimal
    edge: str


@dataclass(frozen=True)
class Bar:
    """An interval as drawn: its ends as percentages, and what each end looks like.

    Attributes:
        x1: where it begins.
        x2: where it ends.
        left: `closed`, `open`, or `on` where the interval goes on for ever.
        right: likewise.
        point: whether it is one number.
    """

    x1: float
    x2: float
    left: str
    right: str
    point: bool


@dataclass(frozen=True)
class Drawing:
    """An axis with intervals on it."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    logarithmic: bool


class _Scale:
    """From values to percentages."""

    def __init__(self, low: float, high: float, *, logarithmic: bool) -> None:
        self.logarithmic = logarithmic
        self._low, self._high = (log10(low), log10(high)) if logarithmic else (low, high)

    def __call__(self, value: float) -> float:
        place = log10(value) if self.logarithmic else value
        return round(100 * min(max((place - self._low) / (self._high - self._low), 0), 1), 2)


def draw(extents: Sequence[Extent], steps: int = 4) -> Drawing | None:
    """Draw intervals on one axis that holds all their ends; None where there is no end to draw.

    Args:
        extents: the intervals.
        steps: into how many parts ticks divide the axis, about.
    """
    ends = sorted({end for extent in extents for end in (extent.lower, extent.upper) if end is not None})
    if not ends:
        return None
    positive = [end for end in ends if end > 0]
    logarithmic = len(positive) == len(ends) and len(ends) > 1 and log10(positive[-1] / positive[0]) >= _DECADES
    low, high = _decades(ends) if logarithmic else _span(ends, extents)
    scale = _Scale(low, high, logarithmic=logarithmic)
    marks = _powers(low, high, steps) if logarithmic else _steps(low, high, steps)
    ticks = tuple(_tick(scale(float(mark)), mark) for mark in marks)
    return Drawing(ticks, tuple(_bar(extent, scale) for extent in extents), logarithmic)


def _decades(ends: Sequence[float]) -> tuple[float, float]:
    return 10.0 ** floor(log10(ends[0]) - _MARGIN), 10.0 ** ceil(log10(ends[-1]) + _MARGIN)


def _span(ends: Sequence[float], extents: Iterable[Extent]) -> tuple[float, float]:
    low, high = ends[0], ends[-1]
    open_above = any(extent.upper is None for extent in extents)
    reach = max(abs(low), abs(high)) or 1.0
    if low >= 0:  # zero is where a quantity begins: a length shows a size only from there
        return 0.0, (high or 1.0) * (2.0 if open_above else 1.25)
    return low - reach * 0.25, high + reach * 0.25


def _steps(low: float, high: float, steps: int) -> list[Decimal]:
    """Return round numbers between two ends: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / steps
    unit = Decimal(10) ** floor(log10(rough))
    step = next((unit * size for size in (1, 2, 5) if float(unit * size) >= rough), unit * 10)
    first = ceil(low / float(step))
    return [step * place for place in range(first, floor(high / float(step)) + 1)]


def _powers(low: float, high: float, steps: int) -> list[Decimal]:
    first, last = round(log10(low)), round(log10(high))
    every = max(1, ceil((last - first) / steps))
    return [Decimal(10) ** place for place in range(first, last + 1, every)]


def _tick(x: float, value: Decimal) -> Tick:
    return Tick(x, value, "start" if x < 4 else "end" if x > 96 else "middle")  # noqa: PLR2004 - a label's half width


def _bar(extent: Extent, scale: _Scale) -> Bar:
    left = "on" if extent.lower is None else "closed" if extent.lower_closed else "open"
    right = "on" if extent.upper is None else "closed" if extent.upper_closed else "open"
    x1 = 0.0 if extent.lower is None else scale(extent.lower)
    x2 = 100.0 if extent.upper is None else scale(extent.upper)
    return Bar(x1, x2, left, right, point=extent.lower is not None and extent.lower == extent.upper)
