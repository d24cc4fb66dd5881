"""Oppositions and equivalences hold from both sides; what bears on a link bears on no more than that."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.writing import holds, writer

Json = dict[str, Any]

CLAIMS = ("a", "b", "c", "d", "e", "f")
LINKS = [
    ("l1", "a", "contrary", "b"),
    ("l2", "c", "challenges", "b"),
    ("l3", "b", "contradictory", "d"),
    ("l4", "e", "equivalent", "a"),
    ("l5", "f", "supports", "a"),
    ("l6", "d", "supports", "l5"),
    ("l7", "e", "challenges", "l5"),
    ("l8", "e", "challenges", "l7"),
    ("l9", "Al", "supports", "f"),
]


@pytest.fixture(scope="module")
def argued(databases: Any, seeded_template: str) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """A client of a service with a small argument, and its records by the names in it."""
    made = databases.copy(seeded_template)
    draft = {
        "title": "Sides",
        "sources": [{"id": "Al", "kind": "person", "name": "Al", "title": "Sides of Al"}],
        "claims": [
            {"id": name, "says": f"It is {name}.", "kind": "thesis", "stance": "endorses", "quotes": []}
            for name in CLAIMS
        ],
        "links": [
            {"id": name, "from": [origin], "relation": relation, "to": target, "whose": "author"}
            for name, origin, relation, target in LINKS
        ],
    }
    with writer(made) as client:
        answer = client.post("/imports", json={"draft": draft})
        assert answer.status_code == 200, answer.text
        names = {}
        for item in answer.json()["constructs"]:
            _, kind, place = f"{item['place']}//".split("/")[:3]
            if kind in {"claims", "links"}:
                names[draft[kind][int(place)]["id"]] = item["records"][0]  # type: ignore[index] # a list of them
        yield client, names
    holds(made)


def objections(argued: tuple[httpx.Client, dict[str, str]], claim: str) -> set[tuple[str, str, str, int]]:
    client, names = argued
    called = {record: name for name, record in names.items()}
    told = client.get(f"/claims/{names[claim]}/against").json()["objections"]
    return {
        (called[one["evidence_id"]], called[one["origin_id"]], called[one["target_id"]], one["depth"]) for one in told
    }


def test_what_opposes_speaks_against_either_end(argued: tuple[httpx.Client, dict[str, str]]) -> None:
    assert ("l1", "b", "a", 1) in objections(argued, "a")
    assert ("l1", "a", "b", 1) in objections(argued, "b")


def test_what_opposes_an_objection_is_told_from_its_side(argued: tuple[httpx.Client, dict[str, str]]) -> None:
    assert objections(argued, "a") == {
        *(("l1", "b", "a", 1), ("l7", "e", "l5", 1)),
        *(("l2", "c", "b", 2), ("l3", "d", "b", 2), ("l8", "e", "l7", 2)),
    }


def test_each_objection_is_told_once(argued: tuple[httpx.Client, dict[str, str]]) -> None:
    assert objections(argued, "d") == {("l3", "b", "d", 1), ("l1", "a", "b", 2), ("l2", "c", "b", 2)}


def test_what_supports_a_link_supports_nothing_else(argued: tuple[httpx.Client, dict[str, str]]) -> None:
    client, names = argued
    found = client.get(f"/claims/{names['a']}/why").json()
    claims = {node["id"] for node in found["nodes"] if node["type"] == "claim"}
    assert (found["grounds"], claims) == ("named-source", {names["a"], names["f"]})
    assert client.get(f"/claims/{names['d']}/impact").json()["claims"] == []


@pytest.mark.parametrize("claim", ["b", "d", "e"])
def test_neither_opposition_nor_equivalence_grounds(argued: tuple[httpx.Client, dict[str, str]], claim: str) -> None:
    client, names = argued
    assert client.get(f"/claims/{names[claim]}/why").json()["grounded"] is False


def test_claims_that_are_held_and_opposed_are_at_odds(argued: tuple[httpx.Client, dict[str, str]]) -> None:
    client, names = argued
    essay = names["a"].rpartition("-")[0]
    found = client.get(f"/essays/{essay}/audit").json()["findings"]
    pairs = {frozenset(one["records"]) for one in found if one["rule"] == "contradictory-claims"}
    assert pairs == {frozenset(names[name] for name in pair) for pair in ("ab", "bc", "bd")}


@pytest.mark.parametrize(("claim", "told"), [("a", ["b", "e"]), ("b", ["a", "d"]), ("d", ["b"]), ("e", ["a"])])
def test_pages_list_what_holds_from_both_sides_at_either(
    argued: tuple[httpx.Client, dict[str, str]], claim: str, told: list[str]
) -> None:
    client, names = argued
    page = client.get(f"/claims/{names[claim]}.html").text
    bearing = page.partition('id="grounds"')[2].partition('id="leaning"')[0]
    assert all(f"/claims/{names[name]}" in bearing for name in told)


@pytest.mark.parametrize(
    ("media_type", "edge"),
    [
        ("text/vnd.graphviz", 'dir="none"'),
        ("application/vnd.mermaid", "---|contrary|"),
    ],
)
def test_graphs_draw_them_without_an_arrow(
    argued: tuple[httpx.Client, dict[str, str]], media_type: str, edge: str
) -> None:
    client, names = argued
    essay = names["a"].rpartition("-")[0]
    drawn = client.get(f"/essays/{essay}/graph", headers={"Accept": media_type}).text
    assert [edge in line for line in drawn.splitlines() if "contrary" in line] == [True]
