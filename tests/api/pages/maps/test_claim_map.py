"""The map of a claim, by HTTP."""

from collections.abc import Iterator
from itertools import combinations, count
from xml.etree import ElementTree as ET

import httpx
import pytest

from api.pages.maps.map_drawing import draw_map
from api.pages.maps.map_items import Bond, ClaimMap, MapItem
from tests.api.conftest import records_of
from tests.api.pages.pages import BROWSER, Page
from tests.api.test_ends import merge
from tests.api.test_writes import new_claim
from tests.api.writing import writer

SVG = "{http://www.w3.org/2000/svg}"
CLAIM_ID = "cao2023-c137"


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    with writer(writable) as client:
        yield client


def test_what_bears_on_a_claim_is_told_and_drawn(client: httpx.Client) -> None:
    page = Page(client.get(f"/claims/{CLAIM_ID}/map", headers=BROWSER))
    links = [link for link in records_of("evidence") if link["target_id"] == CLAIM_ID]
    for link in links:
        assert f"../../{'claims' if link['origin_type'] == 'claim' else 'statistics'}/{link['origin_id']}" in page.links
        assert f"../../evidence/{link['id']}" in page.links


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_claim_has_a_map_in_both_languages(client: httpx.Client, language: str) -> None:
    for claim in records_of("claims")[::23]:
        got = client.get(f"/claims/{claim['id']}/map", params={"lang": language})
        assert (got.status_code, claim["text"][language] in Page(got).words) == (200, True)


def test_the_page_of_a_claim_leads_to_its_map(client: httpx.Client) -> None:
    assert f"../claims/{CLAIM_ID}/map" in Page(client.get(f"/claims/{CLAIM_ID}", headers=BROWSER)).links


def test_the_drawing_names_its_version_and_licence_and_leads_back(client: httpx.Client) -> None:
    got = client.get(f"/claims/{CLAIM_ID}/map.svg")
    drawing = ET.fromstring(got.content)  # noqa: S314 - our own answer
    base = str(client.base_url).rstrip("/")
    assert got.headers["content-type"] == "image/svg+xml"
    assert drawing.findtext(f"{SVG}desc") == (
        f"{base}/claims/{CLAIM_ID}@1 · https://creativecommons.org/licenses/by/4.0/"
    )
    assert {link.get("href", "").startswith(f"{base}/") for link in drawing.iter(f"{SVG}a")} == {True}


def test_a_claim_that_was_merged_leads_to_the_other(editor: httpx.Client) -> None:
    one, other = new_claim(editor), new_claim(editor)
    merge(editor, one, other)
    got = editor.get(f"{one}/map", follow_redirects=False)
    assert (got.status_code, got.headers["location"].endswith(f"{other}/map")) == (308, True)


def boxes(names: Iterator[int], depth: int) -> MapItem:
    """A claim with claims beneath it: alone or two together, of one word or of many."""
    number = next(names)
    groups = [tuple(boxes(names, depth - 1) for _ in range(1 + place % 2)) for place in range(3)] if depth else []
    return MapItem(
        id=f"c{number}",
        number=str(number),
        told_at=None,
        bond=Bond("supports", "+", "supports", None, analyst=False, joint=False, href=""),
        says="短" if number % 2 else "A claim of words that take more than one line where a column is narrow. " * 2,
        rejected=False,
        href="",
        facts=(),
        groups=tuple(groups),
        beneath=number % 3,
        map_href="",
    )


def test_no_box_stands_on_another() -> None:
    drawing = draw_map(ClaimMap(boxes(count(), 2), (), ()))
    for one, other in combinations(drawing.claims, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_what_a_claim_states_stands_with_it(client: httpx.Client) -> None:
    claim = next(claim for claim in records_of("claims") if claim["states"])
    page = Page(client.get(f"/claims/{claim['id']}/map", headers=BROWSER))
    assert {f"../../statistics/{figure}" for figure in claim["states"]} <= set(page.links)
