"""The imports that were made: listed for all, with what they told for editors."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import httpx
import pytest

from tests.api.imports.drafting import draft, send, with_part
from tests.api.writing import client_of, key
from tests.conftest import serving


@pytest.fixture(scope="module")
def clients(databases: Any, seeded_template: str) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """A reader and an editor, of a service where a draft was imported, and corrected."""
    url = str(databases.copy(seeded_template))
    token = key(url)
    with serving(url) as base, httpx.Client(base_url=base) as reader, client_of(base, token) as editor:
        send(editor, draft(), write=True).raise_for_status()
        send(editor, draft(), write=True).raise_for_status()
        send(editor, with_part("claims", 3, says="Otherwise."), write=True).raise_for_status()
        yield reader, editor


def test_each_that_changed_something_is_listed_the_latest_first(clients: tuple[httpx.Client, httpx.Client]) -> None:
    found = clients[0].get("/imports").raise_for_status().json()
    assert [(item["id"], item["corrects"], item["made"].get("claims")) for item in found] == [
        (2, True, 1),
        (1, False, 18),
    ]


def test_the_files_are_named_with_their_hashes(clients: tuple[httpx.Client, httpx.Client]) -> None:
    [file] = clients[0].get("/imports/1").json()["files"]
    assert (file["name"], len(file["sha256"])) == ("draft.json", len(sha256().hexdigest()))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("essay_id=author2026", [2, 1]), ("essay_id=cao2023", []), ("limit=1", [2]), ("before=2", [1])],
)
def test_they_are_asked_for_by_essay_and_in_pieces(
    clients: tuple[httpx.Client, httpx.Client], query: str, numbers: list[int]
) -> None:
    assert [item["id"] for item in clients[0].get(f"/imports?{query}").json()] == numbers


def test_what_it_told_is_for_editors_since_it_may_quote(clients: tuple[httpx.Client, httpx.Client]) -> None:
    reader, editor = (client.get("/imports/1").raise_for_status().json()["report"] for client in clients)
    assert (reader, editor["essay_id"], editor["number"]) == (None, "author2026", None)


@pytest.mark.parametrize(
    ("path", "status"), [("/imports/99", 404), ("/imports/x", 404), ("/imports?limit=0", 400), ("/imports?x=1", 400)]
)
def test_what_is_not_there_is_told(clients: tuple[httpx.Client, httpx.Client], path: str, status: int) -> None:
    assert clients[0].get(path).status_code == status
