"""A backup of the database in one file, made while others read and write, and brought back from it.

Of SQLite it is a database itself, copied page by page by SQLite (sqlite.org/backup.html); of PostgreSQL an archive
of `pg_dump`, which has to be installed, as `pg_restore` has to bring it back.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from api.core.db.engine import SQLITE, create_engine, sqlite_path
from api.core.db.postgres_urls import connection_string

_PAGES = 2000
"""How many pages are copied at once: writers have their turn between."""
_SQLITE_MAGIC = b"SQLite format 3\0"
_ARCHIVE_MAGIC = b"PGDMP"


class BackupError(Exception):
    """There is no backup, or nothing was brought back; the message says why, and what would help."""


def back_up(url: sa.URL, target: Path) -> None:
    """Write a backup to a file, which is there whole or not at all.

    Args:
        url: the database.
        target: the file, which must not be there.

    Raises:
        BackupError: it is there, or a program is missing or failed.
    """
    if target.exists():
        message = f"{target} is there already: name another file, or remove it"
        raise BackupError(message)
    with _finished(target) as unfinished:
        if url.get_backend_name() == "sqlite":
            _copy(sqlite_path(url), unfinished)
        else:
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={unfinished}", url=url)


@contextmanager
def opened(url: sa.URL, backup: Path) -> Iterator[sa.Engine]:
    """Open a backup beside the database, to be looked at, and changed before it is used.

    Args:
        url: the database that it is to be.
        backup: the file.

    Raises:
        BackupError: it is not a backup of that kind of database, or the database holds something already.
    """
    kind = _kind(backup)
    if kind != url.get_backend_name():
        message = f"{backup} is a backup of {kind or 'nothing that Lunju runs on'}, not of {url.get_backend_name()}"
        raise BackupError(message)
    if kind == "sqlite":
        with _restored_file(sqlite_path(url), backup) as engine:
            yield engine
        return
    engine = create_engine(url)
    try:
        if sa.inspect(engine).get_table_names():
            message = "the database is not empty: name an empty one in LUNJU_DATABASE_URL"
            raise BackupError(message)
        _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", f"{backup}", url=url)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _restored_file(target: Path, backup: Path) -> Iterator[sa.Engine]:
    """Open a copy of a file that takes the database's place in the end, at once."""
    if target.exists():
        message = f"{target} is there already: end what serves it, and move it away, with its -wal and -shm"
        raise BackupError(message)
    with _finished(target) as unfinished:
        _copy(backup, unfinished)
        engine = create_engine(sa.URL.create("sqlite", database=str(unfinished)))
        try:
            yield engine
        finally:
            engine.dispose()


def _copy(source: Path, target: Path) -> None:
    """Copy a file of SQLite as it is at one moment, whoever writes to it."""
    uri = f"{source.absolute().as_uri()}?mode=ro"
    try:
        with closing(SQLITE.connect(uri, uri=True)) as read, closing(SQLITE.connect(str(target))) as written:
            read.backup(written, pages=_PAGES)
            written.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            [found] = written.execute("PRAGMA quick_check(1)").fetchone()
    except SQLITE.Error as error:
        message = f"{source} cannot be copied: {error}"
        raise BackupError(message) from error
    if found != "ok":
        message = f"{source} is damaged: {found}"
        raise BackupError(message)


@contextmanager
def _finished(target: Path) -> Iterator[Path]:
    """Yield a name beside a file, which takes its name once it is whole and on the disk; else it is gone."""
    if not target.parent.is_dir():
        message = f"there is no folder {target.parent}"
        raise BackupError(message)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield unfinished
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _kind(backup: Path) -> str | None:
    try:
        with backup.open("rb") as file:
            begins = file.read(len(_SQLITE_MAGIC))
    except OSError as error:
        message = f"{backup} cannot be read: {error.strerror}"
        raise BackupError(message) from error
    return "sqlite" if begins == _SQLITE_MAGIC else "postgresql" if begins.startswith(_ARCHIVE_MAGIC) else None


def _run(name: str, *arguments: str, url: sa.URL) -> None:
    """Run a program of PostgreSQL on a database; its password is in no argument, which others could see."""
    program = shutil.which(name)
    if program is None:
        message = f"{name} is not installed: it comes with PostgreSQL (on Debian, postgresql-client)"
        raise BackupError(message)
    environment: Mapping[str, str] = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    where = connection_string(url.set(password=None))
    command = [program, f"--dbname={where}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - of PostgreSQL, by its path
    if done.returncode:
        message = f"{name} failed: {done.stderr.strip()}"
        raise BackupError(message)
