from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.core.db import sqlite_reader
from api.core.db.engine import SQLITE
from tests.conftest import Databases, engine_of, serving
from tests.patience import PATIENCE


def test_more_requests_than_connections_wait_their_turn(seeded: str) -> None:
    with (
        serving(seeded, pool_size=1) as base,
        httpx.Client(base_url=base) as client,
        ThreadPoolExecutor(20) as threads,
    ):
        answers = list(threads.map(lambda _: client.get("/claims?limit=200").status_code, range(60)))
    assert answers == [200] * 60


def test_a_read_sees_what_was_written_before_it(writable: str) -> None:
    with serving(writable) as base:
        with engine_of(writable) as engine, engine.begin() as connection:
            connection.execute(sa.text("UPDATE units SET dimension = 'tried', document = NULL WHERE id = 'mo'"))
        assert httpx.get(f"{base}/units/mo").json()["dimension"] == "tried"


def test_a_read_does_not_see_what_is_not_committed(writable: str) -> None:
    with serving(writable) as base, engine_of(writable) as engine, engine.connect() as connection:
        connection.execute(sa.text("UPDATE units SET dimension = 'tried', document = NULL WHERE id = 'mo'"))
        assert httpx.get(f"{base}/units/mo").json()["dimension"] != "tried"


@pytest.fixture(scope="module")
def journalled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A SQLite database with a rollback journal, under which a writer locks readers out."""
    url = Databases("sqlite", tmp_path_factory.mktemp("journalled"), None).seeded()
    connection = SQLITE.connect(sa.make_url(url).database)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    return url


@contextmanager
def exclusive(url: str) -> Iterator[Any]:
    """Lock a SQLite database, so that nobody else can read it."""
    connection = SQLITE.connect(sa.make_url(url).database, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield connection
    finally:
        connection.rollback()
        connection.close()


@pytest.fixture
def waiting_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_reader, "_BUSY_SECONDS", PATIENCE)


@pytest.fixture
def waiting_briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_reader, "_BUSY_SECONDS", 0.2)


@pytest.mark.usefixtures("waiting_long")
def test_a_locked_sqlite_is_waited_for(journalled: str) -> None:
    with serving(journalled) as base, ThreadPoolExecutor() as threads:
        with exclusive(journalled):
            waiting = threads.submit(httpx.get, f"{base}/claims")
            httpx.get(f"{base}/healthz")  # it was received before this one was answered, or is about to be
        assert waiting.result().status_code == 200


@pytest.mark.usefixtures("waiting_long")
def test_a_locked_sqlite_does_not_keep_others_waiting(journalled: str) -> None:
    with serving(journalled) as base, ThreadPoolExecutor() as threads, exclusive(journalled):
        waiting = threads.submit(httpx.get, f"{base}/claims")
        assert (httpx.get(f"{base}/healthz").status_code, waiting.done()) == (200, False)


@pytest.mark.usefixtures("waiting_briefly")
def test_a_sqlite_that_stays_locked_is_unavailable_for_a_while(journalled: str) -> None:
    with serving(journalled) as base, exclusive(journalled):
        response = httpx.get(f"{base}/claims")
    assert (response.status_code, response.json()["type"], response.headers["Retry-After"]) == (
        503,
        f"{base}/problems/unavailable",
        "1",
    )


@pytest.mark.usefixtures("waiting_briefly")
def test_a_sqlite_that_was_locked_is_read_again(journalled: str) -> None:
    with serving(journalled) as base:
        with exclusive(journalled):
            httpx.get(f"{base}/claims")
        assert httpx.get(f"{base}/claims").status_code == 200


@pytest.fixture(scope="module")
def postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL database of this module's own."""
    made = Databases("postgresql", tmp_path_factory.mktemp("postgres"), postgres_server)
    url = made.seeded()
    yield url
    made.remove()


@pytest.fixture
def administrator(postgres_server: str) -> Iterator[sa.Connection]:
    """A connection to another database of the same server."""
    with engine_of(postgres_server) as engine, engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


def end_connections(administrator: sa.Connection, url: str, *, waiting: bool = False) -> int:
    """End the connections to a database, or only those that wait for a lock, and tell how many there were."""
    activity = sa.table("pg_stat_activity", sa.column("pid"), sa.column("datname"), sa.column("wait_event_type"))
    statement = sa.select(sa.func.pg_terminate_backend(activity.c.pid, 10_000)).where(
        activity.c.datname == sa.make_url(url).database
    )
    if waiting:
        statement = statement.where(activity.c.wait_event_type == "Lock")
    return len(administrator.execute(statement).all())


@contextmanager
def closed(administrator: sa.Connection, url: str) -> Iterator[None]:
    """Let nobody connect to a database, and end the connections that there are."""
    name = sa.make_url(url).database
    administrator.execute(sa.text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'))
    end_connections(administrator, url)
    try:
        yield
    finally:
        administrator.execute(sa.text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))


def test_lost_postgresql_connections_are_made_anew(postgres: str, administrator: sa.Connection) -> None:
    with serving(postgres, pool_size=2) as base:
        httpx.get(f"{base}/claims").raise_for_status()
        end_connections(administrator, postgres)
        answers = [httpx.get(f"{base}/claims").status_code for _ in range(3)]
    assert answers in ([200, 200, 200], [503, 200, 200], [503, 503, 200])


def test_a_postgresql_connection_that_is_lost_while_it_reads_is_unavailable_for_a_while(
    postgres: str, administrator: sa.Connection
) -> None:
    with (
        serving(postgres) as base,
        engine_of(postgres) as engine,
        ThreadPoolExecutor() as threads,
        engine.connect() as writer,
    ):
        writer.execute(sa.text("LOCK TABLE claims IN ACCESS EXCLUSIVE MODE"))
        asked = threads.submit(httpx.get, f"{base}/claims")
        while not end_connections(administrator, postgres, waiting=True):
            assert not asked.done()
        response = asked.result()
    assert (response.status_code, response.headers.get("Retry-After")) == (503, "1")


def test_a_postgresql_that_admits_nobody_is_unavailable_for_a_while(
    postgres: str, administrator: sa.Connection
) -> None:
    with serving(postgres) as base, closed(administrator, postgres):
        httpx.get(f"{base}/claims")
        response = httpx.get(f"{base}/claims")
    assert (response.status_code, response.headers.get("Retry-After")) == (503, "1")


def test_a_postgresql_that_admits_connections_again_is_read_again(postgres: str, administrator: sa.Connection) -> None:
    with serving(postgres) as base:
        with closed(administrator, postgres):
            httpx.get(f"{base}/claims")
        assert httpx.get(f"{base}/claims").status_code == 200
