"""What takes many rows at once: SQLite by prepared statements, PostgreSQL by COPY."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import Any, Protocol

import sqlalchemy as sa

from seed.frozen.index_tables import OUTDATE

Rows = Sequence[tuple[Any, ...]]
Progress = Callable[[str, int], None]

_SQLITE_PRAGMAS = (
    "foreign_keys = OFF",  # checked over all rows at the end
    "journal_mode = DELETE",  # a write-ahead log would hold every page once more
    "synchronous = NORMAL",
    "cache_size = -400000",
    "temp_store = MEMORY",
)

_VARIABLES = 16_000
"""How many values one statement inserts on SQLite, which takes 32,766 at most."""


class Target(Protocol):
    """A database that is being filled."""

    def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Insert rows."""

    def advance(self, version: int, chain_hash: str) -> None:
        """Set the version of the dataset, and the head of its chain; the search index is outdated then."""


def bulk_target(engine: sa.Engine, tables: Sequence[sa.Table], progress: Progress) -> AbstractContextManager[Target]:
    """Open a database to fill tables; on leaving, their keys and indexes are built and all is committed."""
    names = [table.name for table in tables]
    return _postgres(engine, names, progress) if engine.dialect.name == "postgresql" else _sqlite(engine, progress)


class _Sqlite:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        insert = f'INSERT INTO "{table}" ({names}) VALUES '
        # The driver lets other threads run while a statement does, so that one of many rows leaves them more.
        together = max(1, _VARIABLES // len(columns))
        whole = len(rows) - len(rows) % together
        several = insert + ", ".join([f"({marks})"] * together)
        for start in range(0, whole, together):
            self._connection.execute(several, list(chain.from_iterable(rows[start : start + together])))
        self._connection.executemany(f"{insert}({marks})", rows[whole:])

    def advance(self, version: int, chain_hash: str) -> None:
        self._connection.execute("UPDATE dataset SET version = ?, chain_hash = ?", (version, chain_hash))
        self._connection.execute(OUTDATE)


@contextmanager
def _sqlite(engine: sa.Engine, progress: Progress) -> Iterator[Target]:
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    try:
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
        indexes = connection.execute(made).fetchall()
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        yield _Sqlite(connection)
        progress("indexes", len(indexes))
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")
        _check(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        pooled.invalidate()  # its settings are not for others


def _check(connection: Any) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        message = f"a row of {broken[0]} names one of {broken[2]} that is not there"
        raise ValueError(message)


class _Postgres:
    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def write(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        with self._cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def advance(self, version: int, chain_hash: str) -> None:
        self._cursor.execute("UPDATE dataset SET version = %s, chain_hash = %s", (version, chain_hash))
        self._cursor.execute(OUTDATE)


_CONSTRAINTS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE contype IN ('f', 'u', 'p') AND conrelid::regclass::text = ANY(%s)
    ORDER BY contype <> 'f', conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s)
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY 1
"""


@contextmanager
def _postgres(engine: sa.Engine, tables: list[str], progress: Progress) -> Iterator[Target]:
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        cursor = driver.cursor()
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute(_CONSTRAINTS, (tables,))
        constraints = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(_INDEXES, (tables,))
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield _Postgres(cursor)
        progress("keys and indexes", len(constraints) + len(indexes))
        for table, name, definition in reversed(constraints):  # what foreign keys refer to comes first
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for _, sql in indexes:
            cursor.execute(sql)
        cursor.execute("ANALYZE")
