"""The feed tells every change once, in the order in which it was committed, whoever writes meanwhile."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from api.resources.registry import RESOURCES
from tests.api.conftest import Record
from tests.conftest import engine_of, serving
from tests.past import Past, Step

WRITERS, COMMITS = 8, 40
CHANGES = WRITERS * sum(commit % 3 + 1 for commit in range(COMMITS))
NOTE = {"note": {"en": "Looked at again."}}


def pages(client: httpx.Client, path: str) -> Iterator[list[Record]]:
    """Follow the feed to its end."""
    while path:
        page = client.get(path)
        assert page.status_code == 200, page.text
        yield page.json()
        path = page.links.get("next", {}).get("url", "")


def everything(client: httpx.Client, path: str) -> list[Record]:
    return [change for page in pages(client, path) for change in page]


def test_the_feed_has_every_version_in_order(client: httpx.Client) -> None:
    changes = everything(client, "/changes?limit=700")
    assert [change["sequence"] for change in changes] == list(
        range(1, client.get("/").json()["dataset"]["version"] + 1)
    )


def test_the_feed_tells_changes_as_the_versions_of_a_record_do(client: httpx.Client) -> None:
    for change in client.get("/changes?since=600&limit=20").json():
        assert client.get(f"/{change['resource']}/{change['id']}/versions").json() == [change]


def test_a_page_begins_after_what_is_known(client: httpx.Client) -> None:
    assert [change["sequence"] for change in client.get("/changes?since=41&limit=2").json()] == [42, 43]


def test_a_feed_that_is_read_to_its_end_is_empty(client: httpx.Client) -> None:
    response = client.get("/changes", params={"since": client.get("/").json()["dataset"]["version"]})
    assert (response.json(), response.links) == ([], {})


def test_the_feed_may_be_of_some_resources(client: httpx.Client) -> None:
    wanted = {"topics", "units"}
    every = everything(client, "/changes?limit=1000")
    assert everything(client, "/changes?limit=7&resource=topics&resource=units") == [
        change for change in every if change["resource"] in wanted
    ]


@pytest.mark.parametrize("essay", ["cao2023", "moss2026"])
def test_the_feed_may_be_of_one_essay(client: httpx.Client, essay: str) -> None:
    every = everything(client, "/changes?limit=1000")
    assert everything(client, f"/changes?limit=300&essay_id={essay}") == [
        change for change in every if change["id"] == essay or change["id"].startswith(f"{essay}-")
    ]


@pytest.mark.parametrize(
    ("query", "name", "nearest"),
    [
        ("since=-1", "since", None),
        ("since=1&since=2", "since", None),
        ("limit=0", "limit", None),
        ("limit=1001", "limit", None),
        ("resource=claim", "resource", "claims"),
        ("essay_id=X", "essay_id", None),
        ("sinc=1", "sinc", "since"),
    ],
)
def test_what_is_asked_wrongly_is_named(client: httpx.Client, query: str, name: str, nearest: str | None) -> None:
    response = client.get(f"/changes?{query}")
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"], fault["nearest"]) == (400, name, nearest)


def test_a_feed_that_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get("/changes?limit=3").headers["etag"]
    assert client.get("/changes?limit=3", headers={"If-None-Match": tag}).status_code == 304


def test_the_feed_tells_deletions(writable: str) -> None:
    with engine_of(writable) as engine:
        [number] = Past(engine).write(Step("evidence", "cao2023-e9", action="deleted"))
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        [change] = client.get(f"/changes?since={number - 1}").json()
    assert (change["action"], change["id"], change["version"]) == ("deleted", "cao2023-e9", 2)


def test_a_reader_among_eight_writers_sees_each_change_exactly_once(writable: str) -> None:
    with engine_of(writable) as engine, serving(writable) as base, httpx.Client(base_url=base) as client:
        past, begun = Past(engine), client.get("/").json()["dataset"]["version"]
        with ThreadPoolExecutor(WRITERS) as threads:
            writing = [threads.submit(write, past, number) for number in range(WRITERS)]
            told: list[Record] = []
            since, ended = begun, False
            while not ended:
                ended = all(writer.done() for writer in writing)  # asked before the page that must be the last
                for page in pages(client, f"/changes?since={since}&limit=7"):
                    told += page
                since = told[-1]["sequence"] if told else begun
        written = {number: record for writer in writing for number, record in writer.result()}
    assert [(change["sequence"], change["id"]) for change in told] == sorted(written.items())
    assert sorted(written) == list(range(begun + 1, begun + CHANGES + 1))


def write(past: Past, writer: int) -> list[tuple[int, str]]:
    """Commit versions of one, two or three claims that no other writer has; return their numbers and ids."""
    mine = [f"cao2023-c{3 * writer + n}" for n in (1, 2, 3)]
    made: list[tuple[int, str]] = []
    for commit in range(COMMITS):
        ids = mine[: commit % 3 + 1]
        made += zip(past.write(*(Step("claims", identifier, NOTE) for identifier in ids)), ids, strict=True)
    return made


def test_every_resource_can_be_followed(client: httpx.Client) -> None:
    for name in RESOURCES:
        assert {change["resource"] for change in client.get(f"/changes?resource={name}").json()} == {name}
