"""The integrity of anchors: each is proved, unproved or broken, and no words are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.core.texts import attached_texts
from seed.packs import Pack
from tests.conftest import engine_of, serving

MOSS = Pack.named("moss2026")


@contextmanager
def integrity(url: str, essay: str = "moss2026", **settings: object) -> Iterator[dict[str, Any]]:
    """Ask a service over a database."""
    with serving(url, **settings) as base:
        yield httpx.get(f"{base}/essays/{essay}/integrity").raise_for_status().json()


def change(url: str, statement: str) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_every_anchor_of_a_text_that_is_there_is_proved(client: httpx.Client) -> None:
    answer = client.get("/essays/moss2026/integrity").json()
    assert answer["counts"] == {"passages": 57, "proved": 57, "unproved": 0, "broken": 0, "untold": 0}


def test_it_is_told_what_is_attached(client: httpx.Client) -> None:
    answer = client.get("/essays/moss2026/integrity").json()
    assert answer["text"] == {"attached": True, "current": True, "served": True}


def test_every_passage_is_told_with_its_place(client: httpx.Client) -> None:
    answer = client.get("/essays/moss2026/integrity").json()
    assert answer["passages"] == [
        {"id": row["id"], "start": row["start"], "end": row["end"], "state": "proved"} for row in MOSS.rows("passages")
    ]


def test_without_a_text_nothing_is_proved(client: httpx.Client) -> None:
    answer = client.get("/essays/cao2023/integrity").json()
    assert (answer["counts"], answer["text"], answer["length"]) == (
        {"passages": 441, "proved": 0, "unproved": 441, "broken": 0, "untold": 0},
        {"attached": False, "current": None, "served": False},
        6246,
    )


def test_an_anchor_with_other_words_is_broken(writable: str) -> None:
    change(writable, f"UPDATE passages SET sha256 = '{'0' * 64}' WHERE id = 'moss2026-p3'")
    with integrity(writable) as answer:
        broken = [passage["id"] for passage in answer["passages"] if passage["state"] == "broken"]
        assert (broken, answer["counts"]["broken"]) == (["moss2026-p3"], 1)


def test_an_anchor_beyond_the_text_is_broken(writable: str) -> None:
    change(writable, "UPDATE passages SET \"end\" = 9999 WHERE id = 'moss2026-p57'")
    with integrity(writable) as answer:
        assert answer["passages"][-1]["state"] == "broken"


def test_a_text_of_another_edition_proves_nothing(writable: str) -> None:
    change(writable, f"UPDATE essays SET sha256 = '{'0' * 64}' WHERE id = 'moss2026'")
    with integrity(writable) as answer:
        assert (answer["text"], answer["counts"]["unproved"]) == (
            {"attached": True, "current": False, "served": False},
            57,
        )


@pytest.mark.parametrize("serve_text", [False, True])
def test_a_text_that_is_not_free_proves_whether_or_not_it_is_served(writable: str, *, serve_text: bool) -> None:
    assert MOSS.text is not None
    with engine_of(writable) as engine, engine.begin() as connection:
        attached_texts.attach(connection, "moss2026", MOSS.text.content, free=False)
    with integrity(writable, serve_text=serve_text) as answer:
        assert (answer["text"]["served"], answer["counts"]["proved"]) == (serve_text, 57)


def test_an_answer_is_not_older_than_what_is_attached(writable: str) -> None:
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        before = client.get("/essays/moss2026/integrity")
        with engine_of(writable) as engine, engine.begin() as connection:
            attached_texts.detach(connection, "moss2026")
        after = client.get("/essays/moss2026/integrity", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.json()["counts"]["unproved"]) == (200, 57)


def test_passages_that_were_withdrawn_are_left_out(writable: str) -> None:
    change(writable, "UPDATE passages SET status = 'withdrawn' WHERE id = 'moss2026-p1'")
    with integrity(writable) as answer:
        assert (answer["counts"]["passages"], answer["passages"][0]["id"]) == (56, "moss2026-p2")


@pytest.mark.parametrize(
    ("path", "status"), [("/essays/nobody2026/integrity", 404), ("/essays/moss2026/integrity?x=1", 400)]
)
def test_a_wrong_question_is_refused(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status
