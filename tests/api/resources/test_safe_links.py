"""URLs that records hold become links: they are of http or https alone, when written and when shown."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.test_writes import NEW
from tests.api.writing import ANY, JSON_HEADERS, client_of, key, patch, pointers
from tests.conftest import engine_of, serving

WRONG = (
    "javascript:alert(1)",
    "JAVA\tSCRIPT:alert(1)",
    "data:text/html,a",
    "//example.org/",
    "https://a:b@example.org/",
)
RECORDS = {"sources": "fern2025", "essays": "fern2026"}


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write, of a service over a database with a source and an essay of its own."""
    with serving(url, cache_bytes=0) as base, client_of(base, key(url)) as client:
        for resource in RECORDS:
            made = client.post(f"/{resource}", json=NEW[resource] | {"url": "https://例え.jp/道"})
            assert (made.status_code, made.json()["url"]) == (201, "https://例え.jp/道")
        yield client


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("resource", RECORDS)
def test_a_url_that_is_no_link_is_refused_however_it_is_written(
    editor: httpx.Client, resource: str, wrong: str
) -> None:
    path, body = f"/{resource}/{RECORDS[resource]}", NEW[resource] | {"url": wrong}
    create = {"op": "create", "resource": resource, "body": body | {"id": "moss2031"}}
    change = {"op": "patch", "resource": resource, "id": RECORDS[resource], "version": 1, "body": {"url": wrong}}
    refused = [
        editor.post(f"/{resource}", json=body | {"id": "moss2031"}),
        patch(editor, path, {"url": wrong}),
        editor.put(path, content=json.dumps(body), headers=ANY | JSON_HEADERS),
        editor.post("/batches", json={"operations": [create]}),
        editor.post("/batches", json={"operations": [change]}),
    ]
    assert [answer.status_code for answer in refused] == [422] * 5
    assert [pointers(answer)[0] for answer in refused] == ["/url"] * 3 + ["/operations/0/body/url"] * 2
    assert all(answer.json()["errors"][0]["detail"] for answer in refused)


@pytest.mark.parametrize("spdx", ["../../evil", "CC BY", "javascript:alert(1)", "a/b", "", "x" * 101])
def test_a_license_is_an_identifier_of_which_a_url_can_be_made(editor: httpx.Client, spdx: str) -> None:
    refused = patch(editor, "/essays/fern2026", {"license": spdx})
    assert (refused.status_code, pointers(refused)) == (422, ["/license"])


@pytest.mark.parametrize("old", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,a", "//example.org/"])
@pytest.mark.parametrize("resource", RECORDS)
def test_what_an_old_database_holds_is_shown_but_never_linked_to(
    editor: httpx.Client, url: str, resource: str, old: str
) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        statement = sa.text(f"UPDATE {resource} SET url = :old, document = NULL WHERE id = :id")
        connection.execute(statement, {"old": old, "id": RECORDS[resource]})
    path = f"/{resource}/{RECORDS[resource]}"
    page = editor.get(f"{path}.html").raise_for_status().text
    assert f'href="{old}' not in page
    assert old.strip() in page
    for form in ("jsonld", "csl", "bib", "ris", "txt"):
        assert old.strip() not in editor.get(f"{path}.{form}").raise_for_status().text, form
    assert editor.get(path).json()["url"] == old
