"""The maps of relationships, topics and sources, by HTTP."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.api.conftest import records_of
from tests.api.pages.maps.test_claim_map import SVG
from tests.api.pages.pages import BROWSER, Page, visit
from tests.api.pages.reading.test_reading_routes import Elements
from tests.api.test_ends import withdraw
from tests.api.test_writes import NEW, new_claim
from tests.api.writing import patch, writer

RELATIONSHIPS = records_of("relationships")
TOPICS = records_of("topics")
SOURCES = records_of("sources")
TEXTS = {one["id"]: one["text"]["en"] for one in (*records_of("claims"), *records_of("statistics"))}
LEANED_ON = "trendforce2023"


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    with writer(writable) as client:
        yield client


@pytest.mark.parametrize("resource", ["relationships", "topics", "sources", "statistics"])
@pytest.mark.parametrize("form", ["map", "map.svg"])
def test_every_one_has_a_map_in_both_languages(client: httpx.Client, resource: str, form: str) -> None:
    for record in records_of(resource)[::4]:
        for language in ("en", "zh-Hans"):
            got = client.get(f"/{resource}/{record['id']}/{form}", params={"lang": language})
            assert got.status_code == 200, got.text


@pytest.mark.parametrize("resource", ["relationships", "topics", "sources", "statistics"])
def test_the_page_of_a_record_leads_to_its_map(client: httpx.Client, resource: str) -> None:
    name = records_of(resource)[0]["id"]
    assert f"../{resource}/{name}/map" in Page(client.get(f"/{resource}/{name}", headers=BROWSER)).links


@pytest.mark.parametrize("resource", ["relationships", "topics", "sources", "statistics"])
def test_a_drawing_names_its_version_and_leads_back(client: httpx.Client, resource: str) -> None:
    name = records_of(resource)[0]["id"]
    drawing = ET.fromstring(client.get(f"/{resource}/{name}/map.svg").content)  # noqa: S314 - our own answer
    base = str(client.base_url).rstrip("/")
    assert (drawing.findtext(f"{SVG}desc") or "").startswith(f"{base}/{resource}/{name}@1 · https://")
    assert {link.get("href", "").startswith(f"{base}/") for link in drawing.iter(f"{SVG}a")} == {True}


@pytest.mark.parametrize("relationship", RELATIONSHIPS, ids=lambda one: one["id"])
def test_a_relationship_tells_all_that_it_weighs(
    client: httpx.Client, relationship: dict[str, list[dict[str, str]]]
) -> None:
    words = visit(client, f"/relationships/{relationship['id']}/map").words
    assert all(TEXTS[claim["claim_id"]] in words for claim in relationship["claims"])


@pytest.mark.parametrize("topic", TOPICS, ids=lambda one: one["id"])
def test_a_topic_tells_its_claims_or_that_there_are_more(client: httpx.Client, topic: dict[str, list[str]]) -> None:
    page = visit(client, f"/topics/{topic['id']}/map")
    missing = {f"../../claims/{name}" for name in topic["claims"]} - set(page.links)
    assert bool(missing) <= ("more beneath it" in page.words)


def test_what_falls_with_a_source_is_struck_and_nothing_else(client: httpx.Client) -> None:
    lost = client.get(f"/sources/{LEANED_ON}/impact").json()["claims"]
    response = client.get(f"/sources/{LEANED_ON}/map", headers=BROWSER)
    struck = {given["href"] for given, _ in Elements(response.text).of("struck") if "href" in given}
    drawn = set(Page(response).links)
    fallen = {f"../../claims/{one['id']}" for one in lost if one["loss"] == "all"}
    assert struck
    assert struck == fallen & struck
    assert {f"../../claims/{one['id']}" for one in lost} <= drawn


def test_what_falls_with_a_source_is_said_in_a_sentence(client: httpx.Client) -> None:
    lost = client.get(f"/sources/{LEANED_ON}/impact").json()["claims"]
    every = sum(one["loss"] == "all" for one in lost)
    words = visit(client, f"/sources/{LEANED_ON}/map").words
    assert f"Take this source away: all support is lost for {every} claims." in words


def test_what_falls_with_a_figure_is_struck_too(editor: httpx.Client) -> None:
    claim = new_claim(editor)
    link = {"origin_type": "statistic", "origin_id": "cao2023-s1", "target_id": claim.rpartition("/")[2]}
    assert editor.post("/evidence", json=NEW["evidence"] | link).status_code == 201
    response = editor.get("/statistics/cao2023-s1/map", headers=BROWSER)
    struck = [given["href"] for given, _ in Elements(response.text).of("struck") if "href" in given]
    assert struck == [f"../..{claim}"]
    assert "Take this figure away: all support is lost for 1 claim." in Page(response).words


def test_a_figure_that_falls_with_another_is_listed(editor: httpx.Client) -> None:
    ends = {
        "origin_type": "statistic",
        "origin_id": "cao2023-s1",
        "target_type": "statistic",
        "target_id": "cao2023-s2",
    }
    assert editor.post("/evidence", json=NEW["evidence"] | ends).status_code == 201
    page = visit(editor, "/statistics/cao2023-s1/map")
    assert "../../statistics/cao2023-s2" in page.links
    assert "Take this figure away: all support is lost for 1 figure." in page.words
    assert "Nothing would lose support." not in page.words


def test_a_source_on_which_nothing_leans_says_so(editor: httpx.Client) -> None:
    made = editor.post("/sources", json=NEW["sources"])
    words = visit(editor, f"/sources/{made.json()['id']}/map").words
    assert "Take this source away: nothing loses all its support." in words


def test_a_withdrawn_relationship_still_has_its_map(editor: httpx.Client) -> None:
    assert withdraw(editor, "/relationships/cao2023-r1").status_code == 200
    assert "Government ↔ Enterprise" in visit(editor, "/relationships/cao2023-r1/map").words
    assert "Government ↔ Enterprise" not in visit(editor, "/essays/cao2023/map").words


def test_a_topic_without_claims_says_that_nothing_bears_on_it(editor: httpx.Client) -> None:
    assert patch(editor, "/topics/cao2023-t3", {"claims": []}).status_code == 200
    assert "Nothing bears on it." in visit(editor, "/topics/cao2023-t3/map").words
