"""The rules of the audit, each on figures that break it and figures that do not."""

import re
from dataclasses import replace
from typing import Any

import pytest

from api.resources.arguments.audit import RULES
from api.resources.arguments.audit_rule import MAX_FINDINGS
from api.resources.arguments.audited_argument import Argument
from api.resources.arguments.contradictions import Figure
from api.resources.arguments.models import Node
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
    attributed_to="[]",
)
HIGHER = replace(
    PLAIN,
    id="a2023-s2",
    lower_key=bound_key("3", closed=True, side="lower"),
    upper_key=bound_key("4", closed=True, side="upper"),
)


def broken(
    *figures: Figure, links: tuple[ArgumentLink, ...] = (), nodes: tuple[Node, ...] = ()
) -> dict[str, list[list[str]]]:
    argument = Argument({node.id: node for node in nodes}, links, "a2023", figures)
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


def node(name: str, kind: str = "factual", grounds: Any = "author", stance: str | None = "endorses") -> Node:
    of = "claim" if "-c" in name else "statistic" if "-s" in name else "source"
    told = {"text": {"en": name}, "as_written": None, "status": "published", "section_id": None}
    return Node.model_validate({"id": name, "type": of, "kind": kind, "stance": stance, "grounds": grounds, **told})


def support(origin: str, target: str, group: str | None = None) -> ArgumentLink:
    return ArgumentLink(f"{origin}:{target}", "supports", origin, target, group)


def details(*nodes: Node, links: tuple[ArgumentLink, ...]) -> list[str]:
    argument = Argument({one.id: one for one in nodes}, links, "a2023", [])
    return [finding.detail for rule in RULES for finding in rule.findings(argument)[0]]


THESIS, CLAIM, OTHER = node("a2023-c1", "thesis"), node("a2023-c2"), node("a2023-c3")
NAMED, NAMELESS = node("smith2020", "report", "named-source"), node("anonnd", "saying", "unnamed-source")
FIGURE = node("a2023-s1", "count", "named-source")


def test_a_thesis_that_nothing_supports_is_found() -> None:
    assert details(THESIS, links=()) == ["Nothing supports it."]


def test_a_thesis_that_only_bare_claims_support_is_found() -> None:
    assert details(THESIS, CLAIM, links=(support("a2023-c2", "a2023-c1"),)) == [
        "What supports it rests on no statistic and no source."
    ]


def test_a_thesis_whose_linked_premise_fails_is_told_which() -> None:
    links = (support("smith2020", "a2023-c1", "both"), support("a2023-c2", "a2023-c1", "both"))
    assert broken(links=links, nodes=(THESIS, CLAIM, NAMED)) == {"thesis-without-grounds": [["a2023-c1", "a2023-c2"]]}


def test_a_premise_that_fails_further_down_is_told_too() -> None:
    links = (support("a2023-c2", "a2023-c1"), support("smith2020", "a2023-c2", "both"))
    rules = broken(links=(*links, support("a2023-c3", "a2023-c2", "both")), nodes=(THESIS, CLAIM, OTHER, NAMED))
    assert rules == {"thesis-without-grounds": [["a2023-c1", "a2023-c3"]]}


def test_a_thesis_whose_linked_premises_hold_is_not_found() -> None:
    links = (support("smith2020", "a2023-c1", "both"), support("a2023-c2", "a2023-c1", "both"))
    grounded = (*links, support("smith2020", "a2023-c2"))
    assert broken(links=grounded, nodes=(THESIS, CLAIM, NAMED)) == {}


@pytest.mark.parametrize(("grounds", "found"), [("analyst", True), ("author", False)])
def test_a_thesis_that_the_analyst_alone_holds_is_found(grounds: str, found: bool) -> None:  # noqa: FBT001 - a case
    thesis = node("a2023-c1", "thesis", grounds)
    rules = broken(links=(support("smith2020", "a2023-c1"),), nodes=(thesis, NAMED))
    assert rules == ({"thesis-held-by-analyst": [["a2023-c1"]]} if found else {})


def test_what_rests_on_a_saying_alone_is_found() -> None:
    rules = broken(links=(support("anonnd", "a2023-c2"),), nodes=(CLAIM, NAMELESS))
    assert rules == {"one-unnamed-source": [["a2023-c2", "anonnd"]]}


def test_a_saying_whose_author_is_known_is_not_found() -> None:
    known = node("anonnd", "saying", "unlocated-source")
    assert broken(links=(support("anonnd", "a2023-c2"),), nodes=(CLAIM, known)) == {}


@pytest.mark.parametrize("others", [(), (support("anonnd", "a2023-s1"),)], ids=["attributed", "linked-too"])
def test_a_nameless_source_and_its_figure_are_one(others: tuple[ArgumentLink, ...]) -> None:
    figure = replace(PLAIN, attributed_to='["anonnd"]')
    links = (support("anonnd", "a2023-c2"), support("a2023-s1", "a2023-c2"), *others)
    rules = broken(figure, links=links, nodes=(CLAIM, FIGURE, NAMELESS))
    assert rules == {"one-unnamed-source": [["a2023-c2", "anonnd"]]}


def test_a_nameless_source_beside_a_figure_of_another_is_not_found() -> None:
    links = (support("anonnd", "a2023-c2"), support("a2023-s1", "a2023-c2"))
    figure = replace(PLAIN, attributed_to='["smith2020"]')
    assert broken(figure, links=links, nodes=(CLAIM, FIGURE, NAMELESS, NAMED)) == {}


def test_a_claim_that_is_rejected_may_rest_on_nobody() -> None:
    rejected = node("a2023-c2", stance="rejects")
    assert broken(links=(support("anonnd", "a2023-c2"),), nodes=(rejected, NAMELESS)) == {}


@pytest.mark.parametrize("grounds", ["author", "analyst", "nothing"])
def test_a_figure_without_any_source_is_found(grounds: str) -> None:
    assert broken(PLAIN, nodes=(node("a2023-s1", "count", grounds),)) == {"figure-without-source": [["a2023-s1"]]}


@pytest.mark.parametrize("grounds", ["named-source", "unlocated-source", "unnamed-source"])
def test_a_figure_with_a_source_is_not_found(grounds: str) -> None:
    assert broken(PLAIN, nodes=(node("a2023-s1", "count", grounds),)) == {}


@pytest.mark.parametrize("mode", ["computed", "definition", "rhetorical"])
def test_a_figure_that_the_essay_makes_needs_no_source(mode: str) -> None:
    assert broken(replace(PLAIN, mode=mode), nodes=(node("a2023-s1", "count"),)) == {}


CHALLENGE = ArgumentLink("a2023-e1", "challenges", "a2023-c2", "a2023-c3")


def test_claims_of_the_essay_that_contradict_each_other_are_found() -> None:
    assert broken(links=(CHALLENGE,), nodes=(CLAIM, OTHER)) == {"contradictory-claims": [["a2023-c2", "a2023-c3"]]}


@pytest.mark.parametrize("stance", ["rejects", "reports"])
def test_a_claim_that_the_essay_does_not_hold_may_be_challenged(stance: str) -> None:
    assert broken(links=(CHALLENGE,), nodes=(CLAIM, node("a2023-c3", stance=stance))) == {}


def test_a_claim_without_a_place_is_found() -> None:
    argument = Argument({CLAIM.id: CLAIM}, [], "a2023", [], ["a2023-c2"])
    found = [finding for rule in RULES for finding in rule.findings(argument)[0]]
    assert [(finding.rule, finding.records) for finding in found] == [("claim-without-place", ["a2023-c2"])]
