"""What changed, as readers of news take it: read by somebody else's reader, on both databases."""

from collections.abc import Iterator
from typing import Any

import feedparser
import httpx
import pytest

from api.formats.atom_feed import AtomFeed, FeedEntry, encoded_feed
from tests.api.pages.pages import BROWSER, visit
from tests.conftest import Databases, engine_of, serving
from tests.past import Past, Step

TEXT = {"en": "Large firms harm <b> small & young firms.", "zh-Hans": "大企业损害小企业。"}
ATOM = "application/atom+xml"


@pytest.fixture(scope="module")
def reading(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client of a service where one claim has another text, and one version was redacted."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        past = Past(engine)
        past.write(Step("claims", "cao2023-c13", {"text": TEXT}))
        past.write(Step("claims", "cao2023-c12", {"text": TEXT}, reason="Closer to the wording."))
        past.redact("claims", "cao2023-c13", 2)
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


def feed(client: httpx.Client, path: str = "/changes.atom") -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == ATOM
    found = feedparser.parse(response.content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_it_is_a_feed_whose_entries_are_the_changes_the_last_first(reading: httpx.Client) -> None:
    found = feed(reading, "/changes.atom?limit=3")
    last = reading.get("/").json()["dataset"]["version"]
    asked = [httpx.URL(entry.id).params["since"] for entry in found.entries]
    assert asked == [str(last - 1), str(last - 2), str(last - 3)]


def test_the_id_of_an_entry_leads_to_that_change_alone(reading: httpx.Client) -> None:
    entry = next(entry for entry in feed(reading).entries if "Closer to the wording." in entry.summary)
    [change] = reading.get(entry.id).json()
    assert (change["id"], change["reason"]) == ("cao2023-c12", "Closer to the wording.")


def test_each_entry_says_when_who_and_where_it_is_read(reading: httpx.Client) -> None:
    for entry in feed(reading, "/changes.atom?limit=60").entries:
        assert entry.updated_parsed
        assert entry.author
        assert entry.title
        assert reading.get(entry.link, headers=BROWSER).status_code in {200, 410}, entry.link


def test_an_edit_is_told_word_by_word(reading: httpx.Client) -> None:
    entry = next(entry for entry in feed(reading).entries if "Closer to the wording." in entry.summary)
    assert "<del>" in entry.summary
    assert "<b> small &amp; young" not in entry.summary
    assert entry.link.endswith("/claims/cao2023-c12/diff?from=1&to=2")


def test_what_was_redacted_is_not_told(reading: httpx.Client) -> None:
    assert not any("c13@2" in entry.link and "young" in entry.summary for entry in feed(reading).entries)


def test_the_feed_of_an_essay_is_of_it_alone(reading: httpx.Client) -> None:
    found = feed(reading, "/changes.atom?essay_id=moss2026&limit=1000")
    assert found.feed.title == f"{reading.get('/essays/moss2026').json()['title']['en']} · What changed · Lunju"
    assert found.entries
    assert not any("cao2023" in entry.link for entry in found.entries)


def test_earlier_entries_are_on_the_next_page(reading: httpx.Client) -> None:
    first = feed(reading, "/changes.atom?resource=topics&limit=5")
    [following] = [link.href for link in first.feed.links if link.rel == "next"]
    later = feed(reading, f"{following}&limit=5")
    assert {entry.id for entry in first.entries}.isdisjoint({entry.id for entry in later.entries})
    assert later.entries


@pytest.mark.parametrize("path", ["/changes", "/essays/moss2026"])
def test_pages_lead_to_their_feed(reading: httpx.Client, path: str) -> None:
    feed(reading, visit(reading, path).alternates[ATOM])


def test_it_is_asked_for_by_accept_too(reading: httpx.Client) -> None:
    assert reading.get("/changes", headers={"Accept": ATOM}).headers["content-type"] == ATOM


def test_it_is_in_the_language_that_is_picked(reading: httpx.Client) -> None:
    assert "近来的改动" in feed(reading, "/changes.atom?lang=zh-Hans&limit=1").feed.title


def test_a_reader_that_has_it_is_told_so(reading: httpx.Client) -> None:
    tag = reading.get("/changes.atom").headers["etag"]
    assert reading.get("/changes.atom", headers={"If-None-Match": tag}).status_code == 304


def test_a_feed_without_entries_and_one_with_what_xml_cannot_say_are_read() -> None:
    empty = AtomFeed("urn:x", "T", "", "en", "Lunju", {"self": "https://example.org/"}, ())
    url = "https://example.org/?a&b"
    odd = FeedEntry("urn:y", "a\x00b & <c>", "2026-11-23T00:00:00Z", "me", url, (), "<p>\x0b</p>")
    assert not feedparser.parse(encoded_feed(empty)).bozo
    read = feedparser.parse(encoded_feed(empty._replace(entries=[odd])))
    assert not read.bozo
    assert read.entries[0].link == url
