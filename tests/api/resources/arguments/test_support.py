"""What support is, compared with plain graph code on random arguments."""

from itertools import chain, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from api.resources.arguments.support import (
    ArgumentLink,
    Reason,
    chains,
    last_grounds,
    losses,
    reasons_of,
    standing,
)
from api.resources.arguments.support_circles import circles
from tests.examples import at_least

CLAIMS = [f"c{n}" for n in range(7)]
GROUNDS = [f"s{n}" for n in range(4)]

links = st.builds(
    lambda pairs: [
        ArgumentLink(f"e{n}", "supports", origin, target, group)
        for n, (origin, target, group) in enumerate(pairs)
        if origin != target
    ],
    st.lists(
        st.tuples(
            st.sampled_from(CLAIMS + GROUNDS),
            st.sampled_from([*CLAIMS, *GROUNDS[:2]]),
            st.sampled_from([None, "g", "h"]),
        ),
        max_size=18,
        unique_by=lambda link: link[:2],
    ),
)
many = settings(max_examples=at_least(40))


def naive_reasons(evidence: list[ArgumentLink]) -> set[tuple[str, frozenset[str]]]:
    alone = {(link.target_id, frozenset({link.origin_id})) for link in evidence if link.group is None}
    joint = {
        (
            link.target_id,
            frozenset(o.origin_id for o in evidence if (o.target_id, o.group) == (link.target_id, link.group)),
        )
        for link in evidence
        if link.group
    }
    return alone | joint


def naive_standing(evidence: list[ArgumentLink], axioms: set[str], barred: set[str]) -> set[str]:
    """Sweep over all reasons until nothing changes."""
    stands = axioms - barred
    while True:
        grown = stands | {target for target, premises in naive_reasons(evidence) if premises <= stands}
        if grown - barred == stands:
            return stands
        stands = grown - barred


@many
@given(links, st.sets(st.sampled_from(CLAIMS)))
def test_what_stands_is_what_sweeping_to_a_fixpoint_finds(evidence: list[ArgumentLink], barred: set[str]) -> None:
    found = standing(reasons_of(evidence), GROUNDS, barred)
    assert found == naive_standing(evidence, set(GROUNDS), barred)


@many
@given(links, st.sampled_from(GROUNDS[2:]))
def test_claims_lose_all_support_exactly_when_they_no_longer_stand(evidence: list[ArgumentLink], fallen: str) -> None:
    toward_claims = [link for link in evidence if link.target_id in CLAIMS]
    before = naive_standing(toward_claims, set(GROUNDS), set())
    after = naive_standing(toward_claims, set(GROUNDS) - {fallen}, {fallen})
    lost = losses(fallen, reasons_of(toward_claims), GROUNDS)
    assert {loss.id for loss in lost if loss.loss == "all"} == before - after - {fallen}


@many
@given(links, st.sampled_from(GROUNDS))
def test_what_loses_some_support_has_fewer_reasons_that_hold_but_one_still(
    evidence: list[ArgumentLink], fallen: str
) -> None:
    toward_claims = [link for link in evidence if link.target_id in CLAIMS]
    before = naive_standing(toward_claims, set(GROUNDS), set())
    after = naive_standing(toward_claims, set(GROUNDS) - {fallen}, {fallen})
    expected = {}
    for name in CLAIMS:
        held = [premises for target, premises in naive_groups(toward_claims) if target == name and premises <= before]
        remaining = [premises for premises in held if premises <= after]
        if name in after and len(remaining) < len(held):
            expected[name] = (len(held), len(remaining))
    lost = losses(fallen, reasons_of(toward_claims), GROUNDS)
    assert {loss.id: (loss.held, loss.remaining) for loss in lost if loss.loss == "some"} == expected


def naive_groups(evidence: list[ArgumentLink]) -> list[tuple[str, frozenset[str]]]:
    """As the reasons, but one that has the same premises as another counts too."""
    keys = dict.fromkeys((link.target_id, link.group or link.id, link.group is None) for link in evidence)
    return [
        (
            target,
            frozenset(
                link.origin_id
                for link in evidence
                if link.target_id == target and (link.id == name if alone else link.group == name)
            ),
        )
        for target, name, alone in keys
    ]


@many
@given(links)
def test_circles_are_the_records_that_reach_each_other(evidence: list[ArgumentLink]) -> None:
    reach = {(link.origin_id, link.target_id) for link in evidence}
    while grown := {(a, d) for a, b in reach for c, d in reach if b == c} - reach:
        reach |= grown
    names = {*chain.from_iterable(reach)}
    expected = {frozenset({a, *(b for b in names if {(a, b), (b, a)} <= reach)}) for a in names if (a, a) in reach}
    assert {frozenset(circle) for circle in circles(reasons_of(evidence))} == expected


@many
@given(links)
def test_the_last_ground_of_a_record_is_known_where_there_is_but_one(evidence: list[ArgumentLink]) -> None:
    stands = naive_standing(evidence, set(GROUNDS), set())
    holding = [link for reason in reasons_of(evidence) if reason.premises <= stands for link in reason.links]
    beneath = {name: {name} for name in GROUNDS}
    for _ in range(len(CLAIMS + GROUNDS)):
        for link in holding:
            beneath.setdefault(link.target_id, set()).update(beneath.get(link.origin_id, set()))
    found = last_grounds(reasons_of(evidence), stands, {name: [name] for name in GROUNDS})
    assert {name: last for name, last in found.items() if len(last) == 1} == {
        name: last for name, last in beneath.items() if len(last) == 1
    }


@many
@given(links)
def test_each_chain_leads_from_a_ground_to_the_claim_along_reasons(evidence: list[ArgumentLink]) -> None:
    found, more = chains("c0", reasons_of(evidence), GROUNDS, 10_000)
    steps = {(link.origin_id, link.target_id) for link in evidence}
    assert not more
    for found_chain in found:
        assert found_chain[0] in GROUNDS
        assert found_chain[-1] == "c0"
        assert all(step in steps for step in pairwise(found_chain))


def test_a_claim_that_two_figures_support_jointly_falls_with_either() -> None:
    reasons = reasons_of(
        [ArgumentLink("e1", "supports", "s1", "c1", "g"), ArgumentLink("e2", "supports", "s2", "c1", "g")]
    )
    assert [[(loss.id, loss.loss) for loss in losses(name, reasons, ["s1", "s2"])] for name in ("s1", "s2")] == [
        [("c1", "all")],
        [("c1", "all")],
    ]


def test_a_claim_that_two_figures_support_each_alone_falls_with_neither() -> None:
    reasons = reasons_of([ArgumentLink("e1", "supports", "s1", "c1"), ArgumentLink("e2", "supports", "s2", "c1")])
    [loss] = losses("s1", reasons, ["s1", "s2"])
    assert (loss.loss, loss.held, loss.remaining) == ("some", 2, 1)


def test_a_figure_falls_with_the_last_source_that_supports_it() -> None:
    reasons = reasons_of([ArgumentLink("e1", "supports", "gartner", "s1"), ArgumentLink("e2", "supports", "s1", "c1")])
    lost = losses("gartner", reasons, ["gartner", "s1"])
    assert [(loss.id, loss.loss, loss.depth) for loss in lost] == [("s1", "all", 1), ("c1", "all", 2)]


def test_claims_in_a_circle_do_not_ground_each_other() -> None:
    reasons = reasons_of([ArgumentLink("e1", "supports", "c1", "c2"), ArgumentLink("e2", "supports", "c2", "c1")])
    assert standing(reasons, []) == set()


def test_only_supports_carries_support() -> None:
    assert reasons_of([ArgumentLink("e1", "illustrates", "s1", "c1")]) == []


def test_one_group_on_two_targets_is_two_reasons() -> None:
    found = reasons_of(
        [ArgumentLink("e1", "supports", "s1", "c1", "g"), ArgumentLink("e2", "supports", "s2", "c2", "g")]
    )
    assert [(reason.target, reason.premises) for reason in found] == [
        ("c1", frozenset({"s1"})),
        ("c2", frozenset({"s2"})),
    ]


def test_a_long_chain_is_followed_to_its_end() -> None:
    reasons = [Reason(f"c{n + 1}", (ArgumentLink(f"e{n}", "supports", f"c{n}", f"c{n + 1}"),)) for n in range(20_000)]
    assert len(standing(reasons, ["c0"])) == 20_001
    assert circles(reasons) == []
