"""Intervals as they are drawn."""

from decimal import Decimal

import pytest

from api.pages.parts.axis import Extent, draw
from api.pages.parts.comparison import _extent, extents_of


def extent(lower: float | None, upper: float | None, *, closed: bool = True) -> Extent:
    return Extent(lower, upper, closed and lower is not None, closed and upper is not None)


def stored(end: float | None, factor: Decimal = Decimal(1)) -> str | None:
    """An end as it is stored, in units that are so many times smaller."""
    return None if end is None else str(Decimal(end) * factor)


ENDS = [(2.0, 4.0), (None, 4.0), (2.0, None), (None, None)]


@pytest.mark.parametrize(("lower", "upper"), ENDS)
def test_a_figure_alone_is_drawn_in_its_own_unit(lower: float | None, upper: float | None) -> None:
    drawn = extent(lower, upper)
    figure = {"lower": stored(lower), "upper": stored(upper)}
    closed = {"lower_closed": drawn.lower_closed, "upper_closed": drawn.upper_closed}
    assert extents_of(figure | closed) == [drawn]


@pytest.mark.parametrize(("lower", "upper"), ENDS)
def test_a_figure_among_others_is_drawn_in_the_unit_that_they_share(lower: float | None, upper: float | None) -> None:
    drawn = extent(lower, upper)
    factor = Decimal(2)
    figure = {"normalised_lower": stored(lower, factor), "normalised_upper": stored(upper, factor)}
    closed = {"lower_closed": drawn.lower_closed, "upper_closed": drawn.upper_closed}
    assert _extent(figure | closed, factor) == drawn


def test_an_interval_without_end_is_drawn_to_the_edge() -> None:
    drawing = draw([extent(1e8, None, closed=False)])
    assert drawing is not None
    [bar] = drawing.bars
    assert (bar.left, bar.right, bar.x2) == ("open", "on", 100.0)


def test_a_number_is_a_point() -> None:
    drawing = draw([extent(9, 9)])
    assert drawing is not None
    assert drawing.bars[0].point


def test_sizes_are_drawn_from_zero() -> None:
    drawing = draw([extent(0, 2), extent(24, 24)])
    assert drawing is not None
    assert (drawing.logarithmic, drawing.bars[0].x1) == (False, 0.0)


def test_a_wide_range_is_drawn_by_powers_of_ten() -> None:
    drawing = draw([extent(1e9, 1e9), extent(1e11, 1.1e11)])
    assert drawing is not None
    assert drawing.logarithmic
    assert all(str(tick.value.normalize()).startswith("1E") for tick in drawing.ticks)


def test_what_begins_at_nought_is_drawn_from_there_unless_all_else_would_be_one() -> None:
    near, far = draw([extent(0, 0.16), extent(55, 55)]), draw([extent(0, 5), extent(1e6, 1e6)])
    assert near is not None
    assert far is not None
    assert (near.logarithmic, near.bars[0].left) == (False, "closed")
    assert (far.logarithmic, far.bars[0].left) == (True, "on")


def test_an_exact_nought_is_on_no_logarithmic_axis() -> None:
    drawing = draw([extent(0, 0), extent(1, 1), extent(1e9, 1e9)])
    assert drawing is not None
    assert not drawing.logarithmic


def test_months_are_counted_in_years() -> None:
    drawing = draw([extent(2, 2), extent(55, 55)], 6, rounds=(1, 3, 6, 12, 24))
    assert drawing is not None
    assert [tick.value for tick in drawing.ticks] == [0, 12, 24, 36, 48, 60]


def test_years_begin_anywhere() -> None:
    drawing = draw([extent(1911, 1912), extent(2025, 2026)], sizes=False)
    assert drawing is not None
    assert 0 < drawing.bars[0].x1 < 5
    assert all(1900 < tick.value < 2050 for tick in drawing.ticks)


def test_what_has_no_end_is_not_drawn() -> None:
    assert draw([extent(None, None)]) is None


@pytest.mark.parametrize(
    "extents",
    [
        [extent(0, 0)],
        [extent(0, None)],
        [extent(-5, 3)],
        [extent(-3, -3)],
        [extent(1e-9, 1e12)],
        [extent(1e30, 1e30)],
        [extent(0.1, 0.1), extent(0, 0.01)],
        [extent(None, 4)],
    ],
)
def test_everything_lies_on_the_axis_in_order(extents: list[Extent]) -> None:
    drawing = draw(extents)
    assert drawing is not None
    places = [tick.x for tick in drawing.ticks]
    assert places == sorted(places)
    assert 2 <= len(places) <= 8
    for bar in drawing.bars:
        assert 0 <= bar.x1 <= bar.x2 <= 100
