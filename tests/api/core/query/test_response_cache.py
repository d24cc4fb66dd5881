"""The cache repeats what was said, and never what is no longer so."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import cast

import httpx
import pytest
import sqlalchemy as sa
from starlette.types import Receive, Scope, Send

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader
from api.core.front.hosts import Hosts
from api.core.http.etags import read_at
from api.core.query.change_marks import ChangeMarks
from api.core.query.response_cache import Cache
from tests.api.writing import ANY, MERGE_PATCH, key
from tests.conftest import Databases, engine_of, serving
from tests.examples import at_least
from tests.patience import wait_until

TURNS = at_least(100)
Services = tuple[str, httpx.Client, httpx.Client]
RECORD, LIST = "/claims/cao2023-c12", "/claims?limit=20"


@contextmanager
def process(url: str, workers: int = 1) -> Iterator[str]:
    """Serve a database in a process of its own, or in several workers of it, and yield where."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from api.cli.main import main; main()", "serve", "--port", str(port)]
    command += ["--workers", str(workers)]
    environment = {**os.environ, "LUNJU_DATABASE_URL": url, "LUNJU_KEY_WRITES": "0", "LUNJU_ADDRESS_WRITES": "0"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603 - our own command
        try:
            base = f"http://127.0.0.1:{port}"
            wait_until(lambda: answers(base), "the server did not start")
            yield base
        finally:
            server.terminate()


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz").is_success
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def services(databases: Databases, seeded_template: str) -> Iterator[Services]:
    """A database, and clients of two services over it, which know as little of each other as two processes do."""
    url = databases.copy(seeded_template)
    with ExitStack() as stack:
        clients = [stack.enter_context(httpx.Client(base_url=stack.enter_context(serving(url)))) for _ in range(2)]
        yield url, clients[0], clients[1]


@pytest.fixture
def writing(services: Services) -> Iterator[sa.Connection]:
    with engine_of(services[0]) as engine, engine.connect() as connection:
        yield connection


def write(connection: sa.Connection, number: int) -> None:
    """Change a claim, and advance the dataset, as a write does."""
    with connection.begin():
        connection.execute(
            sa.text("UPDATE claims SET text = :text, version = version + 1, document = NULL WHERE id = 'cao2023-c12'"),
            {"text": f'{{"en":"{number}"}}'},
        )
        connection.execute(sa.text("UPDATE dataset SET version = version + 1"))


def number_in(response: httpx.Response) -> int:
    content = response.json()
    claim = content if isinstance(content, dict) else next(item for item in content if item["id"] == "cao2023-c12")
    return int(claim["text"]["en"])


def test_every_read_sees_every_write_before_it_through_either_service(
    services: Services, writing: sa.Connection
) -> None:
    _, one, other = services
    for number in range(TURNS):
        write(writing, number)
        # Twice each: the second answer may be one that was kept.
        for client, path in [(one, RECORD), (other, LIST), (one, RECORD), (other, LIST)]:
            assert number_in(client.get(path)) == number
        one, other = other, one


def test_every_worker_sees_what_any_worker_has_written(databases: Databases, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    headers = {"Authorization": f"Bearer {key(url)}", **ANY, **MERGE_PATCH}
    # Each request comes by a connection of its own, so that either worker may take it.
    limits = httpx.Limits(max_keepalive_connections=0)
    with process(url, workers=2) as base, httpx.Client(base_url=base, limits=limits) as client:
        for number in range(TURNS // 10):
            client.patch(RECORD, json={"text": {"en": str(number)}}, headers=headers).raise_for_status()
            for path in (RECORD, LIST, RECORD, LIST):
                assert number_in(client.get(path)) == number


def test_a_reader_beside_a_writer_never_reads_what_was_overwritten_before_it_asked(
    services: Services, writing: sa.Connection
) -> None:
    _, one, other = services
    write(writing, 0)
    written, stale, ended = [0], [], threading.Event()

    def read(client: httpx.Client, path: str) -> None:
        while not ended.is_set():
            before = written[0]
            found = number_in(client.get(path))
            if found < before:
                stale.append((found, before))

    readers = [threading.Thread(target=read, args=(client, path)) for client in (one, other) for path in (RECORD, LIST)]
    for reader in readers:
        reader.start()
    for number in range(1, TURNS // 4):
        write(writing, number)
        written[0] = number
    ended.set()
    for reader in readers:
        reader.join()
    assert stale == []


def test_a_tag_is_stale_after_a_write_and_current_until_the_next(services: Services, writing: sa.Connection) -> None:
    _, one, other = services
    for number in range(TURNS // 50):
        write(writing, number)
        for path in (RECORD, LIST):
            tag = {"If-None-Match": one.get(path).headers["etag"]}
            assert [client.get(path, headers=tag).status_code for client in (one, other, one, other)] == [304] * 4
        write(writing, number)
        assert [client.get(LIST, headers=tag).status_code for client in (one, other)] == [200] * 2


@pytest.mark.parametrize(
    "path", [RECORD, LIST, "/claims?limit=3&count=true", "/essays/cao2023/claims?limit=2", "/search?q=enterprise"]
)
def test_what_is_repeated_is_the_same_but_for_its_date(service: str, path: str) -> None:
    answers = [httpx.get(service + path) for _ in range(3)]
    said = [(a.status_code, a.content, sorted(h for h in a.headers.items() if h[0] != "date")) for a in answers]
    assert said[0] == said[1] == said[2]


def test_what_a_304_says_is_what_the_answer_said_but_for_its_content(service: str) -> None:
    answer = httpx.get(service + LIST)
    again = httpx.get(service + LIST, headers={"If-None-Match": answer.headers["etag"]})
    kept = {name: value for name, value in answer.headers.items() if not name.startswith(("content-", "date"))}
    assert {name: value for name, value in again.headers.items() if name != "date"} == kept


@pytest.mark.parametrize("path", [RECORD, LIST])
def test_a_repeated_head_has_no_body(service: str, path: str) -> None:
    httpx.get(service + path)
    assert httpx.head(service + path).content == b""


def test_links_are_those_of_the_host_that_was_asked(service: str) -> None:
    httpx.get(service + LIST)
    answer = httpx.get(service + LIST, headers={"Host": "other.example"})
    assert answer.links["next"]["url"].startswith("http://other.example/")


def test_an_error_is_not_repeated_when_it_is_cured(services: Services, writing: sa.Connection) -> None:
    _, one, _ = services
    path = "/claims/cao2023-c999999"
    assert one.get(path).status_code == 404
    with writing.begin():
        columns = (
            "essay_id, kind, text, stance, one_utterance, section_id, note, status, version, created_at, updated_at"
        )
        writing.execute(
            sa.text(
                f"INSERT INTO claims (id, number, {columns}) "
                f"SELECT 'cao2023-c999999', 999999, {columns} FROM claims WHERE id = 'cao2023-c1'"
            )
        )
        writing.execute(sa.text("UPDATE dataset SET version = version + 1"))
    assert one.get(path).status_code == 200


@pytest.mark.parametrize("capacity", [0, 1, 5_000, 100_000])
def test_any_capacity_gives_the_same_answers(seeded: str, service: str, capacity: int) -> None:
    paths = [f"/claims?limit=3&number_gte={number}" for number in range(1, 40)] * 2
    with serving(seeded, cache_bytes=capacity) as base, httpx.Client() as client:
        for path in paths:
            assert client.get(base + path).content == client.get(service + path).content


class Counting:
    """Answers everything with a little, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked += 1
        read_at(scope, 1)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"etag", b'"1"')]})
        await send({"type": "http.response.body", "body": b"[]"})


@pytest.mark.parametrize(("length", "times"), [(10, 1), (30_000, 2)])
def test_what_clients_ask_with_counts_as_well_as_what_they_are_answered(length: int, times: int) -> None:
    app = Counting()
    reader = cast("Reader", Unchanging())
    cache = Cache(app, reader, ChangeMarks(reader), 20_000, by_host=True)
    transport = httpx.ASGITransport(app=Hosts(cache, (), {}))

    async def ask() -> None:
        async with httpx.AsyncClient(transport=transport, base_url="http://lunju.example") as client:
            for _ in range(2):
                await client.get("/claims", headers={"Accept": "a" * length})

    asyncio.run(ask())
    assert app.asked == times


class Unchanging:
    """Tells always the same state."""

    async def state(self) -> DataState:
        return DataState(version=1, text_changes=0, head="0", epoch="0")
