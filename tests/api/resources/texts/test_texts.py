"""The text of an essay over HTTP: attached by editors, read where it is served, asked where quotes stand."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import httpx
import pytest

from seed.packs import Pack
from tests.api.resources.test_passage_text import INVENTED, invent
from tests.api.writing import Json, client_of, key, patch
from tests.conftest import serving

MOSS = Pack.named("moss2026").text
assert MOSS is not None
CONTENT = MOSS.content
TEXT = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.fixture(scope="module")
def clients(databases: Any, seeded_template: str) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """A reader and an editor, of a service in which cao2023 is an essay of an invented text."""
    url = str(databases.copy(seeded_template))
    invent(url)
    token = key(url)
    with serving(url) as base, httpx.Client(base_url=base) as reader, client_of(base, token) as editor:
        yield reader, editor


@pytest.fixture
def reader(clients: tuple[httpx.Client, httpx.Client]) -> httpx.Client:
    """Somebody without a key."""
    return clients[0]


@pytest.fixture
def editor(clients: tuple[httpx.Client, httpx.Client]) -> httpx.Client:
    """Somebody with an editor's key."""
    return clients[1]


def put(client: httpx.Client, content: str | bytes, query: str = "") -> httpx.Response:
    return client.put(f"/essays/cao2023/text{query}", content=content, headers=TEXT)


def resolve(client: httpx.Client, quote: str, essay: str = "moss2026", **more: Any) -> Json:
    response = client.post(f"/essays/{essay}/passages/resolve", json={"quotes": [{"quote": quote} | more]})
    found: Json = response.raise_for_status().json()["quotes"][0]
    return found


def test_a_text_is_attached_and_what_it_does_not_prove_is_told(editor: httpx.Client) -> None:
    answer = put(editor, INVENTED).raise_for_status().json()
    assert (answer["sha256"], answer["free"], answer["proved"]) == (sha256(INVENTED.encode()).hexdigest(), False, 1)
    assert (
        answer["proved"] + len(answer["broken"]) == editor.get("/essays/cao2023/integrity").json()["counts"]["passages"]
    )


def test_a_text_that_is_only_tried_is_not_attached(editor: httpx.Client, reader: httpx.Client) -> None:
    before = editor.get("/essays/moss2026/integrity").json()["text"]
    tried = editor.put("/essays/moss2026/text?validate_only=true", content=CONTENT.encode(), headers=TEXT)
    assert (tried.status_code, reader.get("/essays/moss2026/integrity").json()["text"]) == (200, before)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (INVENTED[:-1], "6245 code points"),
        (INVENTED[:-1], "passages would have other words"),
        ("\ufeff" + INVENTED, "byte order mark"),
        (b"\xff\xfe", "not UTF-8 at byte 0"),
        ("", "0 code points"),
    ],
)
def test_what_is_not_the_text_is_refused(editor: httpx.Client, content: str | bytes, told: str) -> None:
    response = put(editor, content)
    assert (response.status_code, told in response.json()["errors"][0]["detail"]) == (422, True)


def test_a_text_of_another_type_is_refused(editor: httpx.Client) -> None:
    assert editor.put("/essays/cao2023/text", json="x").status_code == 415


def test_a_text_of_no_essay_is_refused(editor: httpx.Client) -> None:
    assert editor.put("/essays/none2026/text", content=b"x", headers=TEXT).status_code == 404


def test_who_has_no_key_attaches_nothing(reader: httpx.Client) -> None:
    assert put(reader, INVENTED).status_code == 401


def test_a_text_longer_than_a_string_of_json_may_be_is_attached(editor: httpx.Client) -> None:
    content = '["' * 20_000
    essay = editor.get("/essays/moss2026").json()
    body = {name: essay[name] for name in ("title", "author", "csl_type", "language")}
    named = {"id": "long2026", "length": len(content), "sha256": sha256(content.encode()).hexdigest()}
    editor.post("/essays", json=body | named).raise_for_status()
    assert editor.put("/essays/long2026/text", content=content.encode(), headers=TEXT).json()["length"] == 40_000


def test_a_free_text_is_read_by_all(reader: httpx.Client) -> None:
    assert reader.get("/essays/moss2026/text").raise_for_status().text == CONTENT


def test_a_text_that_is_not_served_is_for_editors(reader: httpx.Client, editor: httpx.Client) -> None:
    put(editor, INVENTED).raise_for_status()
    assert (reader.get("/essays/cao2023/text").status_code, editor.get("/essays/cao2023/text").text) == (401, INVENTED)


def test_what_an_editor_read_is_not_kept_for_readers(reader: httpx.Client, editor: httpx.Client) -> None:
    put(editor, INVENTED).raise_for_status()
    read = [editor.get("/essays/cao2023/text").status_code for _ in range(3)]
    assert (read, reader.get("/essays/cao2023/text").status_code) == ([200] * 3, 401)


def test_quotes_in_a_text_that_is_not_served_are_for_editors(reader: httpx.Client, editor: httpx.Client) -> None:
    put(editor, INVENTED).raise_for_status()
    asked = {"quotes": [{"quote": INVENTED[10:60], "near": 10}]}
    answers = [client.post("/essays/cao2023/passages/resolve", json=asked) for client in (reader, editor)]
    assert [answer.status_code for answer in answers] == [401, 200]
    assert answers[1].json()["quotes"][0]["start"] == 10


@pytest.mark.parametrize(("path", "status"), [("/essays/none2026/text", 404), ("/essays/cao2023/text?x=1", 400)])
def test_what_is_not_there_is_not_read(editor: httpx.Client, path: str, status: int) -> None:
    assert editor.get(path).status_code == status


PLACE = CONTENT.index("its figures are invented")
TOWN = [place for place in range(len(CONTENT)) if CONTENT.startswith("the town needs", place)]


@pytest.mark.parametrize(
    ("quote", "more", "outcome", "start"),
    [
        ("its figures are invented", {}, "exact", PLACE),
        ("its figures are invented", {"near": PLACE}, "exact", PLACE),
        ("its figures are invented", {"near": 3}, "moved", PLACE),
        ("its figures are invented", {"prefix": "in this essay; "}, "exact", PLACE),
        ("its figures are invented", {"prefix": "elsewhere"}, "moved", PLACE),
        ("its figures  are\ninvented", {}, "fuzzy", PLACE),
        ("its figures are invited", {}, "fuzzy", PLACE),
        ("the town", {}, "ambiguous", None),
        ("the town", {"suffix": " needs 600"}, "exact", TOWN[0]),
        ("the town", {"near": TOWN[0]}, "exact", TOWN[0]),
        ("zebras", {}, "nowhere", None),
        (" \n", {}, "nowhere", None),
    ],
)
def test_where_a_quote_stands(reader: httpx.Client, quote: str, more: Json, outcome: str, start: int | None) -> None:
    found = resolve(reader, quote, **more)
    assert (found["outcome"], found["start"]) == (outcome, start)


def test_other_words_are_told_with_a_score(reader: httpx.Client) -> None:
    found = resolve(reader, "its figures are invited")
    assert found["words"] == "its figures are invented"
    assert 0.8 < found["score"] < 1


def test_several_places_are_told_the_nearest_first(reader: httpx.Client) -> None:
    contexts = resolve(reader, "the town", near=TOWN[0] + 2)["contexts"]
    assert (contexts[0]["start"], "the town needs 600" in contexts[0]["words"]) == (TOWN[0], True)


def test_the_passage_at_a_place_is_told(reader: httpx.Client) -> None:
    its = reader.get("/passages/moss2026-p3?embed=text").json()
    assert resolve(reader, its["_embedded"]["text"]["exact"], near=its["start"])["passage_id"] == "moss2026-p3"


def test_a_quote_has_the_ordinals_of_its_place(reader: httpx.Client) -> None:
    its = reader.get("/passages/moss2026-p40?embed=text").json()
    found = resolve(reader, its["_embedded"]["text"]["exact"], near=its["start"])
    assert (found["paragraph"], found["sentence"]) == (its["paragraph"], its["sentence"])


@pytest.mark.parametrize(
    "body", [{"quotes": []}, {"quotes": [{"quote": ""}]}, {"quotes": [{"quote": "x"}] * 201}, {}, {"quotes": "x"}]
)
def test_what_is_no_quotes_is_refused(reader: httpx.Client, body: Json) -> None:
    assert reader.post("/essays/moss2026/passages/resolve", json=body).status_code == 422


def test_a_deleted_essay_has_no_text(editor: httpx.Client) -> None:
    essay = editor.get("/essays/moss2026").json()
    body = {name: essay[name] for name in ("title", "author", "csl_type", "language", "length", "sha256")}
    editor.post("/essays", json=body | {"id": "gone2026"}).raise_for_status()
    editor.delete("/essays/gone2026", headers={"If-Match": "*"}).raise_for_status()
    assert editor.get("/essays/gone2026/text").status_code == 410


def test_an_essay_of_another_edition_has_no_text_until_that_is_attached(editor: httpx.Client) -> None:
    content = "One. Two."
    essay = editor.get("/essays/moss2026").json()
    body = {name: essay[name] for name in ("title", "author", "csl_type", "language")}
    said = {"id": "two2026", "length": len(content), "sha256": sha256(content.encode()).hexdigest()}
    editor.post("/essays", json=body | said).raise_for_status()
    editor.put("/essays/two2026/text", content=content.encode(), headers=TEXT).raise_for_status()
    patch(editor, "/essays/two2026", {"sha256": "0" * 64}).raise_for_status()
    assert editor.get("/essays/two2026/text").status_code == 404


def test_an_essay_without_a_text_gets_that_which_is_attached(editor: httpx.Client) -> None:
    essay = editor.get("/essays/moss2026").json()
    body = {name: essay[name] for name in ("title", "author", "csl_type", "language")}
    editor.post("/essays", json=body | {"id": "bare2026"}).raise_for_status()
    editor.put("/essays/bare2026/text", content=b"One.", headers=TEXT).raise_for_status()
    after = editor.get("/essays/bare2026").json()
    assert (after["length"], after["sha256"]) == (4, sha256(b"One.").hexdigest())
