"""What others found of an essay leaves as a feed of ClaimReviews, and comes in again as the same reviews."""

import json
from typing import Any

from api.exports.formats import claim_review_feed
from api.exports.written import DraftedEssay
from api.imports.drafts import Draft
from api.imports.formats.web.claim_review import parse
from tests.api.imports.formats.reading import read

REVIEW = {
    "of": "moss2026-c3",
    "reviewer": "facts2024",
    "verdict": "disputed",
    "rated": "A tree costs 400 dollars",
    "rating": "Two of five",
    "scale": "1–5",
    "date": "2026-11-28",
    "url": "https://facts.example/1",
    "language": "en",
}
REVIEWER = {"id": "facts2024", "kind": "organisation", "name": "Example Facts", "url": "https://facts.example"}


def essay(**fields: Any) -> DraftedEssay:
    said = {"id": "moss2026", "title": "Shade", "sources": [REVIEWER], "reviews": [REVIEW]} | fields
    return DraftedEssay(Draft.model_validate(said), url=lambda name: f"https://l.example/claims/{name}")


def test_it_comes_in_again_as_the_same_review() -> None:
    [file] = claim_review_feed.write(essay()).files
    found = read(parse, file.content).draft
    [review], [reviewer] = found["reviews"], found["sources"]
    assert review | {"reviewer": "facts2024"} == REVIEW
    assert (reviewer["name"], reviewer["kind"], reviewer["url"]) == ("Example Facts", "organisation", REVIEWER["url"])


def test_it_is_a_feed_of_schema_org() -> None:
    feed = json.loads(claim_review_feed.write(essay()).files[0].content)
    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    assert [item["@type"] for item in feed["dataFeedElement"]] == ["ClaimReview"]
    assert feed["dataFeedElement"][0]["itemReviewed"]["@id"] == "https://l.example/claims/moss2026-c3"


def test_what_is_no_review_is_told() -> None:
    claim = {"id": "moss2026-c3", "says": "Trees cost.", "kind": "factual", "stance": "endorses"}
    other = {"id": "fern2020", "kind": "paper", "name": "Fern"}
    lost = claim_review_feed.write(essay(claims=[claim], sources=[REVIEWER, other])).lost
    assert {(item.what, item.place, item.became) for item in lost} >= {
        ("claim", "moss2026-c3", "dropped"),
        ("source", "fern2020", "dropped"),
    }


def test_an_essay_without_reviews_is_an_empty_feed() -> None:
    assert json.loads(claim_review_feed.write(essay(reviews=[])).files[0].content)["dataFeedElement"] == []
