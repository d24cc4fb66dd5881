"""The register of who and what is spoken of: what leads to an entity, and from it, on both databases."""

from typing import Any

import httpx
import pytest

from tests.api.conftest import records_of


def ids(client: httpx.Client, path: str, **asked: Any) -> list[str]:
    found = client.get(path, params={"limit": 1000, **asked}).raise_for_status().json()
    return [record["id"] for record in found]


@pytest.mark.parametrize("resource", ["claims", "relationships", "topics"])
def test_records_are_found_by_what_kind_of_thing_they_are_about(client: httpx.Client, resource: str) -> None:
    kinds = {entity["id"]: entity["kind"] for entity in records_of("entities")}
    about = [one["id"] for one in records_of(resource) if "organisation" in {kinds[name] for name in one["about"]}]
    assert ids(client, f"/{resource}", **{"about.kind": "organisation"}) == about


def test_figures_are_found_by_an_iri_of_what_they_are_of(client: httpx.Client) -> None:
    [chatgpt] = [entity for entity in records_of("entities") if entity["id"] == "chatgpt"]
    found = ids(client, "/statistics", **{"subject.same_as": chatgpt["same_as"][0]})
    assert found == ids(client, "/statistics", subject="chatgpt") != []


def test_claims_are_counted_by_whom_they_are_about_with_names(client: httpx.Client) -> None:
    [facet] = client.get("/claims/facets?facet=about").json()["facets"]
    counted = {item["value"]: (item["count"], item["label"]) for item in facet["values"]}
    count = len([claim for claim in records_of("claims") if "openai" in claim["about"]])
    assert counted["openai"] == (count, {"en": "OpenAI", "zh-Hans": "OpenAI"})


@pytest.mark.parametrize("path", ["/sources/facets?facet=entity_id", "/statistics/facets?facet=subject"])
def test_what_one_record_is_of_is_counted_with_names(client: httpx.Client, path: str) -> None:
    [facet] = client.get(path).json()["facets"]
    labels = {entity["id"]: entity["label"] for entity in records_of("entities")}
    assert all(item["label"] == labels.get(item["value"]) for item in facet["values"])


@pytest.mark.parametrize("path", ["/claims?about=", "/relationships?about=", "/topics?about=", "/sources?entity_id="])
def test_a_name_that_is_none_is_refused_with_the_nearest(client: httpx.Client, path: str) -> None:
    [error] = client.get(f"{path}chatgtp").json()["errors"]
    assert (error["detail"], error["nearest"]) == ("there is no entity 'chatgtp'; /entities lists them", "chatgpt")


@pytest.mark.parametrize(
    ("typed", "entity"),
    [("马斯克", "elon-musk"), ("彼得蒂尔", "peter-thiel"), ("Khosla", "khosla-ventures"), ("阿尔特曼", "sam-altman")],
)
def test_a_search_finds_by_alias_what_leads_on(client: httpx.Client, typed: str, entity: str) -> None:
    hits = client.get("/search", params={"q": typed, "resource": "entities"}).json()
    assert entity in [hit["id"] for hit in hits]
    told = client.get(f"/entities/{entity}?embed=claims,statistics,sources&embed_limit=100").json()["_embedded"]
    assert [claim["id"] for claim in told["claims"]] == ids(client, "/claims", about=entity)
    assert any(told[name] for name in ("claims", "statistics", "sources"))


def test_what_is_said_of_one_is_found_by_its_alias(client: httpx.Client) -> None:
    assert ids(client, "/claims", **{"about.aliases_like": "马斯克"}) == ids(client, "/claims", about="elon-musk") != []


def test_measures_are_found_by_what_they_are_called(client: httpx.Client) -> None:
    assert "users" in ids(client, "/measures", q="用户数")


@pytest.mark.parametrize(
    ("entity", "kind"), [("openai", "Organization"), ("elon-musk", "Person"), ("chatgpt", "Product")]
)
def test_one_is_linked_data_of_schema_org(client: httpx.Client, entity: str, kind: str) -> None:
    record, node = (client.get(f"/entities/{entity}{suffix}").json() for suffix in ("", ".jsonld"))
    assert (node["@type"], node["sameAs"], node["name"]) == ([kind], record["same_as"], record["label"])


def test_linked_data_of_a_claim_says_what_it_is_about(client: httpx.Client) -> None:
    record, node = (client.get(f"/claims/cao2023-c1{suffix}").json() for suffix in ("", ".jsonld"))
    assert node["about"] == [f"{client.base_url}/entities/{name}" for name in record["about"]]


def test_linked_data_of_a_source_says_who_it_is(client: httpx.Client) -> None:
    assert f"{client.base_url}/entities/elon-musk" in client.get("/sources/musknd.jsonld").json()["sameAs"]


def test_a_citation_of_one_leads_to_its_version(client: httpx.Client) -> None:
    [item] = client.get("/entities/openai.csl").json()
    assert (item["id"], item["URL"]) == ("openai@1", f"{client.base_url}/entities/openai@1")
    assert "author" not in item
