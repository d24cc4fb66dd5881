"""What is expected is asked of the figures of a run, and of nothing that was not measured."""

import pytest

from tests.bench.dataset import SQLITE
from tests.bench.expectations import Expectation, expectations
from tests.bench.findings import Asked, Findings
from tests.bench.fleet import CONSTANT, LIMIT, PLAIN
from tests.bench.made_up import cost, findings
from tests.bench.rivals import DATASETTE

LUNJU = PLAIN[SQLITE]


def told(*asked: Asked, smaller: Findings | None = None) -> dict[str, Expectation]:
    return {one.what: one for one in expectations(findings(10_000, *asked), smaller)}


@pytest.mark.parametrize(("cpu", "marks"), [(300, [True, True]), (370, [True, False]), (371, [False, False])])
def test_a_cost_is_at_most_its_floor_and_is_hoped_to_be_at_most_its_goal(cpu: int, marks: list[bool]) -> None:
    one = told(cost("one record", LUNJU, cpu), cost("one record", CONSTANT, 100))[f"one record: {LUNJU} / {CONSTANT}"]
    assert (one.measured, [one.holds, one.is_reached]) == (cpu / 100, marks)


@pytest.mark.parametrize(("cpu", "marks"), [(1500, [True, True]), (1200, [True, False]), (1199, [False, False])])
def test_a_rival_costs_at_least_its_floor(cpu: int, marks: list[bool]) -> None:
    one = told(cost("one record", DATASETTE, cpu), cost("one record", LUNJU, 100))[f"one record: {DATASETTE} / {LUNJU}"]
    assert (one.measured, [one.holds, one.is_reached]) == (cpu / 100, marks)


def test_a_cost_is_the_median_over_the_rounds_of_server_and_database() -> None:
    lunju = cost("one record", LUNJU, 100, 900, 110, database=100)
    assert told(lunju, cost("one record", LIMIT, 100))[f"one record: {LUNJU} / {LIMIT}"].measured == 2.1


def test_what_was_not_measured_is_not_told_of() -> None:
    assert not [what for what in told(cost("one record", LUNJU, 100)) if what.startswith("one record")]


def test_more_claims_are_compared_by_what_constant_bytes_cost_in_each_run() -> None:
    small = findings(1000, cost("facets", LUNJU, 100), cost("facets", CONSTANT, 10))
    found = told(cost("facets", LUNJU, 240), cost("facets", CONSTANT, 20), smaller=small)
    assert found[f"facets: {LUNJU}, 10,000 claims / 1,000"].measured == pytest.approx(1.2)


def test_the_sizes_of_both_databases_are_asked() -> None:
    found = told()
    assert [(what.partition(":")[0], one.holds) for what, one in found.items()] == [
        ("SQLite", True),
        ("PostgreSQL", False),
    ]
