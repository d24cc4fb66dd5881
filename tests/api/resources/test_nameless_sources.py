"""Sources that nobody is named for: the server gives them an id, so that no two essays share one by accident."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.writing import Json, pointers, writer

NOBODY: Json = {
    "kind": "anonymous",
    "csl_type": "document",
    "name": {"zh-Hans": "有人", "en": "Somebody"},
    "author": [],
    "passages": [],
}


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(writable) as client:
        yield client


def made(editor: httpx.Client, **said: object) -> str:
    return str(editor.post("/sources", json=NOBODY | said).raise_for_status().json()["id"])


def test_each_is_given_an_id_of_its_own(editor: httpx.Client) -> None:
    first, second = made(editor), made(editor)
    assert (first[:6], second[:6], first != second) == ("anonnd", "anonnd", True)


def test_its_year_is_part_of_it(editor: httpx.Client) -> None:
    assert made(editor, issued="2024") == "anon2024"


def test_it_is_numbered_in_its_essay(editor: httpx.Client) -> None:
    assert made(editor, passages=["moss2026-p3"]) == "anonmossnd"


def test_an_id_that_was_given_is_not_given_again(editor: httpx.Client) -> None:
    first = made(editor)
    editor.delete(f"/sources/{first}", headers={"If-Match": "*"}).raise_for_status()
    assert made(editor) != first


def test_a_batch_makes_several(editor: httpx.Client) -> None:
    operation = {"op": "create", "resource": "sources", "body": NOBODY}
    done = editor.post("/batches", json={"operations": [operation] * 3}).raise_for_status().json()["operations"]
    assert len({item["id"] for item in done}) == 3


def test_more_than_an_alphabet_of_them_are_numbered(editor: httpx.Client) -> None:
    operation = {"op": "create", "resource": "sources", "body": NOBODY}
    done = editor.post("/batches", json={"operations": [operation] * 60}).raise_for_status().json()["operations"]
    assert len({item["id"] for item in done}) == 60


def test_whoever_is_named_needs_an_id(editor: httpx.Client) -> None:
    assert pointers(editor.post("/sources", json=NOBODY | {"kind": "person"})) == ["/id"]
