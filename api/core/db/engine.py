"""The database: which library, how it is opened, what makes it safe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

import sqlalchemy as sa

from api.core.db.poolers import notice
from api.core.db.postgres_urls import PostgresUrlError, read_postgres_url

try:  # the wheel carries a newer SQLite than most systems have
    import pysqlite3 as sqlite3
except ImportError:  # platforms that it has no wheel for
    import sqlite3

SQLITE: ModuleType = sqlite3

_READS, _CHECK, _POOLED, _TURN = "lunju_reads", "lunju_check", "lunju_pooled", "lunju_turn"
_QUIET: dict[str, Any] = {"hide_parameters": True}
"""What is written stands in no message of an error, and so in no log."""
_WAL_BACKPORTS = {(3, 50): 7, (3, 44): 6}


class DatabaseUrlError(Exception):
    """A database URL that cannot be used; the message says what would be right."""


def parse_url(text: str, password: str | None = None, setting: str = "LUNJU_DATABASE_URL") -> sa.URL:
    """Read a database URL, and name the driver that writes and migrations use.

    Args:
        text: the URL.
        password: the password, where the URL holds none.
        setting: what sets it, for who reads the message.

    Raises:
        DatabaseUrlError: it is no URL, or of a database that Lunju does not run on.
    """
    try:
        url = read_postgres_url(text) if text.startswith("postgres") else sa.make_url(text)
    except sa.exc.ArgumentError:
        url = None
    except PostgresUrlError as error:
        message = f"{setting} cannot be used: {error}"
        raise DatabaseUrlError(message) from None
    if url is None or url.get_backend_name() not in {"sqlite", "postgresql"}:
        message = f"{setting} must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
        raise DatabaseUrlError(message)
    if url.get_backend_name() == "postgresql":
        return url.set(password=url.password or password)
    if not url.database or url.database == ":memory:":
        message = "LUNJU_DATABASE_URL must name a file, as sqlite:///lunju.db does: memory has no other readers"
        raise DatabaseUrlError(message)
    return url


def wal_is_safe(version: tuple[int, int, int] = SQLITE.sqlite_version_info) -> bool:
    """Tell whether this SQLite keeps a write-ahead log whole under concurrent writers.

    Versions 3.7.0 to 3.51.2 can corrupt it when two connections write or checkpoint at once
    (sqlite.org/wal.html, "The WAL-Reset Bug"); some older branches have the fix.
    """
    major, minor, patch = version
    return version >= (3, 51, 3) or patch >= _WAL_BACKPORTS.get((major, minor), 1_000_000)


def create_engine(url: sa.URL, *, lock_seconds: float = 0, check: Callable[[], None] | None = None) -> sa.Engine:
    """Return an engine for writes, migrations and the command line.

    Args:
        url: the database.
        lock_seconds: how long to wait for what others lock; 0 is as long as a migration may: for PostgreSQL
            without end, for SQLite half a minute.
        check: raises unless the file of SQLite is the one to write to; asked at the begin of each transaction, and
            by `check_file`. Where there is one, no file is made.
    """
    if url.get_backend_name() == "postgresql":
        engine = sa.create_engine(url, pool_pre_ping=True, **_QUIET)
        sa.event.listen(engine, "connect", _prepare_postgresql(lock_seconds))
        sa.event.listen(engine, "begin", _begin_postgresql(lock_seconds))
        return engine
    timeout = lock_seconds or 30
    if check is None:
        arguments = {"isolation_level": None, "timeout": timeout}
        engine = sa.create_engine(url, module=SQLITE, connect_args=arguments, **_QUIET)
    else:
        engine = sa.create_engine(
            url,
            module=SQLITE,
            creator=_opener(sqlite_path(url), timeout, check),
            execution_options={_CHECK: check},
            **_QUIET,
        )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine.execution_options(**{_TURN: (Lock(), timeout)})


@contextmanager
def in_turn(engine: sa.Engine) -> Iterator[None]:
    """Let the writers of this process have an SQLite database one after another.

    SQLite itself lets who waits sleep and ask again, so that under many writers some wait for seconds.

    Raises:
        sa.exc.TimeoutError: the turn did not come in the time that a writer may wait.
    """
    turn: tuple[Lock, float] | None = engine.get_execution_options().get(_TURN)
    if turn is None:
        yield
        return
    lock, seconds = turn
    if not lock.acquire(timeout=seconds):
        raise sa.exc.TimeoutError
    try:
        yield
    finally:
        lock.release()


def check_file(engine: sa.Engine) -> None:
    """Raise what the engine's `check` raises: what was committed is there, if this is asked after it."""
    if check := engine.get_execution_options().get(_CHECK):
        check()


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection of the writing engine that only reads, and so does not wait for writers."""
    with engine.connect() as connection:
        yield connection.execution_options(**{_READS: True})


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection whose whole transaction sees one state of the database, and waits for no writer."""
    options: dict[str, Any] = {_READS: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection:
        yield connection.execution_options(**options)


def require_file(url: sa.URL) -> None:
    """Refuse an SQLite database whose file is not there, which opening it would make.

    Raises:
        DatabaseUrlError: the file is not there.
    """
    if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
        message = (
            f"there is no database at {sqlite_path(url)}: run `lunju seed` first; "
            "or run this where the service runs, or set LUNJU_DATABASE_URL to its database"
        )
        raise DatabaseUrlError(message)


def sqlite_path(url: sa.URL) -> Path:
    """Return the file of a SQLite database."""
    return Path(url.database or "").absolute()


def _opener(path: Path, timeout: float, check: Callable[[], None]) -> Callable[[], Any]:
    def connect() -> Any:
        check()
        uri = f"{path.as_uri()}?mode=rw"
        return SQLITE.connect(uri, uri=True, isolation_level=None, timeout=timeout, check_same_thread=False)

    return connect


def _prepare_postgresql(lock_seconds: float) -> Callable[[Any, Any], None]:
    def prepare(connection: Any, record: Any) -> None:
        connection.autocommit = True
        record.info[_POOLED] = notice(connection)
        if record.info[_POOLED]:
            connection.prepare_threshold = None  # nothing is prepared for another transaction
        elif lock_seconds:
            connection.execute(f"SET lock_timeout = {int(lock_seconds * 1000)}")
        connection.autocommit = False

    return prepare


def _begin_postgresql(lock_seconds: float) -> Callable[[sa.Connection], None]:
    def begin(connection: sa.Connection) -> None:
        if lock_seconds and connection.info.get(_POOLED):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(lock_seconds * 1000)}")

    return begin


def _prepare_sqlite(connection: Any, _record: object) -> None:
    journal = "WAL" if wal_is_safe() else "DELETE"
    # What is deleted is overwritten with zeros, so that what was redacted does not stay in spare pages.
    for pragma in ("foreign_keys = ON", f"journal_mode = {journal}", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    # The driver begins no transaction itself (isolation_level is None), so that DDL can roll back;
    # taking the write lock at once spares a transaction the failure to upgrade later.
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get(_READS) else "BEGIN IMMEDIATE")
    if check := options.get(_CHECK):
        try:
            check()
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
