from collections.abc import Callable

import httpx
import pytest

from api.core.openapi.components import stem
from api.resources.registry import RESOURCES
from tests.api.conftest import NAMES, Record
from tests.conftest import serving

every_resource = pytest.mark.parametrize("name", NAMES)


@every_resource
def test_a_list_holds_every_record_of_the_packs_and_no_other(
    every_page: Callable[[str], list[Record]], held: dict[str, tuple[Record, ...]], name: str
) -> None:
    assert every_page(f"/{name}") == list(held[name])


@every_resource
def test_fields_are_in_the_order_of_the_openapi_document(client: httpx.Client, name: str) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    fields = (*schemas[stem(RESOURCES[name])]["properties"], "_embedded")
    embedded: dict[str, str | int] = {"limit": 1000, "embed": next(iter(RESOURCES[name].related)), "embed_limit": 1}
    assert {tuple(record) for record in client.get(f"/{name}", params=embedded).json()} == {fields}


def test_chinese_is_utf_8_and_not_escaped(client: httpx.Client) -> None:
    assert "政府" in client.get("/relationships").content.decode()


def test_no_character_is_escaped_that_need_not_be(client: httpx.Client) -> None:
    assert b"\\u" not in client.get("/claims?limit=1000").content


def test_lists_are_json(client: httpx.Client) -> None:
    assert client.get("/claims").headers["Content-Type"] == "application/json"


@every_resource
def test_a_page_has_at_most_50_records_if_nothing_else_is_asked(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    assert len(client.get(f"/{name}").json()) == min(50, len(held[name]))


@pytest.mark.parametrize("limit", [1, 2, 999, 1000])
def test_limit_sizes_a_page(client: httpx.Client, held: dict[str, tuple[Record, ...]], limit: int) -> None:
    assert len(client.get("/passages", params={"limit": limit}).json()) == min(limit, len(held["passages"]))


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "5.0", "05000", "ten", "", " 5", "+5", "1e2", "9" * 5000])
def test_a_limit_that_is_no_number_from_1_to_1000_is_refused(client: httpx.Client, limit: str) -> None:
    response = client.get("/claims", params={"limit": limit})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "limit")


def test_the_last_page_links_nowhere(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    assert "Link" not in client.get("/units", params={"limit": len(held["units"])}).headers


def test_a_page_before_the_last_links_to_the_next(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    links = client.get("/units", params={"limit": len(held["units"]) - 1}).links
    assert client.get(links["next"]["url"]).json() == [held["units"][-1]]


def test_links_are_absolute(client: httpx.Client) -> None:
    assert client.get("/claims").links["next"]["url"].startswith(f"{client.base_url}/claims?")


def test_links_keep_what_was_asked(client: httpx.Client) -> None:
    first = client.get("/claims", params={"kind": ["causal", "factual"], "sort": "-kind", "limit": 3})
    following = httpx.URL(first.links["next"]["url"]).params
    assert following.multi_items()[:-1] == [("kind", "causal"), ("kind", "factual"), ("sort", "-kind"), ("limit", "3")]


def test_links_have_no_bare_comma(client: httpx.Client) -> None:
    assert "," not in client.get("/claims", params={"sort": "kind,-number", "limit": 1}).headers["Link"]


def test_links_are_built_on_the_public_url(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/v0") as base, httpx.Client(base_url=base) as client:
        link = client.get("/claims?limit=1").links["next"]["url"]
    assert link.startswith("https://lunju.example/v0/claims?limit=1&cursor=")


def test_the_document_names_the_public_url_as_server(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/v0") as base, httpx.Client(base_url=base) as client:
        servers = client.get("/openapi.json").json()["servers"]
    assert [server["url"] for server in servers] == ["https://lunju.example/v0"]
