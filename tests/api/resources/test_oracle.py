"""Readers are told nothing of what an unserved text says: neither its words, nor whether a guess at them is right."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.core.texts import attached_texts, text_cache
from seed.packs import Pack
from tests.api.writing import client_of, key, patch
from tests.conftest import engine_of, serving

MOSS = Pack.named("moss2026")
ONE = "".join("一二三四五六七八九十"[number * number % 97 % 10] for number in range(6246))
OTHER = ONE[::-1]
"""Two texts of our own, as long as the article's."""


def anchor(start: int, end: int, content: str = ONE) -> dict[str, Any]:
    return {"start": start, "end": end, "sha256": attached_texts.digest(content[start:end])}


def guess(start: int, end: int, content: str = ONE) -> dict[str, Any]:
    return {"essay_id": "cao2023", "section_id": None, "paragraph": 1, "sentence": 1, **anchor(start, end, content)}


RIGHT = [guess(0, end) for end in range(1, 19)] + [guess(0, len(ONE))]
WRONG = [guess(9, 10, OTHER), guess(40, 60, OTHER)]
READS = (
    "/essays/cao2023/integrity",
    "/essays/cao2023",
    "/essays/cao2023.html",
    "/essays/cao2023.jsonld",
    "/essays/cao2023/passages?embed=text&limit=1000",
    "/essays/cao2023/passages.ndjson",
    "/essays/cao2023/passages.jsonld",
    "/essays/cao2023/annotations",
    "/essays/cao2023/annotations/cao2023-p1/cao2023-c1",
    "/essays/cao2023/graph",
    "/essays/cao2023/audit",
    "/passages/cao2023-p1?embed=text",
    "/passages/cao2023-p1.html",
    "/passages/cao2023-p1.jsonld",
    "/passages/cao2023-p453.html",
    "/passages/cao2023-p453.jsonld",
    "/passages/cao2023-p453/diff",
    "/claims?embed=passages.text&essay_id=cao2023",
    "/claims/cao2023-c1.html",
    "/search?q=一二三",
    "/",
)


def become(url: str, content: str, essay_hash: str) -> None:
    """Let the attached text say something else, of which nobody is told."""
    with engine_of(url) as engine, engine.begin() as connection:
        statement = sa.text("UPDATE texts SET text = :content, sha256 = :hash WHERE essay_id = 'cao2023'")
        connection.execute(statement, {"content": content, "hash": essay_hash})


def attach(url: str, essay: str, content: str) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        named = {"essay": essay, "hash": attached_texts.digest(content)}
        connection.execute(sa.text("UPDATE essays SET sha256 = :hash WHERE id = :essay"), named)
        attached_texts.attach(connection, essay, content, free=False)


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """An editor of a service that has a text attached, and does not serve it to others."""
    attach(writable, "cao2023", ONE)
    attach(writable, "moss2026", MOSS.text.content if MOSS.text else "")
    # Nothing is kept in front: each answer is made anew.
    with serving(writable, cache_bytes=0) as base, client_of(base, key(writable)) as client:
        yield client


@pytest.fixture
def reader(editor: httpx.Client) -> Iterator[httpx.Client]:
    """A reader of the same service, who has no key."""
    with httpx.Client(base_url=editor.base_url) as client:
        yield client


def told(client: httpx.Client) -> list[tuple[object, ...]]:
    """Return every answer that speaks of the essay's places, and of what writes would come to."""
    creates = [{"op": "create", "resource": "passages", "body": body} for body in RIGHT + WRONG]
    answers = [client.get(path) for path in READS]
    # Places that were not guessed at yet, right and wrong
    answers += [
        client.post("/passages?validate_only=true", json=guess(start, start + 3, content))
        for content in (ONE, OTHER)
        for start in (100, 200)
    ]
    answers.append(client.post("/batches?validate_only=true", json={"operations": creates}))
    answers.append(patch(client, "/passages/cao2023-p2?validate_only=true", anchor(300, 310)))
    answers.append(patch(client, "/essays/cao2023?validate_only=true", {"sha256": attached_texts.digest(OTHER)}))
    skipped = {"date", "ratelimit"}
    return [
        (
            answer.request.url.path,
            answer.status_code,
            sorted(item for item in answer.headers.items() if item[0] not in skipped),
            re.sub(r"20[0-9-]+T[0-9:]+Z", "", answer.text),  # what would be written is of now
        )
        for answer in answers
    ]


def test_no_answer_to_a_reader_depends_on_what_an_unserved_text_says(
    editor: httpx.Client, reader: httpx.Client, writable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [editor.post("/passages", json=body).status_code for body in RIGHT]
    assert made.count(201) > len(RIGHT) - 4  # the pack has some of the places
    assert patch(editor, "/passages/cao2023-p1", anchor(30, 40)).status_code == 200
    before = told(reader)
    become(writable, OTHER, attached_texts.digest(ONE))
    monkeypatch.setattr(text_cache, "_shelf", text_cache._Shelf())  # noqa: SLF001 - texts are kept by the hash that they had
    assert told(reader) == before
    assert all(status in {200, 401, 404} for _, status, *_ in before)


def states(client: httpx.Client, essay: str) -> dict[str, str]:
    answer = client.get(f"/essays/{essay}/integrity").raise_for_status().json()
    found = {passage["id"]: passage["state"] for passage in answer["passages"]}
    counted = {state: list(found.values()).count(state) for state in ("proved", "unproved", "broken", "untold")}
    assert answer["counts"] == {"passages": len(found), **counted}
    return found


def test_readers_are_not_told_that_what_an_editor_anchored_is_right(editor: httpx.Client, reader: httpx.Client) -> None:
    made = [editor.post("/passages", json=body).json()["id"] for body in RIGHT[:3]]
    found = states(reader, "cao2023")
    assert {found[name] for name in made} == {"untold"}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_editor_who_may_read_the_text_is_told_that_a_hash_is_not_of_it(
    editor: httpx.Client, wrong: dict[str, Any]
) -> None:
    refused = editor.post("/passages", json=wrong)
    assert (refused.status_code, [fault["pointer"] for fault in refused.json()["errors"]]) == (422, ["/sha256"])


def test_anchors_as_their_pack_laid_them_down_are_proved_though_the_text_is_not_served(editor: httpx.Client) -> None:
    assert set(states(editor, "moss2026").values()) == {"proved"}


def test_an_anchor_that_was_moved_is_told_again_when_it_is_back(editor: httpx.Client) -> None:
    path = "/passages/moss2026-p3"
    laid = {name: editor.get(path).json()[name] for name in ("start", "end", "sha256")}
    patch(editor, path, {"start": laid["start"] + 1})
    moved = states(editor, "moss2026")["moss2026-p3"]
    patch(editor, path, laid | {"note": {"en": "As it was."}})
    assert (moved, states(editor, "moss2026")["moss2026-p3"]) == ("untold", "proved")


def test_where_the_text_is_served_every_state_is_told(writable: str) -> None:
    with serving(writable, serve_text=True) as base, client_of(base, key(writable)) as client:
        made = [client.post("/passages", json=body).json()["id"] for body in (RIGHT[0], WRONG[-1])]
        attach(writable, "cao2023", ONE)
        found = states(client, "cao2023")
    assert [found[name] for name in made] == ["proved", "broken"]
