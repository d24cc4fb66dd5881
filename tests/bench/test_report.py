"""What a run found is told in tables of Markdown, and two runs are compared by what both measured."""

import re

import msgspec

from tests.bench.comparison import compare
from tests.bench.dataset import POSTGRES
from tests.bench.findings import Findings
from tests.bench.fleet import CONSTANT, LIMIT, PLAIN
from tests.bench.made_up import cost, findings
from tests.bench.report import report
from tests.bench.tables import table

LUNJU = PLAIN[POSTGRES]


def test_each_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    text = report(findings(10_000, cost("one record", LUNJU, 300), cost("one record", CONSTANT, 100)))
    for found in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        assert len({line.count("|") for line in found.splitlines()}) == 1, found


def test_a_part_that_found_nothing_is_left_out() -> None:
    titles = re.findall(r"^### (.*)$", report(findings(10_000)), re.MULTILINE)
    assert titles == ["What is expected", "Databases", "Following", "Polling", "Writing", "Starting"]


def test_a_request_is_told_with_its_database_and_as_a_multiple_of_each_limit_that_was_asked() -> None:
    asked = [cost("one record", CONSTANT, 100), cost("one record", LIMIT, 200)]
    text = report(findings(10_000, *asked, cost("one record", LUNJU, 300, database=100)))
    assert f"| one record | {LUNJU} | 1000 | 1.0 | 2.0 | 400 | 100 | 2.00 |  | 4.00 |\n" in text


def test_waits_are_told_in_milliseconds() -> None:
    text = report(findings(10_000))
    assert "| SQLite | 1 | 50.0 | 10.0 | 500 | 9000 |  |\n" in text
    assert "| `lunju --version` | 100 | 200 |\n" in text
    assert "| SQLite | 10 | 1 | 200 | 300 | 300 | 300 | 20.0 | 5.00 | 30.0 |\n" in text


def test_polls_that_changed_nothing_are_told_in_percent() -> None:
    assert "| SQLite | of each list | 20 | 100 | 75.0 | 40.0 |\n" in report(findings(10_000))


def test_numbers_are_aligned_to_the_right() -> None:
    assert table(("a", "b:"), [["x", 1.0]]) == "| a | b |\n|---|--:|\n| x | 1.00 |\n"


def test_a_run_that_was_written_is_read_as_it_was() -> None:
    found = findings(10_000, cost("one record", LUNJU, 300))
    assert msgspec.json.decode(msgspec.json.encode(found), type=Findings) == found


def test_two_runs_are_compared_by_what_both_measured_and_by_what_differs_in_the_machine() -> None:
    before = findings(1000, cost("one record", LUNJU, 300), cost("facets", LUNJU, 1))
    text = compare(before, findings(1000, cost("one record", LUNJU, 150), machine={"cores": "4"}))
    assert f"| one record, {LUNJU}: CPU µs | 300 | 150 | 0.50 |\n" in text
    assert "facets" not in text
    assert text.endswith("\ncores: 2 → 4\n")
