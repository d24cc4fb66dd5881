"""What bears on a claim, unrolled."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from api.pages.maps.argument_tree import MOST_BENEATH, TreeNode, argument_tree
from api.pages.parts.relation_signs import RELATIONS
from api.resources.arguments.support import ArgumentLink, from_both_sides

CLAIMS = [f"c{number}" for number in range(7)]
ENDS = st.sampled_from([*CLAIMS, "s1", "s2"])


@st.composite
def arguments(draw: st.DrawFn) -> list[ArgumentLink]:
    """Links between a few claims and figures, of which some undercut others."""
    drawn = draw(st.lists(st.tuples(ENDS, st.sampled_from(CLAIMS), st.sampled_from([None, "g"])), max_size=12))
    relations = st.sampled_from(RELATIONS[:-1])
    links = [ArgumentLink(f"e{n}", draw(relations), *ends) for n, ends in enumerate(drawn) if ends[0] != ends[1]]
    undercut = draw(st.lists(st.sampled_from(links), max_size=2)) if links else []
    return [*links, *(ArgumentLink(f"u{n}", "undercuts", "c6", link.id) for n, link in enumerate(undercut))]


def walk(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for child in node.children:
        yield from walk(child)


@given(arguments())
def test_each_claim_is_told_once_and_named_by_its_number_elsewhere(links: list[ArgumentLink]) -> None:
    nodes = list(walk(argument_tree("c0", links, CLAIMS, 3)))
    told = {node.number: node.claim_id for node in nodes if node.told_at is None}
    assert len(set(told.values())) == len(told)
    assert all(told[node.told_at] == node.claim_id for node in nodes if node.told_at is not None)


@given(arguments())
def test_all_that_bears_on_a_claim_that_is_unrolled_stands_there(links: list[ArgumentLink]) -> None:
    tree = argument_tree("c0", links, CLAIMS, 1)
    inward = {link.id for link in from_both_sides(links) if link.target_id == "c0"}
    assert {child.link.id for child in tree.children if child.link} | {link.id for link in tree.facts} == inward


def link(name: str, origin: str, target: str, relation: str = "supports", group: str | None = None) -> ArgumentLink:
    return ArgumentLink(name, relation, origin, target, group)


def test_premises_of_one_reason_stand_together() -> None:
    links = [link("e1", "c1", "c0", group="g"), link("e2", "c2", "c0"), link("e3", "c3", "c0", group="g")]
    tree = argument_tree("c0", links, CLAIMS, 1)
    assert [[child.claim_id for child in group] for group in tree.groups] == [["c1", "c3"], ["c2"]]
    assert [child.joint for child in tree.children] == [True, True, False]


def test_what_undercuts_a_link_stands_beneath_what_it_leads_from() -> None:
    links = [link("e1", "c1", "c0"), link("e2", "c2", "e1", "undercuts")]
    [child] = argument_tree("c0", links, CLAIMS, 2).children
    assert [(under.claim_id, under.number) for under in child.children] == [("c2", "1.1")]


def test_where_too_much_bears_on_a_claim_the_second_step_is_counted() -> None:
    first = [link(f"e{n}", f"d{n}", "c0") for n in range(MOST_BENEATH)]
    claims = [f"d{n}" for n in range(MOST_BENEATH + 1)]
    second = [link("e99", f"d{MOST_BENEATH}", "d0")]
    few = argument_tree("c0", first, claims, 2)
    many = argument_tree("c0", [*first, *second], claims, 2)
    assert [(len(tree.children), tree.children[0].beneath) for tree in (few, many)] == [(24, 0), (24, 1)]
