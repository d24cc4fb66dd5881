"""Parts of an argument to draw, asked of the service, on both databases."""

from typing import Any

import httpx
import pytest

from tests.api.writing import client_of, key, patch
from tests.conftest import serving

GRAPH = "/essays/cao2023/graph"
EVERY_TYPE = "claim,statistic,source,relationship,topic,review"


def drawn(client: httpx.Client, **asked: str) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes by id, and what is said of the edges."""
    response = client.get(GRAPH, params=asked)
    assert response.status_code == 200, response.text
    elements = response.json()["elements"]
    return {node["data"]["id"]: node for node in elements["nodes"]}, [edge["data"] for edge in elements["edges"]]


def reached(edges: list[dict[str, Any]], root: str, depth: int) -> set[str]:
    """Return what is within some steps of a root, either way; a link that is drawn in two halves is one step."""
    links: dict[str, set[str]] = {}
    for edge in edges:
        links.setdefault(edge["evidence_id"] or edge["id"], set()).update((edge["source"], edge["target"]))
    found = {root}
    for _ in range(depth):
        found = found.union(*(ends for ends in links.values() if not found.isdisjoint(ends)))
    return found


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize(
    "root", ["cao2023-c112", "cao2023-s62", "gartner2021", "cao2023-r1", "cao2023-t8", "cao2023-v6"]
)
def test_a_part_has_what_is_within_some_steps_and_what_joins_it(client: httpx.Client, root: str, depth: int) -> None:
    _, edges = drawn(client, type=EVERY_TYPE)
    nodes, part = drawn(client, type=EVERY_TYPE, root=root, depth=str(depth))
    # An undercut link is a node only where what undercuts it is drawn as well.
    near = {name for name in reached(edges, root, depth) if "-e" not in name}
    assert {name for name in nodes if "-e" not in name} == near
    joining = {edge["id"] for edge in edges if {edge["source"], edge["target"]} <= nodes.keys()}
    assert joining <= {edge["id"] for edge in part}


def test_a_part_is_two_steps_deep_unless_told(client: httpx.Client) -> None:
    assert drawn(client, root="cao2023-c112") == drawn(client, root="cao2023-c112", depth="2")


def test_the_nearest_are_drawn_where_a_part_is_limited(client: httpx.Client) -> None:
    near, _ = drawn(client, root="cao2023-c112", depth="1")
    answer = client.get(GRAPH, params={"root": "cao2023-c112", "depth": "5", "limit": str(len(near))}).json()
    assert {node["data"]["id"] for node in answer["elements"]["nodes"]} == near.keys()
    assert answer["truncated"]


def test_a_link_that_is_a_node_can_be_a_root(client: httpx.Client) -> None:
    nodes, edges = drawn(client)
    link = next(name for name, node in nodes.items() if node["data"]["type"] == "evidence")
    part, _ = drawn(client, root=link, depth="1")
    assert part.keys() >= reached(edges, link, 1)


def test_links_are_chosen_by_their_relation_with_what_they_join(client: httpx.Client) -> None:
    links = client.get("/evidence", params={"essay_id": "cao2023", "relation": "restates", "limit": "1000"}).json()
    nodes, edges = drawn(client, relation="restates")
    assert {edge["evidence_id"] for edge in edges} == {link["id"] for link in links}
    assert nodes.keys() == {link[end] for link in links for end in ("origin_id", "target_id")}


def test_a_link_that_undercuts_is_drawn_with_the_link_that_it_undercuts(client: httpx.Client) -> None:
    links = client.get("/evidence", params={"essay_id": "cao2023", "relation": "undercuts", "limit": "1000"}).json()
    nodes, edges = drawn(client, relation="undercuts")
    assert {link["target_id"] for link in links} <= nodes.keys()
    assert {edge["relation"] for edge in edges} == {"undercuts", "supports"}


def test_claims_are_chosen_by_their_kind(client: httpx.Client) -> None:
    theses = client.get("/claims", params={"essay_id": "cao2023", "kind": "thesis", "limit": "1000"}).json()
    nodes, _ = drawn(client, kind="thesis", type="claim")
    assert {name for name, node in nodes.items() if node["data"]["type"] == "claim"} == {each["id"] for each in theses}


def test_relationships_topics_and_sources_are_nodes_with_what_they_hold(client: httpx.Client) -> None:
    nodes, edges = drawn(client, type=EVERY_TYPE)
    told = {(edge["source"], edge["relation"], edge["target"]) for edge in edges if edge["evidence_id"] is None}
    relationships, topics, claims, figures, reviews = (
        client.get(f"/essays/cao2023/{name}", params={"limit": "1000"}).json()
        for name in ("relationships", "topics", "claims", "statistics", "reviews")
    )
    assert told == {
        *((item["claim_id"], item["role"], each["id"]) for each in relationships for item in each["claims"]),
        *((each["thesis_id"], "thesis", each["id"]) for each in relationships),
        *((each["id"], "lever", each["lever_id"]) for each in relationships if each["lever_id"]),
        *((claim, "belongs_to", each["id"]) for each in topics for claim in each["claims"]),
        *((figure, "states", claim["id"]) for claim in claims for figure in claim["states"]),
        *((source, "attributed_to", each["id"]) for each in [*claims, *figures] for source in each["attributed_to"]),
        *((each["id"], "reviews", each["target_id"]) for each in reviews),
        *((found, "rests_on", each["id"]) for each in reviews for found in rests_on(each)),
        *((earlier, "superseded_by", each["id"]) for each in reviews for earlier in each["supersedes"]),
    }
    assert nodes.keys() >= {each["id"] for each in [*relationships, *topics, *reviews]}


def rests_on(review: dict[str, Any]) -> list[str]:
    """Return what a review rests on."""
    return [*review["sources"], *review["statistics"], *review["claims"]]


def test_reviews_are_drawn_on_request_alone(client: httpx.Client) -> None:
    nodes, edges = drawn(client)
    assert [name for name, node in nodes.items() if node["data"]["type"] == "review"] == []
    assert {edge["relation"] for edge in edges}.isdisjoint({"reviews", "rests_on", "superseded_by"})


def test_a_review_is_drawn_with_its_verdict_and_its_note(client: httpx.Client) -> None:
    review = client.get("/reviews/cao2023-v6").json()
    data = drawn(client, root="cao2023-v6", lang="en")[0]["cao2023-v6"]["data"]
    assert (data["type"], data["kind"], data["text"]) == ("review", review["verdict"], review["note"])
    assert data["label"] == "Corrected"


def test_what_a_review_rests_on_is_drawn_without_naming_its_type(client: httpx.Client) -> None:
    nodes, edges = drawn(client, relation="rests_on")
    reviews = client.get("/essays/cao2023/reviews", params={"limit": "1000"}).json()
    assert nodes.keys() == {name for each in reviews if rests_on(each) for name in (each["id"], *rests_on(each))}
    assert {edge["relation"] for edge in edges} == {"rests_on"}


def test_a_review_that_was_withdrawn_is_not_drawn(writable: str) -> None:
    with serving(writable) as base, client_of(base, key(writable)) as client:
        patch(client, "/reviews/cao2023-v6", {"status": "withdrawn"}, Lunju_Reason="Tried.").raise_for_status()
        nodes, _ = drawn(client, relation="reviews")
        assert "cao2023-v6" not in nodes
        assert "cao2023-v5" in nodes


def test_a_review_leads_to_the_one_in_its_place(writable: str) -> None:
    with serving(writable) as base, client_of(base, key(writable)) as client:
        patch(client, "/reviews/cao2023-v6", {"supersedes": ["cao2023-v5"]}).raise_for_status()
        _, edges = drawn(client, relation="superseded_by")
    assert [(edge["source"], edge["target"]) for edge in edges] == [("cao2023-v5", "cao2023-v6")]


def test_what_a_relation_joins_is_drawn_without_naming_its_type(client: httpx.Client) -> None:
    nodes, _ = drawn(client, relation="lever")
    assert {node["data"]["type"] for node in nodes.values()} == {"relationship", "topic"}


@pytest.mark.parametrize("root", ["cao2023-r1", "cao2023-t8", "cao2023-v6"])
def test_around_a_relationship_topic_or_review_all_is_drawn_unless_told(client: httpx.Client, root: str) -> None:
    assert drawn(client, root=root) == drawn(client, root=root, type=EVERY_TYPE)


@pytest.mark.parametrize(("language", "label"), [("en", "Government / Enterprise"), ("zh-hans", "政府 / 企业")])
def test_labels_are_in_the_language_that_is_asked_for(client: httpx.Client, language: str, label: str) -> None:
    nodes, _ = drawn(client, root="cao2023-r1", type=EVERY_TYPE, lang=language)
    assert nodes["cao2023-r1"]["data"]["label"] == label


def test_a_label_is_in_the_language_of_the_essay_where_there_is_none_that_is_asked_for(client: httpx.Client) -> None:
    assert drawn(client, lang="fr") == drawn(client)


def test_each_record_is_drawn_in_its_section_and_that_in_the_one_around_it(client: httpx.Client) -> None:
    nodes, _ = drawn(client, parent="section")
    sections = client.get("/essays/cao2023/sections", params={"limit": "1000"}).json()
    around = {each["id"]: each["parent_id"] for each in sections}
    for node in (node["data"] for node in nodes.values()):
        if node["type"] == "section":
            assert node["parent"] == around[node["id"]]
        elif node["type"] != "evidence":
            assert node["parent"] == (node["section_id"] if node["section_id"] in around else None)


def test_each_claim_is_drawn_in_the_first_relationship_that_weighs_it(client: httpx.Client) -> None:
    nodes, _ = drawn(client, parent="relationship")
    relationships = client.get("/essays/cao2023/relationships", params={"sort": "number"}).json()
    first: dict[str, str] = {}
    for each in relationships:
        for claim in [*(item["claim_id"] for item in each["claims"]), each["thesis_id"]]:
            first.setdefault(claim, each["id"])
    inside = {name: node["data"]["parent"] for name, node in nodes.items() if node["data"]["parent"]}
    assert {name: box for name, box in inside.items() if "-e" not in name} == first


def test_no_edge_leads_from_a_claim_to_the_relationship_that_it_is_drawn_in(client: httpx.Client) -> None:
    nodes, edges = drawn(client, parent="relationship", type=EVERY_TYPE)
    assert [edge["id"] for edge in edges if nodes[edge["source"]]["data"]["parent"] == edge["target"]] == []


def test_what_holds_others_has_no_position_and_all_else_has(client: httpx.Client) -> None:
    nodes, _ = drawn(client, parent="section", layout="layered")
    assert {name for name, node in nodes.items() if "position" not in node} == {
        name for name, node in nodes.items() if node["data"]["type"] == "section"
    }


def test_what_supports_stands_beneath_what_it_supports(client: httpx.Client) -> None:
    nodes, edges = drawn(client, layout="layered", relation="supports")
    circles = [
        finding["records"]
        for finding in client.get("/essays/cao2023/audit").json()["findings"]
        if finding["rule"] == "circular-support"
    ]
    assert circles == []
    assert all(nodes[edge["source"]]["position"]["y"] > nodes[edge["target"]]["position"]["y"] for edge in edges)


def test_neither_a_parent_nor_a_position_is_told_unasked(client: httpx.Client) -> None:
    nodes, _ = drawn(client)
    assert all(node.keys() == {"data"} and "parent" not in node["data"] for node in nodes.values())


FAULTS = {
    "root=cao2023-c99999": "'cao2023-c99999' is no record of this argument",
    "root=moss2026-c1": "'moss2026-c1' is no record of this argument",
    "root=cao2023-c1&root=cao2023-c2": "give it once",
    "depth=2": "name the record that it is drawn around, as root",
    "root=cao2023-c1&depth=11": "'11' is not a whole number from 1 to 10",
    "limit=0": "'0' is not a whole number from 1 to 10000",
    "relation=suports": "'suports' is none of supports, challenges",
    "type=figure": "'figure' is none of claim, statistic, source, relationship, topic",
    "kind=lever": "'lever' is none of thesis, factual",
    "lang=english_": "'english_' is no language tag",
    "parent=essay": "'essay' is none of section, relationship",
    "layout=dagre": "'dagre' is none of layered",
}


@pytest.mark.parametrize("query", FAULTS)
def test_a_value_that_a_graph_cannot_have_is_refused_by_name(client: httpx.Client, query: str) -> None:
    response = client.get(f"{GRAPH}?{query}")
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"]) == (400, query.rpartition("&")[2].partition("=")[0])
    assert FAULTS[query] in fault["detail"]


@pytest.mark.parametrize(
    ("query", "nearest"), [("relation=suports", "supports"), ("type=statistics", "statistic"), ("kind=these", "thesis")]
)
def test_the_nearest_value_is_told(client: httpx.Client, query: str, nearest: str) -> None:
    assert client.get(f"{GRAPH}?{query}").json()["errors"][0]["nearest"] == nearest


PARTS = [
    f"{GRAPH}?type={EVERY_TYPE}&layout=layered&parent=section",
    f"{GRAPH}?root=cao2023-c112&depth=3&type={EVERY_TYPE}&parent=relationship&layout=layered&lang=en",
    f"{GRAPH}?root=cao2023-c112&depth=4&limit=30",
    f"{GRAPH}?limit=100",
]


def test_both_databases_give_the_same_part(client: httpx.Client, parts: dict[str, bytes]) -> None:
    for path in PARTS:
        found = client.get(path).content
        assert parts.setdefault(path, found) == found


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    """What the first database answered."""
    return {}


def test_what_was_withdrawn_is_no_part_and_no_root(writable: str) -> None:
    with serving(writable) as base, client_of(base, key(writable)) as client:
        near, _ = drawn(client, root="cao2023-c112", depth="1")
        other = next(name for name in near if name != "cao2023-c112")
        patch(client, "/claims/cao2023-c112", {"status": "withdrawn"}, Lunju_Reason="Tried.").raise_for_status()
        assert "cao2023-c112" not in drawn(client, root=other)[0]
        assert client.get(GRAPH, params={"root": "cao2023-c112"}).status_code == 400
