"""A draft that is imported again: what changed is a new version, what is gone is withdrawn, what people did stays."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.imports.drafting import TEXT, Json, draft, send, with_part
from tests.api.writing import client_of, holds, key, patch, writer
from tests.conftest import serving


@pytest.fixture(scope="module")
def imported_template(databases: Any, seeded_template: str) -> str:
    """A database into which the draft was imported once."""
    made = str(databases.copy(seeded_template))
    with writer(made) as client:
        answer = send(client, draft(), write=True)
        assert answer.status_code == 200, answer.text
    return made


@pytest.fixture
def url(databases: Any, imported_template: str) -> Iterator[str]:
    copy = databases.copy(imported_template)
    yield copy
    assert holds(copy).versions
    databases.drop(copy)


@pytest.fixture
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write, with another key than that of the import."""
    token = key(url, "bob")
    with serving(url) as base, client_of(base, token) as client:
        yield client


def again(editor: httpx.Client, content: Json, **more: Any) -> Json:
    answer = send(editor, content, write=True, **more)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return told


def version(editor: httpx.Client) -> int:
    return int(editor.get("/").json()["dataset"]["version"])


def record_of(told: Json, place: str) -> str:
    return str(next(item["records"][0] for item in told["constructs"] if item["place"] == place))


def changes(told: Json) -> list[tuple[str, str]]:
    return [(item["resource"], item["what"]) for item in told["changes"]]


def claim_of(editor: httpx.Client, place: int) -> str:
    told = send(editor, draft()).json()
    return record_of(told, f"/claims/{place}")


def test_the_same_again_changes_nothing(editor: httpx.Client) -> None:
    before = version(editor)
    told = again(editor, draft())
    assert (told["made"], told["changes"], version(editor)) == ({}, [], before)


def test_it_is_told_which_essay_is_corrected(editor: httpx.Client) -> None:
    told = again(editor, draft())
    assert (told["corrects"], told["essay_id"]) == (True, "author2026")


def test_each_part_is_the_record_that_it_was(editor: httpx.Client) -> None:
    told = send(editor, draft()).json()
    assert len({record for item in told["constructs"] for record in item["records"]}) > 50
    assert editor.get(f"/claims/{record_of(told, '/claims/0')}").json()["text"]["en"] == draft()["claims"][0]["says"]


def test_what_changed_is_a_new_version_of_the_same_record(editor: httpx.Client) -> None:
    claim = claim_of(editor, 3)
    told = again(editor, with_part("claims", 3, says="Said otherwise."))
    assert [(item["record"], item["what"], item["fields"]) for item in told["changes"]] == [
        (claim, "changed", ["text"])
    ]
    record = editor.get(f"/claims/{claim}").json()
    assert (record["version"], record["text"]) == (2, {"en": "Said otherwise."})


def test_a_plan_tells_the_same_and_writes_nothing(editor: httpx.Client) -> None:
    before, content = version(editor), with_part("claims", 3, says="Said otherwise.")
    planned = send(editor, content).json()
    assert (version(editor), planned["written"]) == (before, False)
    assert planned["changes"] == again(editor, content)["changes"]


def without_claim(place: int) -> Json:
    """The draft without a claim, and without what names it."""
    content = draft()
    gone = content["claims"].pop(place)["id"]
    links = [link for link in content["links"] if gone not in {*link["from"], link["to"]}]
    named = {link["id"] for link in links} | {item["id"] for item in content["claims"]}
    content["links"] = [link for link in links if link["to"] in named or not link["to"].startswith("l")]
    for part in (*content.get("topics", []), *content["tensions"]):
        for name in ("claims", "for_a", "for_b", "between"):
            if name in part:
                part[name] = [item for item in part[name] if item != gone]
    return content


def unanswered(content: Json) -> int:
    answers = {tension["answer"] for tension in content["tensions"]}
    return next(n for n, claim in enumerate(content["claims"]) if claim["id"] not in answers)


def test_what_is_gone_is_withdrawn_with_a_reason(editor: httpx.Client) -> None:
    place = unanswered(draft())
    claim = claim_of(editor, place)
    told = again(editor, without_claim(place))
    assert ("claims", "withdrawn") in changes(told)
    assert editor.get(f"/claims/{claim}").json()["status"] == "withdrawn"
    assert "Imported from" in editor.get(f"/claims/{claim}/versions").json()[0]["reason"]


def test_what_comes_back_is_the_record_that_was_withdrawn(editor: httpx.Client) -> None:
    place = unanswered(draft())
    claim = claim_of(editor, place)
    again(editor, without_claim(place))
    told = again(editor, draft())
    assert record_of(told, f"/claims/{place}") == claim
    assert editor.get(f"/claims/{claim}").json()["status"] == "published"


def test_a_part_that_is_new_is_a_new_record(editor: httpx.Client) -> None:
    content = draft()
    content["claims"].append(content["claims"][0] | {"id": "new", "says": "A new one."})
    told = again(editor, content)
    assert (told["made"], told["changes"]) == ({"claims": 1}, [])


def test_a_part_under_another_name_is_the_same_record(editor: httpx.Client) -> None:
    content, place = draft(), next(n for n, link in enumerate(draft()["links"]) if link["relation"] == "supports")
    content["links"][place]["id"] = "renamed"
    for link in content["links"]:
        link["to"] = "renamed" if link["to"] == draft()["links"][place]["id"] else link["to"]
    told = again(editor, content)
    assert {what for _, what in changes(told)} <= {"changed"}


def test_what_people_changed_and_the_draft_did_not_stays(editor: httpx.Client) -> None:
    claim = claim_of(editor, 3)
    patch(editor, f"/claims/{claim}", {"text": {"en": "By hand."}}).raise_for_status()
    told = again(editor, with_part("claims", 4, says="Said otherwise."))
    assert editor.get(f"/claims/{claim}").json()["text"] == {"en": "By hand."}
    assert claim not in {item["record"] for item in told["changes"]}


def test_what_both_changed_is_told_and_left(editor: httpx.Client) -> None:
    claim = claim_of(editor, 3)
    patch(editor, f"/claims/{claim}", {"text": {"en": "By hand."}}).raise_for_status()
    told = again(editor, with_part("claims", 3, says="Said otherwise."))
    [left] = told["changes"]
    assert (left["record"], left["what"], left["fields"], left["pointer"]) == (claim, "left", ["text"], "/claims/3")
    assert editor.get(f"/claims/{claim}").json()["text"] == {"en": "By hand."}


def test_a_conflict_is_settled_by_saying_the_same(editor: httpx.Client) -> None:
    claim, content = claim_of(editor, 3), with_part("claims", 3, says="Said otherwise.")
    patch(editor, f"/claims/{claim}", {"text": {"en": "By hand."}}).raise_for_status()
    again(editor, content)
    patch(editor, f"/claims/{claim}", {"text": {"en": "Said otherwise."}}).raise_for_status()
    assert again(editor, content)["changes"] == []
    assert changes(again(editor, with_part("claims", 3, says="Once more."))) == [("claims", "changed")]


def test_what_people_changed_is_not_withdrawn(editor: httpx.Client) -> None:
    place = unanswered(draft())
    claim = claim_of(editor, place)
    patch(editor, f"/claims/{claim}", {"note": {"en": "Mine."}}).raise_for_status()
    told = again(editor, without_claim(place))
    assert [item["what"] for item in told["changes"] if item["record"] == claim] == ["left"]
    assert editor.get(f"/claims/{claim}").json()["status"] == "published"


def test_what_people_link_to_is_not_withdrawn(editor: httpx.Client) -> None:
    place = unanswered(draft())
    claim, other = claim_of(editor, place), claim_of(editor, place + 1)
    link = {
        "essay_id": "author2026",
        "relation": "restates",
        "origin_type": "claim",
        "origin_id": claim,
        "target_type": "claim",
        "target_id": other,
        "asserted_by": "analyst",
    }
    mine = editor.post("/evidence", json=link).raise_for_status().json()["id"]
    told = again(editor, without_claim(place))
    assert mine in next(item["why"] for item in told["changes"] if item["record"] == claim)


def test_records_made_by_hand_stay(editor: httpx.Client) -> None:
    passage = editor.get(f"/claims/{claim_of(editor, 3)}").json()["passages"][0]
    body = {
        "essay_id": "author2026",
        "kind": "factual",
        "stance": "endorses",
        "text": {"en": "Mine."},
        "attributed_to": [],
        "passages": [passage],
    }
    mine = editor.post("/claims", json=body).raise_for_status().json()["id"]
    again(editor, with_part("claims", 3, says="Said otherwise."))
    assert editor.get(f"/claims/{mine}").json()["version"] == 1


def test_what_was_deleted_by_hand_stays_so(editor: httpx.Client) -> None:
    link = record_of(send(editor, draft()).json(), f"/links/{len(draft()['links']) - 1}")
    editor.delete(f"/evidence/{link}", headers={"If-Match": "*"}).raise_for_status()
    told = again(editor, with_part("links", len(draft()["links"]) - 1, scheme="analogy"))
    assert ("evidence", "left") in changes(told)
    assert editor.get(f"/evidence/{link}").status_code == 410


def test_a_quote_that_is_corrected_moves_the_claim(editor: httpx.Client) -> None:
    place = next(
        n for n, claim in enumerate(draft()["claims"]) if len(claim["quotes"]) == 1 and not claim.get("implicit")
    )
    quote = draft()["claims"][place]["quotes"][0]
    told = again(editor, with_part("claims", place, quotes=[quote[1:-1]]))
    assert ("claims", "changed") in changes(told)
    assert editor.get("/essays/author2026/integrity").json()["counts"]["broken"] == 0


def test_the_text_need_not_be_given_again(editor: httpx.Client) -> None:
    told = again(editor, with_part("claims", 3, says="Said otherwise."), text=None)
    assert changes(told) == [("claims", "changed")]


def test_a_text_that_was_corrected_moves_its_passages(editor: httpx.Client) -> None:
    told = again(editor, draft(id="author2026"), text=TEXT.replace("\n", "\n\n", 1))
    integrity = editor.get("/essays/author2026/integrity").json()
    assert (integrity["text"]["current"], integrity["counts"]["broken"]) == (True, 0)
    assert ("essays", "changed") in changes(told)


def test_a_text_that_is_shorter_is_taken(editor: httpx.Client) -> None:
    again(editor, draft(id="author2026"), text=TEXT.replace("\n\n", "\n"))
    assert editor.get("/essays/author2026/integrity").json()["counts"]["broken"] == 0


def test_titles_and_authors_are_corrected_where_the_text_tells_the_essay(editor: httpx.Client) -> None:
    told = again(editor, draft(title="Another title", authors=["Somebody, Else"]))
    assert (told["essay_id"], changes(told)) == ("author2026", [("essays", "changed")])


def test_a_draft_with_faults_changes_nothing(editor: httpx.Client) -> None:
    before = version(editor)
    answer = send(editor, with_part("claims", 3, quotes=["not in the text"]), write=True)
    assert (answer.status_code, version(editor)) == (422, before)


def test_sources_that_other_essays_lean_on_keep_their_places(editor: httpx.Client) -> None:
    source = record_of(send(editor, draft()).json(), "/sources/0")
    before = editor.get(f"/sources/{source}").json()["passages"]
    patch(editor, f"/sources/{source}", {"passages": [*before, "moss2026-p3"]}).raise_for_status()
    again(editor, with_part("sources", 0, title="Corrected"))
    after = editor.get(f"/sources/{source}").json()
    assert (after["title"], after["passages"]) == ("Corrected", [*before, "moss2026-p3"])


def test_an_outline_that_is_corrected_is_told_of_passages_too(editor: httpx.Client) -> None:
    content = draft()
    content["sections"].pop()
    told = again(editor, content)
    assert ("sections", "withdrawn") in changes(told)
    sections = {item["section_id"] for item in editor.get("/passages?essay_id=author2026&limit=100").json()}
    assert "author2026-h4" not in sections
