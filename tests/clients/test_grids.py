"""The data providers of react-admin and refine, as published, read the service unchanged."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clients.conftest import Ask, answering

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def asking(installed: Path, service: str) -> Iterator[Ask]:
    """A function that asks the service through a provider; they all live in one process of Node.js."""
    with answering(installed, "ask.mjs", service) as ask:
        yield ask


@pytest.fixture
def react_admin(asking: Ask) -> Ask:
    """Ask the service through react-admin's provider for json-server."""
    return partial(asking, "reactAdmin")


@pytest.fixture
def refine(asking: Ask) -> Ask:
    """Ask the service through refine's provider for simple REST."""
    return partial(asking, "refine")


def whole(client: httpx.Client, path: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = client.get(path, params={"limit": 1000}).raise_for_status().json()
    return records


def test_react_admin_pages_and_sorts(react_admin: Ask, client: httpx.Client) -> None:
    pagination, sort = {"page": 2, "perPage": 10}, {"field": "number", "order": "DESC"}
    answer = react_admin("getList", "claims", {"pagination": pagination, "sort": sort, "filter": {}})
    claims = sorted(whole(client, "/claims"), key=lambda claim: (-claim["number"], claim["essay_id"]))
    assert answer == {"data": claims[10:20], "total": len(claims)}


def test_react_admin_filters(react_admin: Ask, client: httpx.Client) -> None:
    asked: dict[str, Any] = {"kind": ["thesis", "causal"], "number_gte": 20, "text_like": "enterprise"}
    pagination, sort = {"page": 1, "perPage": 25}, {"field": "id", "order": "ASC"}
    answer = react_admin("getList", "claims", {"pagination": pagination, "sort": sort, "filter": asked})
    claims = [
        claim
        for claim in whole(client, "/claims")
        if claim["kind"] in asked["kind"]
        and claim["number"] >= 20
        and any("enterprise" in text.lower() for text in claim["text"].values())
    ]
    assert claims
    assert answer == {"data": claims[:25], "total": len(claims)}


def test_react_admin_shows_an_empty_list(react_admin: Ask) -> None:
    pagination, sort = {"page": 1, "perPage": 25}, {"field": "id", "order": "ASC"}
    asked = {"pagination": pagination, "sort": sort, "filter": {"number_gt": 100000}}
    assert react_admin("getList", "claims", asked) == {"data": [], "total": 0}


@pytest.mark.parametrize("record", ["claims/cao2023-c12", "sources/gartner2021", "units/mo"])
def test_react_admin_fetches_one(react_admin: Ask, client: httpx.Client, record: str) -> None:
    resource, identifier = record.split("/")
    assert react_admin("getOne", resource, {"id": identifier}) == {"data": client.get(f"/{record}").json()}


def test_react_admin_fetches_as_many_as_it_names(react_admin: Ask, client: httpx.Client) -> None:
    claims = whole(client, "/claims")[:80]
    assert react_admin("getMany", "claims", {"ids": [claim["id"] for claim in claims]}) == {"data": claims}


def test_react_admin_fetches_what_refers_to_a_record(react_admin: Ask, client: httpx.Client) -> None:
    pagination, sort = {"page": 1, "perPage": 2}, {"field": "number", "order": "ASC"}
    asked = {"target": "target_id", "id": "cao2023-c12", "pagination": pagination, "sort": sort, "filter": {}}
    links = client.get("/claims/cao2023-c12/evidence").json()
    assert react_admin("getManyReference", "evidence", asked) == {"data": links[:2], "total": len(links)}


def test_react_admin_is_told_what_is_wrong(react_admin: Ask) -> None:
    pagination, sort = {"page": 1, "perPage": 2}, {"field": "nmber", "order": "ASC"}
    answer = react_admin("getList", "claims", {"pagination": pagination, "sort": sort, "filter": {}})
    assert answer["status"] == 400


def test_refine_pages_and_sorts_by_several_fields(refine: Ask, client: httpx.Client) -> None:
    sorters = [{"field": "kind", "order": "asc"}, {"field": "number", "order": "desc"}]
    asked = {"resource": "claims", "pagination": {"currentPage": 3, "pageSize": 15}, "sorters": sorters}
    claims = sorted(whole(client, "/claims"), key=lambda claim: (claim["kind"], -claim["number"], claim["essay_id"]))
    assert refine("getList", asked) == {"data": claims[30:45], "total": len(claims)}


def test_refine_filters_by_its_operators(refine: Ask, client: httpx.Client) -> None:
    filters = [
        {"field": "kind", "operator": "ne", "value": "thesis"},
        {"field": "number", "operator": "gte", "value": 5},
        {"field": "number", "operator": "lte", "value": 150},
        {"field": "text", "operator": "contains", "value": "企业"},
        {"field": "stance", "operator": "eq", "value": "endorses"},
    ]
    answer = refine("getList", {"resource": "claims", "filters": filters, "pagination": {"pageSize": 1000}})
    claims = [
        claim
        for claim in whole(client, "/claims")
        if claim["kind"] != "thesis"
        and 5 <= claim["number"] <= 150
        and any("企业" in text for text in claim["text"].values())
        and claim["stance"] == "endorses"
    ]
    assert claims
    assert answer == {"data": claims, "total": len(claims)}


def test_refine_fetches_one(refine: Ask, client: httpx.Client) -> None:
    answer = refine("getOne", {"resource": "claims", "id": "cao2023-c12"})
    assert answer == {"data": client.get("/claims/cao2023-c12").json()}


def test_refine_fetches_as_many_as_it_names(refine: Ask, client: httpx.Client) -> None:
    claims = whole(client, "/claims")[:80]
    answer = refine("getMany", {"resource": "claims", "ids": [claim["id"] for claim in claims]})
    assert answer == {"data": claims}


def test_refine_is_told_what_is_missing(refine: Ask) -> None:
    assert refine("getOne", {"resource": "claims", "id": "cao2023-c999"})["status"] == 404
