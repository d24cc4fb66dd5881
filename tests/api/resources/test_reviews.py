"""What became known later: reviews are pinned, compared, found, and never overwrite what they are of."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.writing import ANY, CLAIM, Json, patch, pointers, writer

REVIEW: Json = {
    "essay_id": "cao2023",
    "target_type": "statistic",
    "target_id": "cao2023-s6",
    "target_version": "cao2023-s6@1",
    "reviewer_id": "microsoftnd",
    "verdict": "disputed",
    "sources": [],
    "statistics": ["cao2023-s7"],
    "claims": [],
    "supersedes": [],
}


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """A client that may write, on a database of its own."""
    with writer(writable) as client:
        yield client


def made(client: httpx.Client, **fields: Any) -> Json:
    found: Json = client.post("/reviews", json=REVIEW | fields).raise_for_status().json()
    return found


def refused(client: httpx.Client, **fields: Any) -> list[str | None]:
    answer = client.post("/reviews", json=REVIEW | fields)
    assert answer.status_code == 422
    return pointers(answer)


def ids(client: httpx.Client, path: str, **parameters: Any) -> list[str]:
    return [record["id"] for record in client.get(path, params=parameters).raise_for_status().json()]


def test_a_review_compares_what_was_found_with_the_figure(editor: httpx.Client) -> None:
    review = made(editor)  # 2 years against 9 months
    assert (review["agrees"], review["ratio_lower"][:6], review["ratio_upper"][:6]) == (False, "2.6666", "2.6666")


def test_figures_of_two_dimensions_are_not_compared(editor: httpx.Client) -> None:
    review = made(editor, statistics=["cao2023-s3"])
    assert (review["agrees"], review["ratio_lower"]) == (None, None)


def test_dates_agree_where_their_days_meet(editor: httpx.Client) -> None:
    dated = {"target_id": "cao2023-s47", "target_version": "cao2023-s47@1"}  # 2023
    met = [made(editor, **dated, statistics=[name])["agrees"] for name in ("cao2023-s25", "cao2023-s19")]
    assert met == [True, False]  # 7 March 2023, 5 December 2022


def test_an_open_end_has_no_ratio(editor: httpx.Client) -> None:
    over = {"target_id": "cao2023-s3", "target_version": "cao2023-s3@1"}  # more than 100 million
    review = made(editor, **over, statistics=["cao2023-s4"])
    assert (review["agrees"], review["ratio_lower"], review["ratio_upper"]) == (True, None, None)


def test_a_review_of_an_old_version_says_so_and_still_compares_that_version(editor: httpx.Client) -> None:
    review = made(editor)
    assert review["target_changed"] is False
    changed = {"comparator": "eq", "value": "48", "reading": None}
    patch(editor, "/statistics/cao2023-s6", changed).raise_for_status()
    after = editor.get(f"/reviews/{review['id']}").json()
    assert (after["target_changed"], after["target_version"], after["agrees"]) == (True, "cao2023-s6@1", False)
    assert after["ratio_lower"] == review["ratio_lower"]
    assert editor.get(f"/reviews/{review['id']}@1").json()["target_changed"] is False


def test_a_review_follows_the_figure_that_it_compares_with(editor: httpx.Client) -> None:
    review = made(editor)
    patch(editor, "/statistics/cao2023-s7", {"value": "0.75"}).raise_for_status()  # nine months
    assert editor.get(f"/reviews/{review['id']}").json()["agrees"] is True


def test_reviews_that_disagree_all_stand(editor: httpx.Client) -> None:
    made(editor, verdict="confirmed", statistics=[])
    made(editor, verdict="refuted", statistics=[])
    verdicts = [review["verdict"] for review in editor.get("/statistics/cao2023-s6/reviews").json()]
    assert verdicts == ["confirmed", "confirmed", "refuted"]  # the first is the pack's


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"target_version": "cao2023-s6@2"}, "/target_version"),
        ({"target_version": "cao2023-s7@1"}, "/target_version"),
        ({"target_id": "cao2023-s9999", "target_version": "cao2023-s9999@1"}, "/target_id"),
        ({"target_id": "moss2026-s1", "target_version": "moss2026-s1@1"}, "/target_id"),
        ({"reviewer_id": "gartner2021"}, "/reviewer_id"),
        ({"verdict": "retracted-source"}, "/sources"),
        ({"verdict": "true"}, "/verdict"),
        ({"agrees": True}, "/agrees"),
        ({"url": "javascript:alert(1)"}, "/url"),
        ({"claims": ["cao2023-c9999"]}, "/claims/0"),
    ],
)
def test_what_a_review_cannot_be_is_refused(editor: httpx.Client, fields: Json, pointer: str) -> None:
    assert refused(editor, **fields) == [pointer]


def test_evidence_may_be_of_any_essay(editor: httpx.Client) -> None:
    assert made(editor, claims=["moss2026-c5"])["claims"] == ["moss2026-c5"]


def test_what_was_reviewed_cannot_be_deleted(editor: httpx.Client) -> None:
    claim = editor.post("/claims", json=CLAIM).raise_for_status().json()["id"]
    made(editor, target_type="claim", target_id=claim, target_version=f"{claim}@1", statistics=[])
    assert editor.delete(f"/claims/{claim}", headers=ANY).status_code == 409


def test_a_review_of_a_claim_that_was_merged_keeps_the_version_that_it_was_of(editor: httpx.Client) -> None:
    claim = editor.post("/claims", json=CLAIM).raise_for_status().json()["id"]
    review = made(editor, target_type="claim", target_id=claim, target_version=f"{claim}@1", statistics=[])
    editor.post(f"/claims/{claim}/merge", json={"into": "cao2023-c4"}, headers=ANY).raise_for_status()
    after = editor.get(f"/reviews/{review['id']}").json()
    found = {name: after[name] for name in ("target_id", "target_version", "target_changed")}
    assert found == {"target_id": "cao2023-c4", "target_version": f"{claim}@1", "target_changed": True}
    assert editor.get(f"/claims/{claim}@1").status_code == 200


@pytest.mark.parametrize("path", ["/claims", "/statistics"])
def test_lists_are_narrowed_by_what_reviews_came_to(client: httpx.Client, path: str) -> None:
    reviews = client.get("/reviews", params={"limit": 1000}).json()
    of: dict[str, set[str]] = {}
    for review in reviews:
        if review["target_type"] == client.get(f"{path}?limit=1").json()[0]["type"]:
            of.setdefault(review["target_id"], set()).add(review["verdict"])
    assert len(of) > 5
    assert set(ids(client, path, reviewed="true", limit=1000)) == of.keys()
    for verdict in ("corrected", "confirmed", "retracted-source"):
        wanted = {name for name, found in of.items() if verdict in found}
        assert set(ids(client, path, verdict=verdict, limit=1000)) == wanted


def test_records_are_counted_by_verdict(client: httpx.Client) -> None:
    facets = client.get("/claims/facets", params={"facet": ["verdict", "reviewed"]}).json()["facets"]
    counts = {facet["name"]: {value["value"]: value["count"] for value in facet["values"]} for facet in facets}
    for verdict, count in counts["verdict"].items():
        if verdict is not None:
            assert len(ids(client, "/claims", verdict=verdict)) == count
    assert counts["reviewed"][True] == len(ids(client, "/claims", reviewed="true"))


def test_claims_bring_their_reviews(client: httpx.Client) -> None:
    claim = client.get("/claims/cao2023-c55", params={"embed": "reviews.reviewer"}).json()
    told = {review["verdict"]: review["_embedded"]["reviewer"]["id"] for review in claim["_embedded"]["reviews"]}
    assert told == {"retracted-source": "naturend", "disputed": "wennd"}


def test_the_tag_of_a_list_follows_reviews_where_it_depends_on_them(editor: httpx.Client) -> None:
    paths = ["/statistics?embed=reviews", "/statistics?reviewed=true", "/topics"]
    before = [editor.get(path).headers["ETag"] for path in paths]
    made(editor)
    after = [editor.get(path).headers["ETag"] for path in paths]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, True, False]


def test_a_retracted_source_is_seen_on_what_leans_on_it(editor: httpx.Client) -> None:
    made(editor, verdict="retracted-source", sources=["dias2023"])
    told = editor.get("/sources/dias2023/impact").json()["reviews"]
    assert {review["verdict"] for review in told} == {"retracted-source"}
    assert editor.get("/sources/gartner2021/impact").json()["reviews"] == []
    assert ids(editor, "/claims", **{"sources.retracted": "true"}) == ["cao2023-c56"]
    assert "dias2023" in ids(editor, "/sources", retracted="true")


def test_what_the_pack_tells_as_retracted_is_the_paper_alone(client: httpx.Client) -> None:
    assert ids(client, "/sources", retracted="true") == ["dasenbrockgammon2023"]


def test_a_review_that_was_withdrawn_tells_nothing(editor: httpx.Client) -> None:
    for review in ids(editor, "/reviews", verdict="retracted-source"):
        answer = patch(editor, f"/reviews/{review}", {"status": "withdrawn"}, Lunju_Reason="Mistaken.")
        answer.raise_for_status()
    assert ids(editor, "/sources", retracted="true") == []
    assert ids(editor, "/claims", verdict="retracted-source") == []
    assert editor.get("/sources/dasenbrockgammon2023/impact").json()["reviews"] == []


def test_what_reviews_say_is_searched(client: httpx.Client) -> None:
    hits = client.get("/search", params={"q": "Tel Aviv", "resource": "reviews"}).json()
    assert [hit["id"] for hit in hits] == ["cao2023-v26"]
