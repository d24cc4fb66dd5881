"""The rules of the audit, each on figures that break it and figures that do not."""

import re
from dataclasses import replace
from typing import Any

import pytest

from api.resources.arguments.audit import MAX_FINDINGS, RULES, Argument
from api.resources.arguments.contradictions import Figure
from api.resources.arguments.support import ArgumentLink
from seed.frozen.decimals import bound_key
from tests.docs.documents import page

PLAIN = Figure(
    id="a2023-s1",
    measure="users",
    subject="app",
    quantity="count",
    mode="reported",
    unit="user",
    period="2023",
    condition=None,
    condition_id=None,
    ranked_by=None,
    ranked_among=None,
    lower_key=bound_key("1", closed=True, side="lower"),
    upper_key=bound_key("2", closed=True, side="upper"),
    agrees=None,
    dimension="user",
    inputs="[]",
)
HIGHER = replace(
    PLAIN,
    id="a2023-s2",
    lower_key=bound_key("3", closed=True, side="lower"),
    upper_key=bound_key("4", closed=True, side="upper"),
)


def broken(*figures: Figure, links: tuple[ArgumentLink, ...] = ()) -> dict[str, list[list[str]]]:
    argument = Argument({}, links, "a2023", figures)
    found = {rule.id: [finding.records for finding in rule.findings(argument)[0]] for rule in RULES}
    return {name: records for name, records in found.items() if records}


def test_a_whole_figure_breaks_no_rule() -> None:
    assert broken(PLAIN) == {}


@pytest.mark.parametrize("missing", ["period", "unit"])
def test_a_figure_without_period_or_unit_is_found(missing: str) -> None:
    without: dict[str, Any] = {missing: None}
    assert broken(replace(PLAIN, **without)) == {"figure-without-period-or-unit": [["a2023-s1"]]}


@pytest.mark.parametrize("mode", ["threshold", "definition", "rhetorical"])
def test_a_figure_that_holds_at_all_times_needs_no_period(mode: str) -> None:
    assert broken(replace(PLAIN, mode=mode, period=None)) == {}


def test_figures_of_one_subject_that_share_no_value_are_found() -> None:
    assert broken(PLAIN, HIGHER) == {"contradictory-figures": [["a2023-s1", "a2023-s2"]]}


@pytest.mark.parametrize(
    "difference",
    [
        {"subject": "other"},
        {"measure": "firms"},
        {"dimension": "firm"},
        {"condition": '{"en":"abroad"}'},
        {"period": "2024"},
        {"lower_key": PLAIN.lower_key},
    ],
    ids=lambda difference: next(iter(difference)),
)
def test_figures_that_may_both_be_true_are_not_found(difference: dict[str, Any]) -> None:
    assert broken(PLAIN, replace(HIGHER, **difference)) == {}


@pytest.mark.parametrize(("years", "told"), [(False, MAX_FINDINGS), (True, 0)], ids=["at-once", "year-by-year"])
def test_so_many_contradictions_that_they_cannot_all_be_told_are_cut(years: bool, told: int) -> None:  # noqa: FBT001
    values = [bound_key(str(n), closed=True, side="lower") for n in range(2000)]
    figures = [
        replace(PLAIN, id=f"a2023-s{n}", lower_key=key, upper_key=key, period=str(1000 + n) if years else "2023")
        for n, key in enumerate(values)
    ]
    [rule] = [rule for rule in RULES if rule.id == "contradictory-figures"]
    found, more = rule.findings(Argument({}, [], "a2023", figures))
    assert (len(found), more) == (told, True)


def test_the_guide_has_every_rule() -> None:
    table = page("reference/arguments.md").partition("| rule of the audit |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [rule.id for rule in RULES]


def test_a_rule_tells_whether_it_told_all() -> None:
    [rule] = [rule for rule in RULES if rule.id == "contradictory-figures"]
    assert rule.findings(Argument({}, [], "a2023", [PLAIN, HIGHER]))[1] is False


def test_figures_of_two_subjects_are_found_where_one_challenges_the_other() -> None:
    challenge = ArgumentLink("a2023-e1", "challenges", "a2023-s2", "a2023-s1")
    found = broken(PLAIN, replace(HIGHER, subject="other"), links=(challenge,))
    assert found == {"contradictory-figures": [["a2023-s1", "a2023-s2"]]}


def test_a_figure_that_does_not_recompute_is_found_with_its_inputs() -> None:
    figure = replace(PLAIN, agrees=False, inputs='["a2023-s7"]')
    assert broken(figure) == {"figure-does-not-recompute": [["a2023-s1", "a2023-s7"]]}


def test_a_rank_without_its_scale_is_found() -> None:
    figure = replace(PLAIN, quantity="rank", unit=None, ranked_by='{"en":"size"}')
    assert broken(figure) == {"rank-without-scale": [["a2023-s1"]]}


def test_records_that_support_each_other_in_a_circle_are_found() -> None:
    circle = (
        ArgumentLink("e1", "supports", "a2023-c1", "a2023-c2"),
        ArgumentLink("e2", "supports", "a2023-c2", "a2023-c1"),
    )
    assert broken(links=circle) == {"circular-support": [["a2023-c1", "a2023-c2"]]}
