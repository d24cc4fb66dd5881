from typing import Any

import httpx
import pytest

from api.resources.registry import RESOURCES
from tests.api.conftest import Record, described

PATHS = [
    (parent, child)
    for path in described()["paths"]
    if path.count("/") == 3 and "_id}/" in path
    for parent, _, child in [path.strip("/").split("/")]
    if child in RESOURCES
]

SINGULAR = {
    "essays": "essay",
    "sections": "section",
    "passages": "passage",
    "claims": "claim",
    "statistics": "statistic",
    "sources": "source",
    "relationships": "relationship",
    "topics": "topic",
    "reviews": "review",
}

BEARS_ON = {"claims": "target_id", "statistics": "target_id", "evidence": "target_id", "sources": "origin_id"}


def filter_of(parent: str, child: str) -> str:
    """Return the filter of a flat list that a nested list is narrowed by."""
    if (parent, child) == ("sections", "sections"):
        return "parent_id"
    if child == "reviews" and parent != "essays":
        return "reviewer_id" if parent == "sources" else "target_id"
    return BEARS_ON[parent] if child == "evidence" and parent in BEARS_ON else f"{SINGULAR[parent]}_id"


every_nesting = pytest.mark.parametrize(("parent", "child"), PATHS)


def test_a_front_end_finds_the_nested_lists_that_it_expects() -> None:
    assert {("essays", "claims"), ("relationships", "claims"), ("claims", "evidence")} <= set(PATHS)


@every_nesting
def test_a_nested_list_equals_the_filtered_list(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], parent: str, child: str
) -> None:
    found = {}
    expected = {}
    for record in held[parent][:: max(1, len(held[parent]) // 12)]:  # some of each essay
        asked: dict[str, Any] = {filter_of(parent, child): record["id"], "limit": 1000}
        expected[record["id"]] = client.get(f"/{child}", params=asked).json()
        found[record["id"]] = client.get(f"/{parent}/{record['id']}/{child}?limit=1000").json()
    assert found == expected


@pytest.mark.parametrize(("parent", "child"), [pair for pair in PATHS if pair != ("evidence", "evidence")])
def test_a_nested_list_is_not_always_empty(  # but neither essay undercuts a link of its evidence
    client: httpx.Client, held: dict[str, tuple[Record, ...]], parent: str, child: str
) -> None:
    assert any(client.get(f"/{parent}/{record['id']}/{child}?limit=1").json() for record in held[parent])


@every_nesting
def test_a_nested_list_of_a_record_that_is_not_there_is_not_found(
    client: httpx.Client, parent: str, child: str
) -> None:
    absent = {"essays": "nobody1999", "sources": "nobody1999", "sections": "cao2023-h999999"}.get(
        parent, f"cao2023-{parent[0]}999999"
    )
    response = client.get(f"/{parent}/{absent}/{child}")
    assert (response.status_code, absent in response.json()["detail"]) == (404, True)


def test_a_nested_list_filters_further(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    found = client.get("/essays/cao2023/claims", params={"kind": "thesis", "limit": 1000}).json()
    theses = [claim for claim in held["claims"] if (claim["essay_id"], claim["kind"]) == ("cao2023", "thesis")]
    assert found == theses


def test_a_filter_cannot_widen_a_nested_list(client: httpx.Client) -> None:
    assert client.get("/essays/cao2023/claims", params={"essay_id": "moss2026"}).json() == []


def test_a_nested_list_pages(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    response = client.get("/essays/cao2023/claims?limit=100")
    pages = [response.json()]
    while "next" in response.links:
        response = client.get(response.links["next"]["url"])
        pages.append(response.json())
    claims = [claim for claim in held["claims"] if claim["essay_id"] == "cao2023"]
    assert pages == [claims[:100], claims[100:200], claims[200:]]


def test_a_cursor_of_one_nested_list_is_refused_by_another(client: httpx.Client) -> None:
    cursor = httpx.URL(client.get("/essays/cao2023/claims?limit=1").links["next"]["url"]).params["cursor"]
    assert client.get("/essays/moss2026/claims", params={"cursor": cursor, "limit": 1}).status_code == 400
