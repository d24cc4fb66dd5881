"""Passages that are written: held to the text where it is attached; what follows from it may be left out."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import httpx
import pytest

from seed.packs import Pack
from tests.api.writing import Json, patch, pointers, writer

MOSS = Pack.named("moss2026").text
assert MOSS is not None
CONTENT = MOSS.content


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write, to a database in which the text of moss2026 is attached."""
    with writer(str(databases.copy(seeded_template))) as client:
        yield client


def span(words: str) -> Json:
    start = CONTENT.index(words)
    return {"start": start, "end": start + len(words)}


def place(editor: httpx.Client, **said: Any) -> httpx.Response:
    return editor.post("/passages?validate_only=true", json={"essay_id": "moss2026"} | said)


def made(editor: httpx.Client, words: str) -> Json:
    found: Json = editor.post("/passages", json={"essay_id": "moss2026", "quote": words}).raise_for_status().json()
    return found


def detail(response: httpx.Response) -> str:
    assert response.status_code == 422, response.text
    return str(response.json()["errors"][0]["detail"])


SAID = span("its figures are invented")
RIGHT = SAID | {
    "sha256": sha256(b"its figures are invented").hexdigest(),
    "paragraph": 2,
    "sentence": 2,
    "section_id": "moss2026-h1",
}


@pytest.mark.parametrize("said", [SAID, {"quote": "its figures are invented"}, RIGHT])
def test_a_place_or_its_words_are_enough(editor: httpx.Client, said: Json) -> None:
    found = place(editor, **said).raise_for_status().json()
    assert {name: found[name] for name in RIGHT} == RIGHT


@pytest.mark.parametrize(
    ("name", "value"), [("sha256", "0" * 64), ("sentence", 99), ("paragraph", 1), ("section_id", "moss2026-h2")]
)
def test_what_is_not_so_is_told_with_what_would_be(editor: httpx.Client, name: str, value: object) -> None:
    response = place(editor, **RIGHT | {name: value})
    assert (pointers(response), str(RIGHT[name]) in detail(response)) == ([f"/{name}"], True)


def test_a_section_that_does_not_hold_a_place_is_refused(editor: httpx.Client) -> None:
    assert "moss2026-h2" in detail(place(editor, **span("fewer than 30"), section_id="moss2026-h3"))


def test_a_section_without_a_place_may_hold_any(editor: httpx.Client) -> None:
    words = {"zh-Hans": "新", "en": "New"}
    said = {"essay_id": "moss2026", "title": words, "summary": words, "passages": []}
    section = editor.post("/sections", json=said).raise_for_status().json()["id"]
    assert place(editor, **SAID, section_id=section).raise_for_status().json()["section_id"] == section


def test_a_quote_may_have_other_typography(editor: httpx.Client) -> None:
    found = place(editor, quote='"Roots will break the pavement').raise_for_status().json()
    assert found["start"] == CONTENT.index("“Roots")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"quote": "the town"}, "stands"),
        ({"quote": "the town"}, "the town council"),
        ({"quote": "its figures are invited"}, "0.9"),
        ({"quote": "zebras"}, "nowhere"),
        ({"quote": " "}, "blank"),
        ({"quote": "its figures are invented", "prefix": "no such words"}, "something else around them"),
    ],
)
def test_a_quote_that_is_not_one_place_is_refused(editor: httpx.Client, said: Json, told: str) -> None:
    response = place(editor, **said)
    assert (pointers(response), told in detail(response)) == (["/quote"], True)


def test_the_nearest_words_are_told(editor: httpx.Client) -> None:
    assert place(editor, quote="its figures are invited").json()["errors"][0]["nearest"] == "its figures are invented"


def test_what_stands_around_tells_which_is_meant(editor: httpx.Client) -> None:
    found = place(editor, quote="the town", suffix="needs 600").raise_for_status().json()
    assert found["start"] == CONTENT.index("the town needs 600")


def test_where_it_begins_tells_which_is_meant(editor: httpx.Client) -> None:
    start = CONTENT.index("the town needs 600")
    assert place(editor, quote="the town", start=start).raise_for_status().json()["end"] == start + len("the town")


def test_words_elsewhere_than_said_are_refused(editor: httpx.Client) -> None:
    assert pointers(place(editor, quote="its figures are invented", start=3)) == ["/start"]


def test_a_passage_that_is_moved_has_what_follows_from_its_new_place(editor: httpx.Client) -> None:
    path = f"/passages/{made(editor, 'volunteers to count')['id']}"
    found = patch(editor, path, {"quote": "several hundred residents"}).raise_for_status().json()
    followed = sha256(b"several hundred residents").hexdigest(), span("several hundred residents")["start"]
    assert (found["sha256"], found["start"]) == followed


def test_what_is_echoed_follows_a_place_that_is_moved(editor: httpx.Client) -> None:
    before = made(editor, "every year of delay")
    moved = patch(editor, f"/passages/{before['id']}", before | span("a hedge can vanish")).raise_for_status().json()
    assert (moved["section_id"], moved["sha256"]) == ("moss2026-h4", sha256(b"a hedge can vanish").hexdigest())


def test_other_fields_of_a_passage_are_changed_without_its_place(editor: httpx.Client) -> None:
    before = made(editor, "the printed Street Tree")
    after = patch(editor, f"/passages/{before['id']}", {"note": {"en": "x", "zh-Hans": "x"}}).raise_for_status().json()
    assert (after["start"], after["sha256"]) == (before["start"], before["sha256"])


def test_a_batch_makes_passages_from_words(editor: httpx.Client) -> None:
    body = {"essay_id": "moss2026", "quote": "anyone can open"}
    done = editor.post("/batches", json={"operations": [{"op": "create", "resource": "passages", "body": body}]})
    made_of = editor.get(f"/passages/{done.raise_for_status().json()['operations'][0]['id']}?embed=text").json()
    assert made_of["_embedded"]["text"]["exact"] == "anyone can open"


def test_without_a_text_all_is_needed(editor: httpx.Client) -> None:
    response = editor.post("/passages", json={"essay_id": "cao2023", "start": 1, "end": 3})
    assert pointers(response) == ["/sha256", "/paragraph", "/sentence"]


def test_without_a_text_a_quote_is_told_how_to_attach_it(editor: httpx.Client) -> None:
    assert "PUT /essays/cao2023/text" in detail(editor.post("/passages", json={"essay_id": "cao2023", "quote": "x"}))


def test_a_place_is_needed(editor: httpx.Client) -> None:
    assert pointers(place(editor))[:2] == ["/start", "/end"]


def test_a_place_beyond_the_text_is_refused(editor: httpx.Client) -> None:
    assert pointers(place(editor, start=5, end=99_999))[:1] == ["/sha256"]


def test_astral_characters_are_one_code_point(editor: httpx.Client) -> None:
    found = place(editor, quote="The 𠮷野 Garden Society").raise_for_status().json()
    assert found["end"] - found["start"] == len("The 𠮷野 Garden Society")
