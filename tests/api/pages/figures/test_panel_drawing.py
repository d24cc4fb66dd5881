"""Figures as they are drawn: each end of each interval stands where the axis has its value."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import log10
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.figures.figure_groups import FigureGroup
from api.pages.figures.figure_rows import AxisUnit, FigureRow
from api.pages.figures.interval_drawing import DrawnInterval
from api.pages.figures.panel_drawing import NARROW, WIDE, Panel, PanelLayout, draw_panel
from api.pages.parts.axis import draw

UNITS = [("1", "0"), ("86400", "0"), ("0.001", "0"), ("1", "273.15")]
"""Factors and offsets of units of one dimension."""


@dataclass(frozen=True)
class Stored:
    """A figure as a record has it, and its ends in the unit of the axis."""

    record: dict[str, Any]
    lower: float | None
    upper: float | None


def stored(ends: tuple[Decimal | None, Decimal | None], closed: tuple[bool, bool], unit: AxisUnit) -> Stored:
    low, high = ends
    both = low is not None and low == high
    kept = {
        f"normalised_{name}": None if end is None else f"{(end + unit.offset) * unit.factor:f}"
        for name, end in (("lower", low), ("upper", high))
    }
    record: dict[str, Any] = {
        **kept,
        "lower_closed": both or (closed[0] and low is not None),
        "upper_closed": both or (closed[1] and high is not None),
        "quantity": "count",
        "_embedded": {"unit": {"dimension": "d", "factor": str(unit.factor), "offset": str(unit.offset)}},
    }
    return Stored(record, None if low is None else float(low), None if high is None else float(high))


def numbers(least: int) -> st.SearchStrategy[Decimal]:
    """Numbers as figures have them: few digits, of any size."""
    return st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(least, 999), st.integers(-6, 12))


@st.composite
def intervals(draw_from: st.DrawFn, least: int) -> tuple[Decimal | None, Decimal | None]:
    low, high = sorted(draw_from(st.lists(numbers(least), min_size=2, max_size=2)))
    shape = draw_from(st.sampled_from(["both", "point", "from", "to", "from nought"]))
    return {
        "both": (low, high),
        "point": (low, low),
        "from": (low, None),
        "to": (None, high),
        "from nought": (min(Decimal(0), low), high),
    }[shape]


def row(figure: Stored, unit: AxisUnit) -> FigureRow:
    return FigureRow(
        id="cao2023-s1",
        version=1,
        kind="own",
        lead="",
        subject="China’s venture market",
        means="",
        worded="",
        language="",
        marks=(),
        says="",
        extent=unit.extent(figure.record),
    )


def panel_of(figures: list[Stored], unit: AxisUnit, layout: PanelLayout) -> tuple[Panel, Callable[[float], float]]:
    """Draw figures, and read the axis off its ticks: return where it has a value."""
    rows = tuple(row(figure, unit) for figure in figures)
    drawing = draw([one.extent for one in rows if one.extent], 6)
    assert drawing is not None
    ticks = tuple(str(tick.value) for tick in drawing.ticks)
    panel = draw_panel(FigureGroup("k", "m", "Count", "title", "", rows, drawing, ticks), layout)
    place = log10 if drawing.logarithmic else float
    (x1, v1), (x2, v2) = ((panel.ticks[i].x, place(float(drawing.ticks[i].value))) for i in (0, -1))
    return panel, lambda value: x1 + (place(value) - v1) * (x2 - x1) / (v2 - v1)


def ends_of(interval: DrawnInterval) -> list[tuple[float, bool]]:
    return [(mark.x, mark.closed) for mark in interval.marks]


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("least", [1, -999], ids=["sizes", "signed"])
@given(data=st.data())
def test_every_end_stands_where_the_axis_has_its_value(layout: PanelLayout, least: int, data: st.DataObject) -> None:
    unit = AxisUnit("d", *map(Decimal, data.draw(st.sampled_from(UNITS))))
    either = st.tuples(st.booleans(), st.booleans())
    several = data.draw(st.lists(st.tuples(intervals(least), either), min_size=1, max_size=6))
    figures = [stored(ends, closed, unit) for ends, closed in several]
    panel, at = panel_of(figures, unit, layout)
    logarithmic = draw([unit.extent(one.record) for one in figures], 6).logarithmic  # type: ignore[union-attr, misc]
    for figure, drawn in zip(figures, panel.rows, strict=True):
        assert drawn.interval is not None
        endless = figure.lower is None or (logarithmic and figure.lower <= 0)
        expected = [] if endless else [(figure.lower, figure.record["lower_closed"])]
        if figure.upper is not None and figure.upper != figure.lower:
            expected.append((figure.upper, figure.record["upper_closed"]))
        found = ends_of(drawn.interval)
        assert [closed for _, closed in found] == [closed for _, closed in expected]
        assert [x for x, _ in found] == pytest.approx(
            [at(value) for value, _ in expected if value is not None], abs=0.5
        )
        assert bool(drawn.interval.arrows) == (endless or figure.upper is None)
        assert bool(drawn.interval.line) == (figure.lower != figure.upper or figure.lower is None)
    assert all(layout.left <= mark.x <= layout.right for drawn in panel.rows for mark in drawn.interval.marks)  # type: ignore[union-attr]


@pytest.mark.parametrize("closed", [(True, False), (False, True)])
def test_ends_that_are_nearly_one_still_tell_which_is_included(closed: tuple[bool, bool]) -> None:
    unit = AxisUnit("d", Decimal(1), Decimal(0))
    figures = [stored((Decimal(100), Decimal(101)), closed, unit), stored((Decimal(0), Decimal(100)), closed, unit)]
    panel, at = panel_of(figures, unit, NARROW)
    assert panel.rows[0].interval is not None
    found = ends_of(panel.rows[0].interval)
    assert [end for _, end in found] == list(closed)
    assert [x for x, _ in found] == pytest.approx([at(100), at(101)], abs=0.5)


def test_what_cannot_go_on_ends_at_a_wall_and_one_number_is_a_mark_for_all_that() -> None:
    unit = AxisUnit("d", Decimal(1), Decimal(0))
    figures = [stored((Decimal(0), Decimal(end)), (True, True), unit) for end in (2, 0)]
    rows = tuple(replace(row(figure, unit), wall="left") for figure in figures)
    drawing = draw([one.extent for one in rows if one.extent])
    assert drawing is not None
    panel = draw_panel(FigureGroup("k", "m", "Count", "", "", rows, drawing, ("",) * len(drawing.ticks)), NARROW)
    first, second = (drawn.interval for drawn in panel.rows)
    assert first is not None
    assert second is not None
    assert (len(first.marks), bool(first.wall), len(second.marks)) == (1, True, 1)


def test_no_row_stands_on_another() -> None:
    unit = AxisUnit("d", Decimal(1), Decimal(0))
    figures = [stored((Decimal(place), None), (True, True), unit) for place in range(1, 9)]
    for layout in (NARROW, WIDE):
        rows = panel_of(figures, unit, layout)[0].rows
        assert all(one.top + one.height <= other.top for one, other in pairwise(rows))
