"""No double write: a key answers a repeat as it did the first time."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.test_writes import count_of, new_claim
from tests.api.writing import ANY, CLAIM, client_of, holds, key, patch, writer
from tests.conftest import engine_of, serving


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(url) as client:
        yield client


def with_key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": f'"{name}"'}


def told(response: httpx.Response) -> tuple[object, ...]:
    headers = {name: value for name, value in response.headers.items() if name != "date"}
    return response.status_code, headers, response.content


def test_a_repeat_is_answered_as_the_first(editor: httpx.Client) -> None:
    first, second = (editor.post("/claims", json=CLAIM, headers=with_key("one")) for _ in range(2))
    assert told(first) == told(second)


def test_a_repeat_writes_nothing(editor: httpx.Client, url: str) -> None:
    editor.post("/claims", json=CLAIM, headers=with_key("two"))
    before = count_of(url, "versions")
    editor.post("/claims", json=CLAIM, headers=with_key("two"))
    assert count_of(url, "versions") == before


def test_a_change_is_repeated_although_the_record_has_changed(editor: httpx.Client) -> None:
    path = new_claim(editor)
    headers = {"If_Match": editor.get(path).headers["ETag"]} | with_key("three")
    first, second = (patch(editor, path, {"stance": "rejects"}, **headers) for _ in range(2))
    assert told(first) == told(second)


def test_a_deletion_is_repeated(editor: httpx.Client) -> None:
    path = new_claim(editor)
    first, second = (editor.delete(path, headers=ANY | with_key("four")) for _ in range(2))
    assert told(first) == told(second)


def test_a_key_in_quotes_is_the_key_without(editor: httpx.Client) -> None:
    first = editor.post("/claims", json=CLAIM, headers={"Idempotency-Key": "five"})
    assert editor.post("/claims", json=CLAIM, headers=with_key("five")).content == first.content


def test_another_body_under_a_key_is_refused(editor: httpx.Client) -> None:
    editor.post("/claims", json=CLAIM, headers=with_key("six"))
    other = editor.post("/claims", json=CLAIM | {"stance": "rejects"}, headers=with_key("six"))
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (422, "key-reused")


def test_another_path_under_a_key_is_refused(editor: httpx.Client) -> None:
    one, other = new_claim(editor), new_claim(editor)
    patch(editor, one, {"stance": "rejects"}, **with_key("seven"))
    assert patch(editor, other, {"stance": "rejects"}, **with_key("seven")).status_code == 422


def test_a_request_that_was_refused_may_be_mended_under_its_key(editor: httpx.Client) -> None:
    editor.post("/claims", json=CLAIM | {"kind": "casual"}, headers=with_key("eight"))
    assert editor.post("/claims", json=CLAIM, headers=with_key("eight")).status_code == 201


def test_validating_uses_no_key(editor: httpx.Client) -> None:
    editor.post("/claims?validate_only=true", json=CLAIM, headers=with_key("nine"))
    assert editor.post("/claims", json=CLAIM, headers=with_key("nine")).status_code == 201


def test_keys_of_two_writers_are_two(editor: httpx.Client, url: str) -> None:
    first = editor.post("/claims", json=CLAIM, headers=with_key("ten"))
    with client_of(str(editor.base_url), key(url, "bob")) as other:
        assert other.post("/claims", json=CLAIM, headers=with_key("ten")).json()["id"] != first.json()["id"]


def test_a_key_expires(editor: httpx.Client, url: str) -> None:
    first = editor.post("/claims", json=CLAIM, headers=with_key("eleven"))
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE idempotency_keys SET expires_at = '2020-01-01T00:00:00Z'"))
    assert editor.post("/claims", json=CLAIM, headers=with_key("eleven")).json()["id"] != first.json()["id"]


def test_on_postgresql_keys_that_others_clear_away_are_not_waited_for(editor: httpx.Client, url: str) -> None:
    if not url.startswith("postgresql"):
        return  # on SQLite one writes at a time
    headers = {"Authorization": editor.headers["Authorization"]}
    editor.post("/claims", json=CLAIM, headers=with_key("expired"))
    with serving(url, lock_seconds=0.2) as base, engine_of(url) as engine, engine.begin() as connection:
        expire = "UPDATE idempotency_keys SET expires_at = '2020-01-01T00:00:00Z' WHERE key = 'expired'"
        with engine.begin() as before:
            before.execute(sa.text(expire))
        connection.execute(sa.text("SELECT key FROM idempotency_keys WHERE key = 'expired' FOR UPDATE"))
        written = httpx.post(f"{base}/claims", json=CLAIM, headers=headers | with_key("meanwhile"))
    assert written.status_code == 201


@pytest.mark.parametrize("name", ["", '"', '"a', "a b", "x" * 201])
def test_a_key_of_another_form_is_refused(editor: httpx.Client, name: str) -> None:
    assert editor.post("/claims", json=CLAIM, headers={"Idempotency-Key": name}).status_code == 400


def test_a_repeat_while_the_first_is_under_way_writes_once(editor: httpx.Client, url: str) -> None:
    before = count_of(url, "claims")
    together = threading.Barrier(8)

    def send(_: int) -> httpx.Response:
        together.wait()
        return editor.post("/claims", json=CLAIM, headers=with_key("twelve"))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert count_of(url, "claims") == before + 1


def test_on_postgresql_a_request_in_flight_is_told_so(editor: httpx.Client, url: str) -> None:
    if url.startswith("sqlite"):
        return  # there the repeat waits, as the test before shows
    with engine_of(url) as engine, engine.begin() as connection:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"
        connection.execute(sa.text(lock), {"name": "alice\nthirteen"})
        response = editor.post("/claims", json=CLAIM, headers=with_key("thirteen"))
    assert (response.status_code, "Retry-After" in response.headers) == (409, True)


@pytest.mark.usefixtures("editor")
def test_all_of_it_holds(url: str) -> None:
    assert holds(url).versions == count_of(url, "versions")
