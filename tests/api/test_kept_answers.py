"""What redacting does to answers kept by idempotency key: they go, and nothing is written again."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.test_ends import merge, name, redact
from tests.api.test_writes import count_of, new_claim
from tests.api.writing import ANY, CLAIM, client_of, holds, key, patch, writer
from tests.conftest import engine_of

Json = dict[str, Any]


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(url) as client:
        yield client


@pytest.fixture(scope="module")
def admin(url: str, editor: httpx.Client) -> Iterator[httpx.Client]:
    """A client that may redact."""
    with client_of(str(editor.base_url), key(url, "root", "admin")) as client:
        yield client


def create(editor: httpx.Client, under: str, **fields: object) -> httpx.Response:
    return editor.post("/claims", json=CLAIM | fields, headers={"Idempotency-Key": under})


def kept(url: str, under: str) -> Any:
    with engine_of(url) as engine, engine.connect() as connection:
        statement = sa.text("SELECT content, headers FROM idempotency_keys WHERE key = :key")
        return tuple(connection.execute(statement, {"key": under}).one())


def is_gone(response: httpx.Response, path: str, version: int) -> None:
    """Hold a repeat to being told that it was done, and what its answer showed."""
    problem = response.json()
    assert (response.status_code, problem["type"].rpartition("/")[2]) == (410, "answer-gone")
    assert {part: problem[part] for part in ("resource", "id", "version")} == {
        "resource": "claims",
        "id": name(path),
        "version": version,
    }
    assert name(path) in problem["detail"]


def test_a_repeat_whose_answer_was_redacted_is_told_so_and_writes_nothing(
    editor: httpx.Client, admin: httpx.Client, url: str
) -> None:
    path = f"/claims/{create(editor, 'one').json()['id']}"
    patch(editor, path, {"stance": "rejects"})
    redact(admin, path, 1)
    before = count_of(url, "versions")
    repeats = [create(editor, "one") for _ in range(2)]
    for repeat in repeats:
        is_gone(repeat, path, 1)
    assert (count_of(url, "versions"), kept(url, "one")) == (before, (None, "{}"))


def test_an_answer_about_an_id_that_begins_alike_stays(editor: httpx.Client, admin: httpx.Client) -> None:
    longer = create(editor, "two")
    shorter = f"/claims/{longer.json()['id'][:-1]}"  # as c21 is the beginning of c216
    patch(editor, shorter, {"note": {"zh-Hans": "别的"}})
    assert redact(admin, shorter, 1).status_code == 201
    repeat = create(editor, "two")
    assert (repeat.status_code, repeat.content) == (201, longer.content)


def test_an_answer_that_only_names_a_record_stays(editor: httpx.Client, admin: httpx.Client) -> None:
    path = new_claim(editor)
    body = {
        "essay_id": "cao2023",
        "relation": "supports",
        "origin_type": "claim",
        "origin_id": name(path),
        "target_type": "claim",
        "target_id": "cao2023-c1",
        "asserted_by": "analyst",
    }
    first = editor.post("/evidence", json=body, headers={"Idempotency-Key": "three"})
    patch(editor, path, {"stance": "rejects"})
    redact(admin, path, 1)
    assert editor.post("/evidence", json=body, headers={"Idempotency-Key": "three"}).content == first.content


def test_an_answer_with_another_version_stays(editor: httpx.Client, admin: httpx.Client) -> None:
    path = new_claim(editor)
    change = {"text": {"zh-Hans": "别的"}}
    first = patch(editor, path, change, Idempotency_Key="four")
    redact(admin, path, 1)
    assert patch(editor, path, change, Idempotency_Key="four").content == first.content
    patch(editor, path, {"stance": "rejects"})
    redact(admin, path, 2)
    is_gone(patch(editor, path, change, Idempotency_Key="four"), path, 2)


@pytest.mark.parametrize("version", [1, 2])
def test_the_answer_to_a_deletion_goes_with_either_version_that_says_the_same(
    editor: httpx.Client, admin: httpx.Client, version: int
) -> None:
    path = new_claim(editor)
    headers = ANY | {"Idempotency-Key": f"five-{version}"}
    assert editor.delete(path, headers=headers).status_code == 200
    redact(admin, path, version)
    is_gone(editor.delete(path, headers=headers), path, 2)


def test_the_answer_to_a_merge_goes_with_the_record_that_it_shows_alone(
    editor: httpx.Client, admin: httpx.Client
) -> None:
    old, into = new_claim(editor), new_claim(editor)
    assert merge(editor, old, into).status_code == 200  # without a key
    other = new_claim(editor)
    headers = ANY | {"Lunju-Reason": "one", "Idempotency-Key": "six"}
    first = editor.post(f"{other}/merge", json={"into": name(into)}, headers=headers)
    redact(admin, other, 1)
    assert editor.post(f"{other}/merge", json={"into": name(into)}, headers=headers).content == first.content
    patch(editor, into, {"stance": "rejects"})
    redact(admin, into, 1)
    is_gone(editor.post(f"{other}/merge", json={"into": name(into)}, headers=headers), into, 1)


def test_a_batch_is_answered_as_before_since_its_answer_shows_no_content(
    editor: httpx.Client, admin: httpx.Client, url: str
) -> None:
    batch: Json = {"operations": [{"op": "create", "resource": "claims", "body": CLAIM}]}
    first = editor.post("/batches", json=batch, headers={"Idempotency-Key": "seven"})
    path = f"/claims/{first.json()['operations'][0]['id']}"
    patch(editor, path, {"stance": "rejects"})
    redact(admin, path, 1)
    before = count_of(url, "versions")
    again = editor.post("/batches", json=batch, headers={"Idempotency-Key": "seven"})
    assert (again.content, "新的论点" in again.text, count_of(url, "versions")) == (first.content, False, before)


def test_a_key_whose_answer_is_gone_still_refuses_another_body(editor: httpx.Client, admin: httpx.Client) -> None:
    path = f"/claims/{create(editor, 'eight').json()['id']}"
    patch(editor, path, {"stance": "rejects"})
    redact(admin, path, 1)
    other = create(editor, "eight", stance="rejects")
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (422, "key-reused")


def test_a_minimal_answer_is_gone_too(editor: httpx.Client, admin: httpx.Client) -> None:
    headers = {"Idempotency-Key": "nine", "Prefer": "return=minimal"}
    path = editor.post("/claims", json=CLAIM, headers=headers).headers["Location"].removeprefix(str(editor.base_url))
    patch(editor, path, {"stance": "rejects"})
    redact(admin, path, 1)
    is_gone(editor.post("/claims", json=CLAIM, headers=headers), path, 1)


@pytest.mark.usefixtures("editor", "admin")
def test_all_of_it_holds(url: str) -> None:
    assert holds(url).versions == count_of(url, "versions")
