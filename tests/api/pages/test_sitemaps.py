"""What robots are told: every page once, by a map that leads to it."""

from urllib.parse import quote
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.api.conftest import NAMES, Record
from tests.api.writing import patch, writer

IN = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def places(client: httpx.Client, path: str) -> list[str]:
    """Return the URLs of a sitemap, or of an index of sitemaps."""
    return told(client, path, "loc")


def told(client: httpx.Client, path: str, name: str) -> list[str]:
    """Return what the elements of a name say."""
    response = client.get(path).raise_for_status()
    assert response.headers["content-type"] == "application/xml"
    document = ET.fromstring(response.content)  # noqa: S314 - our own
    return [str(element.text) for element in document.findall(f"*/s:{name}", IN)]


def test_robots_may_read_everything_and_are_shown_the_map(client: httpx.Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == f"User-agent: *\nAllow: /\n\nSitemap: {client.base_url.join('/sitemap.xml')}\n"


def test_the_maps_lead_to_every_record_once(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    found = [page for sitemap in places(client, "/sitemap.xml") for page in places(client, sitemap)]
    records = [f"/{name}/{quote(record['id'], safe='')}" for name in NAMES for record in held[name]]
    assert sorted(found) == sorted(str(client.base_url.join(path)) for path in records)


def test_a_map_tells_when_a_page_changed(client: httpx.Client) -> None:
    stamps = told(client, "/sitemaps/relationships-1.xml", "lastmod")
    assert stamps == [record["updated_at"] for record in client.get("/relationships").json()]


def test_a_map_that_the_robot_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get("/sitemap.xml").headers["etag"]
    assert client.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 304


def test_what_was_withdrawn_is_not_on_the_map(writable: str) -> None:
    with writer(writable) as editor:
        patch(editor, "/claims/cao2023-c20", {"status": "withdrawn"}, Lunju_Reason="wrong").raise_for_status()
        assert [page for page in places(editor, "/sitemaps/claims-1.xml") if page.endswith("/cao2023-c20")] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("claims-2", "There is no sitemap 2 of claims"),
        ("claims-1000000", "There is no sitemap 1000000 of claims"),
        ("changes-1", "There are no pages of 'changes'"),
    ],
)
def test_a_map_that_is_not_there_is_not_found(client: httpx.Client, name: str, told: str) -> None:
    response = client.get(f"/sitemaps/{name}.xml")
    assert response.status_code == 404
    assert told in response.json()["detail"]
