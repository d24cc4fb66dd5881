"""Databases as wholes, of the kind and at the place that a URL names: made, copied, renamed and dropped."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from api.core.db.engine import create_engine, sqlite_path

_LOCK = 0x6C756E6A75_74
"""The advisory lock of PostgreSQL that whoever makes a template holds ("lunjut" in ASCII)."""


class WholeDatabases(Protocol):
    """Databases beside each other."""

    def place(self, name: str) -> sa.URL:
        """Return the URL of the database of a name, whether it is there or not."""

    def exists(self, url: sa.URL) -> bool:
        """Tell whether a database is there."""

    def create(self, url: sa.URL) -> None:
        """Make an empty database."""

    def copy(self, source: sa.URL, target: sa.URL) -> None:
        """Make a copy of a database that nothing is connected to."""

    def publish(self, source: sa.URL, target: sa.URL) -> None:
        """Give a database that nothing is connected to the name that others look for, all at once."""

    def drop(self, url: sa.URL) -> None:
        """Remove a database, whoever is connected to it."""

    def alone(self) -> AbstractContextManager[None]:
        """Wait for other processes that make what is to be published."""

    def close(self) -> None:
        """Disconnect."""


def beside(url: sa.URL) -> WholeDatabases:
    """Return the databases beside one: files in its folder, or databases of its server."""
    if url.get_backend_name() == "sqlite":
        return DatabaseFiles(sqlite_path(url).parent)
    return ServerDatabases(url)


class DatabaseFiles:
    """Files of SQLite in a folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        self._folder = folder

    def place(self, name: str) -> sa.URL:
        """Return the URL of a file."""
        return sa.URL.create("sqlite", database=str(self._folder / f"{name}.db"))

    def exists(self, url: sa.URL) -> bool:
        """Tell whether a file is there."""
        return sqlite_path(url).exists()

    def create(self, url: sa.URL) -> None:
        """Leave it to who opens the file first, and makes it."""

    def copy(self, source: sa.URL, target: sa.URL) -> None:
        """Copy a file: its write-ahead log went into it when the last connection was closed."""
        shutil.copyfile(sqlite_path(source), sqlite_path(target))

    def publish(self, source: sa.URL, target: sa.URL) -> None:
        """Rename a file, whatever was there."""
        sqlite_path(source).replace(sqlite_path(target))

    def drop(self, url: sa.URL) -> None:
        """Remove a file, and what stands beside it while it is open."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{sqlite_path(url)}{suffix}").unlink(missing_ok=True)

    def alone(self) -> AbstractContextManager[None]:
        """Wait for nobody: whoever publishes last replaces the same with the same."""
        return nullcontext()

    def close(self) -> None:
        """Leave everything: nothing is held open."""


class ServerDatabases:
    """Databases of a server of PostgreSQL, made by whom a URL names, who needs CREATEDB for it."""

    def __init__(self, url: sa.URL) -> None:
        """Name the database from which the others are made."""
        self._url = url
        self._engine = create_engine(url)

    def place(self, name: str) -> sa.URL:
        """Return the URL of a database."""
        return self._url.set(database=name)

    def exists(self, url: sa.URL) -> bool:
        """Tell whether a database is there."""
        with self._maintenance() as connection:
            found = connection.scalar(
                sa.text("SELECT count(*) FROM pg_database WHERE datname = :name"), {"name": url.database}
            )
        return bool(found)

    def create(self, url: sa.URL) -> None:
        """Make an empty database, in UTF-8 whatever the server's own encoding is."""
        self._run(f"CREATE DATABASE {self._quoted(url)} TEMPLATE template0 ENCODING 'UTF8'")

    def copy(self, source: sa.URL, target: sa.URL) -> None:
        """Make a database of another as template."""
        self._run(f"CREATE DATABASE {self._quoted(target)} TEMPLATE {self._quoted(source)}")

    def publish(self, source: sa.URL, target: sa.URL) -> None:
        """Rename a database, to which nobody can connect from then on: a template has no guests while it is copied."""
        self._run(
            f"ALTER DATABASE {self._quoted(source)} ALLOW_CONNECTIONS false",
            f"ALTER DATABASE {self._quoted(source)} RENAME TO {self._quoted(target)}",
        )

    def drop(self, url: sa.URL) -> None:
        """Remove a database, and end what is connected to it."""
        self._run(f"DROP DATABASE IF EXISTS {self._quoted(url)} WITH (FORCE)")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a lock of this server's database, one process at a time."""
        with self._maintenance() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_lock(_LOCK)))
            try:
                yield
            finally:
                connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))

    def close(self) -> None:
        """Disconnect."""
        self._engine.dispose()

    def _run(self, *statements: str) -> None:
        with self._maintenance() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def _quoted(self, url: sa.URL) -> str:
        return self._engine.dialect.identifier_preparer.quote_identifier(str(url.database))

    @contextmanager
    def _maintenance(self) -> Iterator[sa.Connection]:
        # A database is made and dropped outside of any transaction.
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection
