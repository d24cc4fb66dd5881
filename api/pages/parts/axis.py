"""Intervals drawn on an axis, in percentages of its width, so that one drawing fits every screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

_DECADES = 1.5
"""How many powers of ten lie between the ends at least where the axis is logarithmic."""
_DECADES_BEYOND_ZERO = 3
"""The same where some interval begins at nought, which no logarithmic axis reaches."""
_MARGIN = 0.08
"""How much of the axis lies beyond what is drawn on it."""
_EDGE = 0.03
"""The same of an axis of years."""


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


def draw(
    extents: Sequence[Extent], steps: int = 4, *, sizes: bool = True, rounds: Sequence[int] = ()
) -> Drawing | None:
    """Draw intervals on one axis that holds all their ends; None where there is no end to draw.

    Args:
        extents: the intervals.
        steps: into how many parts ticks divide the axis, about.
        sizes: whether they are of a quantity, which begins at nought; else of years, which begin anywhere.
        rounds: the steps that are round where they are of no power of ten, as 12 is for months.
    """
    ends = sorted({end for extent in extents for end in (extent.lower, extent.upper) if end is not None})
    if not ends:
        return None
    logarithmic = sizes and _spreads(ends, extents)
    if logarithmic:
        low, high = _decades([end for end in ends if end > 0])
    else:
        low, high = _span(ends, extents) if sizes else _years(ends[0], ends[-1])
    scale = _Scale(low, high, logarithmic=logarithmic)
    marks = _powers(low, high, steps) if logarithmic else _steps(low, high, steps, rounds)
    ticks = tuple(_tick(scale(float(mark)), mark) for mark in marks)
    return Drawing(ticks, tuple(_bar(extent, scale) for extent in extents), logarithmic)


def _spreads(ends: Sequence[float], extents: Iterable[Extent]) -> bool:
    """Return whether ends lie so far apart that only their powers of ten can be told apart."""
    positive = [end for end in ends if end > 0]
    if len(positive) < len(ends) and (ends[0] < 0 or any(extent.upper == 0 for extent in extents)):
        return False
    least = _DECADES if len(positive) == len(ends) else _DECADES_BEYOND_ZERO
    return len(positive) > 1 and log10(positive[-1] / positive[0]) >= least


def _decades(ends: Sequence[float]) -> tuple[float, float]:
    return 10.0 ** floor(log10(ends[0]) - _MARGIN), 10.0 ** ceil(log10(ends[-1]) + _MARGIN)


def _span(ends: Sequence[float], extents: Iterable[Extent]) -> tuple[float, float]:
    low, high = ends[0], ends[-1]
    open_above = any(extent.upper is None for extent in extents)
    reach = max(abs(low), abs(high)) or 1.0
    if low >= 0:  # zero is where a quantity begins: a length shows a size only from there
        return 0.0, (high or 1.0) * (2.0 if open_above else 1.25)
    return low - reach * 0.25, high + reach * 0.25


def _years(first: float, last: float) -> tuple[float, float]:
    edge = ((last - first) or 1.0) * _EDGE
    return first - edge, last + edge


def _steps(low: float, high: float, steps: int, rounds: Sequence[int]) -> list[Decimal]:
    """Return round numbers between two ends: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / steps
    unit = Decimal(10) ** floor(log10(rough))
    sizes = [*map(Decimal, rounds), *(unit * size for size in (1, 2, 5))]
    step = next((size for size in sizes if float(size) >= rough), unit * 10)
    first = ceil(low / float(step))
    return [step * place for place in range(first, floor(high / float(step)) + 1)]


def _powers(low: float, high: float, steps: int) -> list[Decimal]:
    first, last = round(log10(low)), round(log10(high))
    every = max(1, ceil((last - first) / steps))
    return [Decimal(10) ** place for place in range(first, last + 1, every)]


def _tick(x: float, value: Decimal) -> Tick:
    return Tick(x, value, "start" if x < 4 else "end" if x > 96 else "middle")  # noqa: PLR2004 - a label's half width


def _bar(extent: Extent, scale: _Scale) -> Bar:
    endless = extent.lower is None or (scale.logarithmic and extent.lower <= 0)
    left = "on" if endless else "closed" if extent.lower_closed else "open"
    right = "on" if extent.upper is None else "closed" if extent.upper_closed else "open"
    x1 = 0.0 if extent.lower is None or endless else scale(extent.lower)
    x2 = 100.0 if extent.upper is None else scale(extent.upper)
    return Bar(x1, x2, left, right, point=extent.lower is not None and extent.lower == extent.upper)
