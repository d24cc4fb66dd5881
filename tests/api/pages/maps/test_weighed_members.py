"""How the claims of a relationship are told: what bears on the thesis first, each followed by what bears on it."""

from api.pages.maps.weighed_members import WeighedMember, members_of
from api.resources.arguments.support import ArgumentLink


def link(origin: str, target: str, relation: str = "supports") -> ArgumentLink:
    return ArgumentLink(f"{origin}>{target}", relation, origin, target)


def names(side: list[WeighedMember]) -> list[str]:
    return [member.claim_id for member in side]


def test_what_bears_on_the_thesis_comes_first_in_the_order_of_relations() -> None:
    links = [link("b", "thesis", "challenges"), link("c", "thesis"), link("d", "a")]
    [side] = members_of([["a", "b", "c"]], links, "thesis")
    assert names(side) == ["c", "b", "a"]


def test_what_bears_on_another_follows_it_and_names_its_number() -> None:
    [side] = members_of([["a", "b", "c"]], [link("c", "a"), link("a", "thesis")], "thesis")
    assert [(member.claim_id, member.number, member.on) for member in side] == [
        ("a", "1", ""),
        ("c", "2", "1"),
        ("b", "3", ""),
    ]


def test_numbers_run_on_over_the_sides_and_links_lead_across() -> None:
    left, right = members_of([["a"], ["b"]], [link("a", "b")], "thesis")
    assert [(member.number, member.on) for member in (*left, *right)] == [("1", "2"), ("2", "")]


def test_a_link_with_the_thesis_is_told_before_one_with_another() -> None:
    objection = link("thesis", "a", "challenges")
    [[first, _]] = members_of([["a", "b"]], [link("a", "b"), objection], "thesis")
    assert (first.claim_id, first.link, first.on) == ("a", objection, "")


def test_claims_that_bear_on_each_other_in_a_circle_are_all_told_once() -> None:
    [side] = members_of([["a", "b", "c"]], [link("a", "b"), link("b", "c"), link("c", "a")], "thesis")
    assert sorted(names(side)) == ["a", "b", "c"]


def test_what_bears_on_none_of_them_is_told_without_a_link() -> None:
    [[member]] = members_of([["a"]], [link("a", "elsewhere"), link("elsewhere", "a")], "thesis")
    assert member == WeighedMember("a", "1", None)
