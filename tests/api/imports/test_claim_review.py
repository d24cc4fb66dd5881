"""ClaimReviews of pages and feeds become reviews of the records that they name; the rest is told."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.imports.drafting import Json
from tests.api.writing import writer

CHECKER = {"@type": "Organization", "name": "Example Facts", "url": "https://facts.example"}


def review(**fields: Any) -> Json:
    """Return a ClaimReview as fact checkers publish them."""
    found: Json = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": "2026-06-22T10:00:00Z",
        "url": "https://facts.example/1",
        "author": CHECKER,
        "claimReviewed": "A tree costs 400 dollars",
        "itemReviewed": {"@type": "Claim", "appearance": {"url": "https://lunju.example/statistics/moss2026-s10"}},
        "reviewRating": {"ratingValue": "1", "bestRating": "5", "worstRating": "1", "alternateName": "False"},
    }
    return found | fields


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(databases.copy(seeded_template)) as client:
        yield client


def send(client: httpx.Client, *reviews: Json, write: bool = False) -> Json:
    """Import a feed of reviews, or only try it."""
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": list(reviews)}
    params = {} if write else {"validate_only": "true"}
    files = [{"name": "feed.json", "content": json.dumps(feed)}]
    told: Json = client.post("/imports", params=params, json={"files": files}).json()
    return told


def test_a_review_is_of_the_record_that_it_names(writable: str) -> None:
    with writer(writable) as client:
        told = send(client, review(), write=True)
        [identifier] = told["constructs"][0]["records"]
        made = client.get(f"/reviews/{identifier}").json()
        source = client.get(f"/sources/{made['reviewer_id']}").json()
    assert (made["target_version"], made["verdict"], made["issued"]) == ("moss2026-s10@1", "refuted", "2026-06-22")
    assert (made["rated"], made["rating"], made["scale"]) == (
        {"en": "A tree costs 400 dollars"},
        {"en": "False (1)"},
        {"en": "1–5"},
    )
    assert (source["name"], source["kind"], source["url"]) == (
        {"en": "Example Facts"},
        "organisation",
        "https://facts.example",
    )


@pytest.mark.parametrize(
    "item",
    [
        "moss2026-s10",
        "https://lunju.example/statistics/moss2026-s10",
        {"@id": "https://lunju.example/statistics/moss2026-s10@1"},
        {"@type": "Claim", "appearance": ["https://other.example/", {"@id": "https://l.example/claims/moss2026-c3"}]},
        {"@type": "Claim", "firstAppearance": {"url": "https://l.example/claims/moss2026-c3"}},
    ],
)
def test_a_record_is_named_in_many_ways(editor: httpx.Client, item: Any) -> None:
    assert send(editor, review(itemReviewed=item))["made"] == {"sources": 1, "reviews": 1}


def test_what_names_no_record_is_dropped_and_told(editor: httpx.Client) -> None:
    elsewhere = review(itemReviewed={"@type": "Claim", "appearance": {"url": "https://other.example/page"}})
    nowhere = review(itemReviewed="moss2026-c99")
    told = send(editor, review(), elsewhere, nowhere)
    assert [item["became"] for item in told["constructs"]] == ["changed", "dropped", "dropped"]
    assert all(item["why"] for item in told["constructs"])


def test_as_many_are_told_as_there_are(editor: httpx.Client) -> None:
    reviews = [review(url=f"https://facts.example/{number}") for number in range(7)]
    told = send(editor, *reviews)
    assert (len(told["constructs"]), sum(told["counts"].values()), told["made"]["reviews"]) == (7, 7, 7)


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        ({"alternateName": "True"}, "confirmed"),
        ({"alternateName": "Pants on Fire!"}, "refuted"),
        ({"ratingValue": 5}, "confirmed"),
        ({"ratingValue": 2, "bestRating": 10, "worstRating": 1}, "disputed"),
        ({"ratingValue": 0, "bestRating": 0, "worstRating": 6}, "confirmed"),
        ([{"alternateName": "Misleading"}, {"ratingValue": 1}], "disputed"),
    ],
)
def test_the_verdict_follows_from_the_rating(editor: httpx.Client, rating: Any, verdict: str) -> None:
    told = send(editor, review(reviewRating=rating))
    assert f"the verdict {verdict} follows" in told["constructs"][0]["why"]


@pytest.mark.parametrize("rating", [{"alternateName": "Three Pinocchios"}, {"ratingValue": -1, "bestRating": -1}, None])
def test_a_rating_that_says_no_verdict_for_certain_is_asked_about(editor: httpx.Client, rating: Any) -> None:
    told = send(editor, review(reviewRating=rating))
    assert [(fault["kind"], fault["pointer"]) for fault in told["report"]["faults"]] == [
        ("no-such-value", "/reviews/0/verdict")
    ]


def test_what_has_no_place_is_told(editor: httpx.Client) -> None:
    told = send(editor, review(sdPublisher="x", verdict="refuted"))
    assert told["constructs"][0]["why"] == "not kept: sdPublisher"


def test_a_reviewer_is_known_again_and_a_review_not_made_twice(writable: str) -> None:
    with writer(writable) as client:
        send(client, review(), write=True)
        again = send(client, review(), review(url="https://facts.example/2"))
    assert ([item["became"] for item in again["constructs"]], again["made"]) == (["dropped", "changed"], {"reviews": 1})


def test_words_of_another_language_are_kept_as_they_are(editor: httpx.Client) -> None:
    told = send(editor, review(inLanguage="de", claimReviewed="Schatten kühlt", itemReviewed="cao2023-c1"))
    assert told["made"]["reviews"] == 1


def test_a_page_is_read_by_its_scripts(editor: httpx.Client) -> None:
    script = f'<script type="application/ld+json">{json.dumps(review())}</script>'
    page = f"<html><head>{script}<script>var x = 1 < 2;</script></head><p>Words.</html>"
    files = [{"name": "page.html", "content": page}]
    told = editor.post("/imports", params={"validate_only": "true"}, json={"files": files}).json()
    assert (told["format"], told["made"]["reviews"]) == ("claimreview", 1)


def test_what_this_service_publishes_is_read(editor: httpx.Client) -> None:
    """As somebody else's: a review of our own says of itself all that it needs."""
    ours = editor.get("/reviews/moss2026-v1.jsonld").text
    files = [{"name": "ours.jsonld", "content": ours}]
    told = editor.post("/imports", params={"validate_only": "true"}, json={"files": files}).json()
    assert (told["made"], told["constructs"][0]["became"]) == ({"reviews": 1}, "changed")


@pytest.mark.parametrize(
    "content", ['{"@type": "ClaimReview"', '{"@type": "Article", "about": "ClaimReview"}', "<p>@type ClaimReview"]
)
def test_what_has_none_is_refused(editor: httpx.Client, content: str) -> None:
    answer = editor.post("/imports", json={"files": [{"name": "a", "content": content}], "format": "claimreview"})
    assert [fault["kind"] for fault in answer.json()["report"]["faults"]] == ["unreadable"]
