"""Databases that cannot be written for a while: each is really locked, full or gone, and then is not."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from api.core.db.outages import outage
from tests.api.core.db.writers import Writers, serving_writers
from tests.conftest import Databases, engine_of
from tests.patience import PATIENCE

Outage = Callable[[Writers], AbstractContextManager[None]]


@pytest.fixture
def writers(writable: str, tmp_path: Path) -> Iterator[Writers]:
    url = sa.make_url(writable)
    if url.get_backend_name() == "sqlite":  # in a folder of its own, which can be taken away
        path = tmp_path / "disk" / "lunju.db"
        path.parent.mkdir()
        Path(url.database or "").rename(path)
        url = url.set(database=str(path))
    with serving_writers(url.render_as_string(hide_password=False), lock_seconds=0.2) as served:
        yield served


def of_kind(writers: Writers, kind: str) -> bool:
    return writers.url.startswith(kind)


@contextmanager
def locked(writers: Writers) -> Iterator[None]:
    """Hold the lock that a writer needs."""
    with engine_of(writers.url) as engine, engine.begin() as connection:
        if of_kind(writers, "postgresql"):
            connection.execute(sa.text("LOCK TABLE measures IN SHARE MODE"))
        yield


@contextmanager
def full(writers: Writers) -> Iterator[None]:
    """Let nothing more be written: SQLite's file may not grow; PostgreSQL says that its disk is full."""
    engine: sa.Engine = writers.app.state.engine

    def fill(connection: sa.Connection) -> None:
        if of_kind(writers, "sqlite"):
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # it takes the present size for the least
        else:
            connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$")

    def free(connection: sa.Connection) -> None:
        if of_kind(writers, "sqlite"):
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")

    sa.event.listen(engine, "begin", fill)
    try:
        yield
    finally:
        sa.event.remove(engine, "begin", fill)
        sa.event.listen(engine, "begin", free)


@contextmanager
def gone(writers: Writers) -> Iterator[None]:
    """Break every connection, and let nobody connect."""
    url = sa.make_url(writers.url)
    if of_kind(writers, "sqlite"):
        disk = Path(url.database or "").parent
        writers.app.state.engine.dispose()
        away = disk.rename(disk.with_name("away"))
        yield
        away.rename(disk)
        return
    with maintaining(url) as connection:
        connection.execute(sa.text(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false'))
        terminate(connection, url)
        yield
        connection.execute(sa.text(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true'))


@contextmanager
def maintaining(url: sa.URL) -> Iterator[sa.Connection]:
    """Connect to the server of a database, but not to the database."""
    with (
        engine_of(url.set(database="postgres").render_as_string(hide_password=False)) as engine,
        engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
    ):
        yield connection


def terminate(connection: sa.Connection, url: sa.URL, doing: str = "%") -> int:
    """End the connections to a database whose last statement is like a pattern, and tell how many there were."""
    statement = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND query LIKE :doing"
    return len(connection.execute(sa.text(statement), {"name": url.database, "doing": doing}).all())


def write(writers: Writers, **parameters: int) -> httpx.Response:
    return httpx.post(f"{writers.base}/notes", params=parameters)


every_outage = pytest.mark.parametrize(
    ("outage", "cause"),
    [(locked, "locked"), (full, "disk is full"), (gone, "connection to it is lost")],
    ids=["locked", "full", "gone"],
)


@every_outage
def test_a_write_is_refused_for_now(writers: Writers, outage: Outage, cause: str) -> None:
    write(writers)
    with outage(writers):
        response = write(writers, kilobytes=100)
    assert (response.status_code, response.json()["type"], cause in response.json()["detail"]) == (
        503,
        f"{writers.base}/problems/unavailable",
        True,
    )


@every_outage
def test_a_client_is_told_when_to_try_again(writers: Writers, outage: Outage, cause: str) -> None:
    with outage(writers):
        response = write(writers, kilobytes=100)
    assert int(response.headers["Retry-After"]) > 0, cause


@every_outage
def test_the_service_writes_again_without_a_restart(writers: Writers, outage: Outage, cause: str) -> None:
    with outage(writers):
        refused = [write(writers, kilobytes=100).status_code for _ in range(3)]
    assert (refused, write(writers, kilobytes=100).status_code) == ([503] * 3, 200), cause


@every_outage
def test_nothing_of_a_refused_write_is_left(writers: Writers, outage: Outage, cause: str) -> None:
    count = sa.text("SELECT COUNT(*) FROM measures")
    with engine_of(writers.url) as engine, engine.connect() as connection:
        before = connection.scalar(count)
    with outage(writers):
        write(writers, kilobytes=100)
    with engine_of(writers.url) as engine, engine.connect() as connection:
        assert connection.scalar(count) == before, cause


def test_keys_are_asked_for_in_vain_while_the_database_is_gone(writers: Writers) -> None:
    header = writers.key("alice")
    with gone(writers):
        refused = httpx.post(f"{writers.base}/edits", headers=header)
    assert (refused.status_code, httpx.post(f"{writers.base}/edits", headers=header).status_code) == (503, 200)


def test_a_connection_that_breaks_in_the_middle_of_a_write_is_replaced(postgres_server: str, tmp_path: Path) -> None:
    databases = Databases("postgresql", tmp_path, postgres_server)
    url = databases.seeded()
    with serving_writers(url) as writers, ThreadPoolExecutor() as pool, maintaining(sa.make_url(url)) as connection:
        broken = pool.submit(write, writers, seconds=PATIENCE)
        while not terminate(connection, sa.make_url(url), "%pg_sleep%"):
            assert not broken.done(), "it did not sleep"
            time.sleep(0.01)
        assert (broken.result().status_code, write(writers).status_code) == (503, 200)
    databases.remove()


def test_more_writers_than_there_are_connections_are_told_so(writable: str) -> None:
    with engine_of(writable) as engine:
        pool = sa.pool.QueuePool(engine.raw_connection, pool_size=1, max_overflow=0, timeout=0.01)
        held = pool.connect()
        with pytest.raises(sa.exc.TimeoutError) as error:
            pool.connect()
        held.close()
        pool.dispose()
    problem = outage(error.value)
    assert problem is not None
    assert "Too many writers" in problem.detail


@pytest.mark.parametrize("statement", ["SELECT nothing", "INSERT INTO measures (id) VALUES ('x')", "SELEKT"])
def test_other_errors_are_no_outages(writable: str, statement: str) -> None:
    with engine_of(writable) as engine, engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as error:
        connection.execute(sa.text(statement))
    assert outage(error.value) is None


def test_other_errors_are_failures_of_the_service(writers: Writers) -> None:
    with engine_of(writers.url) as engine, engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE measures RENAME TO lost"))
    assert write(writers).status_code == 500
