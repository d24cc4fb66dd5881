"""Following the changes live."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from threading import Event
from typing import Any, cast

import httpx
import pytest
import sqlalchemy as sa

from api.app import create_app
from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Snapshot
from api.core.db.sqlite_reader import SqliteReader
from api.core.http.shutdown import Stopping
from api.resources.changes import event_stream
from api.resources.changes.models import Mark, Wanted
from api.settings import Settings
from tests.api.core.query.test_response_cache import process
from tests.api.resources.test_changes import CHANGES, WRITERS, write
from tests.conftest import engine_of, running, serving
from tests.past import Past, Step
from tests.patience import PATIENCE, wait_until

NOTE = {"note": {"en": "Looked at again."}}
LIVE = {"Accept": "text/event-stream"}

Told = tuple[str, int, Any]
"""The name of an event, its id, its data."""


def events(response: httpx.Response) -> Iterator[Told]:
    """Read server-sent events (WHATWG HTML, section 9.2.6)."""
    said: dict[str, str] = {}
    quiet = 0.0
    for line in response.iter_lines():
        if line.startswith(":"):
            quiet += event_stream.HEARTBEAT
            assert quiet < PATIENCE, "nothing was told"
        elif line:
            name, _, value = line.partition(": ")
            said[name] = value
        elif said:
            yield said["event"], int(said["id"]), json.loads(said["data"])
            said = {}


@contextmanager
def following(base: str, query: str = "", **headers: str) -> Iterator[Iterator[Told]]:
    given = {**LIVE, **{name.replace("_", "-"): value for name, value in headers.items()}}
    with httpx.stream("GET", f"{base}/changes{query}", headers=given) as response:
        assert response.status_code == 200, response.read()
        yield events(response)


@pytest.fixture
def past(writable: str) -> Iterator[Past]:
    with engine_of(writable) as engine:
        yield Past(engine)


def version(base: str) -> int:
    number: int = httpx.get(f"{base}/").json()["dataset"]["version"]
    return number


def epoch(base: str) -> str:
    told: str = httpx.get(f"{base}/").json()["dataset"]["epoch"]
    return told


def test_a_stream_tells_what_changes(writable: str, past: Past) -> None:
    with serving(writable) as base, following(base) as stream:
        assert next(stream)[0] == "start"
        [number] = past.write(Step("claims", "cao2023-c12", NOTE))
        name, identifier, change = next(stream)
        assert (name, identifier) == ("change", number)
        assert [change] == httpx.get(f"{base}/changes?since={number - 1}").json()


def test_a_stream_begins_now(service: str) -> None:
    with following(service) as stream:
        assert next(stream) == ("start", version(service), {"sequence": version(service), "epoch": epoch(service)})


def test_a_stream_may_begin_in_the_past(service: str) -> None:
    known = version(service) - 3
    with following(service, f"?since={known}") as stream:
        assert [next(stream)[1] for _ in range(4)] == [known, known + 1, known + 2, known + 3]


def test_a_stream_tells_all_of_a_long_past(service: str) -> None:
    with following(service, "?since=0") as stream:
        assert [next(stream)[1] for _ in range(version(service) + 1)] == list(range(version(service) + 1))


def test_a_stream_goes_on_where_it_was_left(service: str) -> None:
    with following(service, "?since=5", Last_Event_ID="20") as stream:
        assert [next(stream)[1] for _ in range(3)] == [20, 21, 22]


def test_a_stream_may_be_of_some_changes(writable: str, past: Past) -> None:
    with serving(writable) as base, following(base, "?resource=evidence&essay_id=cao2023") as stream:
        next(stream)
        past.write(Step("claims", "cao2023-c12", NOTE), Step("evidence", "cao2023-e9", action="deleted"))
        assert next(stream)[2]["id"] == "cao2023-e9"


@pytest.mark.one_database
@pytest.mark.parametrize("last", ["x", "-1", "1.5", "99999999999"])
def test_a_stream_does_not_begin_where_nothing_can_be(service: str, last: str) -> None:
    response = httpx.get(f"{service}/changes", headers={**LIVE, "Last-Event-ID": last})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "Last-Event-ID")


@pytest.mark.one_database
def test_a_stream_is_not_kept(service: str) -> None:
    with httpx.stream("GET", f"{service}/changes", headers=LIVE) as response:
        assert (response.headers["cache-control"], response.headers["vary"]) == ("no-store", "Accept")
        assert response.headers["content-type"].startswith("text/event-stream")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/json, text/event-stream", "application/json"),
        ("*/*, text/event-stream;q=0", "application/json"),
        ("text/*", "text/html; charset=utf-8"),
    ],
)
def test_a_client_that_takes_pages_as_well_or_no_stream_gets_a_page(
    service: str, accept: str, content_type: str
) -> None:
    response = httpx.get(f"{service}/changes", headers={"Accept": accept})
    assert response.headers["content-type"] == content_type


@pytest.mark.one_database
def test_the_head_of_a_stream_has_an_end(service: str) -> None:
    response = httpx.head(f"{service}/changes", headers=LIVE)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.one_database
def test_streams_are_bounded_and_a_seat_is_free_when_its_client_left(writable: str) -> None:
    with serving(writable, streams=1) as base:
        with following(base) as stream:
            next(stream)
            refused = httpx.get(f"{base}/changes", headers=LIVE)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
            assert refused.json()["type"] == f"{base}/problems/too-many-streams"
        for _ in range(100):  # the server is told of it after the client left
            with httpx.stream("GET", f"{base}/changes", headers=LIVE) as response:
                if response.status_code == 200:
                    break
        else:
            pytest.fail("the seat was not given back")


def test_one_who_follows_eight_writers_and_is_cut_off_is_told_each_change_exactly_once(
    writable: str, past: Past
) -> None:
    with serving(writable) as base:
        begun = last = version(base)
        told: list[Told] = []
        with ThreadPoolExecutor(WRITERS) as threads:
            writing = [threads.submit(write, past, number) for number in range(WRITERS)]
            while len(told) < CHANGES:
                with following(base, Last_Event_ID=str(last)) as stream:
                    assert next(stream)[:2] == ("start", last)
                    told += islice(stream, min(len(told) % 40 + 1, CHANGES - len(told)))
                    last = told[-1][1]
        written = {number: record for writer in writing for number, record in writer.result()}
    assert [(number, change["id"]) for _, number, change in told] == sorted(written.items())
    assert sorted(written) == list(range(begun + 1, begun + CHANGES + 1))


@pytest.mark.one_database
def test_a_stream_ends_when_the_server_is_told_to_stop(writable: str) -> None:
    begun = Event()

    def listen(base: str) -> list[Told]:
        told = []
        with following(base) as stream:
            for event in stream:  # raises where the end is not a clean one
                told.append(event)
                begun.set()
        return told

    with ThreadPoolExecutor(1) as threads:
        with process(writable) as base:
            listening = threads.submit(listen, base)
            assert begun.wait(PATIENCE)
        assert [name for name, _, _ in listening.result(PATIENCE)] == ["start"]


def test_a_stream_outlasts_a_database_that_cannot_be_read_for_a_while(
    writable: str, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(Settings(database_url=writable))
    looks, ask = [0], app.state.reader.state

    async def context() -> DataState:
        looks[0] += 1
        state: DataState = await ask()
        return state

    monkeypatch.setattr(app.state.reader, "state", context)
    with running(app) as base, engine_of(writable) as engine, following(base) as stream:
        next(stream)
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE dataset RENAME TO away"))
        with pytest.raises(httpx.HTTPStatusError):
            httpx.get(f"{base}/").raise_for_status()
        looked = looks[0]
        wait_until(lambda: looks[0] > looked + 1, "the stream does not look again")
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE away RENAME TO dataset"))
        [number] = past.write(Step("claims", "cao2023-c12", NOTE))
        assert next(stream)[1] == number


class Clock:
    """In place of asyncio for a stream: a clock that goes on only when something sleeps."""

    now = 0.0

    def get_running_loop(self) -> "Clock":
        return self

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


class Changing:
    """In place of a reader: the dataset changes once, when the clock says ten seconds."""

    dialect = SqliteReader.dialect

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def state(self) -> DataState:
        return DataState(version=1 if self._clock.now < 10 else 2, text_changes=0, head="0", epoch="0")

    async def fetch(self, *_: object) -> Snapshot:
        return Snapshot(await self.state(), [(2,)])


def test_a_quiet_stream_says_every_fifteen_seconds_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(event_stream, "asyncio", clock)

    async def said() -> list[tuple[bytes, float]]:
        reader = cast("Reader", Changing(clock))
        stream = event_stream.follow(reader, Wanted((), None), Mark(1, "0"), lambda _: b"{}", Stopping())
        return [((await anext(stream)).partition(b"\ndata")[0], clock.now) for _ in range(4)]

    assert asyncio.run(said()) == [
        (b"id: 1\nevent: start", 0),
        (b"id: 2\nevent: change", 10),  # from which on it is quiet again
        (b":\n", 25),
        (b":\n", 40),
    ]
