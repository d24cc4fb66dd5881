"""Errors of the command line, in one line that says what to do."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.util import CommandError
from pydantic import ValidationError

from api.core.db.backup import BackupError
from api.core.db.engine import SQLITE, DatabaseUrlError, sqlite_path
from api.core.db.file_watch import damage_of
from api.core.db.vacuum import BusyError
from api.core.http.problems import ProblemError
from api.core.http.validation_words import words_of
from api.core.versions.verify import BrokenError
from api.settings import Settings
from seed.packs import PackError

_CORRUPT = 11
_SQLITE = {
    5: "it is locked by another process: end that, or try again later",  # BUSY
    6: "it is locked by another process: end that, or try again later",  # LOCKED
    8: "it can only be read: let this user write the file and its folder",  # READONLY
    10: "the disk fails to read or write it: look at the disk, and at the system's log",  # IOERR
    _CORRUPT: "it is damaged: put a backup in its place",
    13: "its disk is full: make room there",  # FULL
    14: "it cannot be opened: let this user read and write the file and its folder",  # CANTOPEN
    26: "it is no SQLite database: name another file, or put a backup in its place",  # NOTADB
}
"""What to do, by the primary result code of SQLite (sqlite.org/rescode.html)."""

_POSTGRESQL = {
    "28P01": "set the right password, in the URL or as LUNJU_DATABASE_PASSWORD",
    "28000": "let this user connect, in pg_hba.conf, or name another",
    "3D000": "make that database, or name another",
    "42501": "let the user do that, or connect as the owner of the database",
    "25006": "connect to the primary: this server can only be read",
    "53100": "make room on its disk",
    "53300": "end other connections, or raise max_connections",
    "57P03": "try again when the server has started",
    "42P01": "the schema is not whole: put a backup in its place",
    "42703": "the schema is not whole: put a backup in its place",
    "XX001": "it is damaged: put a backup in its place",
    "XX002": "an index is damaged: REINDEX it",
}
"""The same, by code of PostgreSQL (postgresql.org/docs/current/errcodes-appendix.html)."""


def explain(error: Exception) -> str | None:
    """Return what is wrong and what to do, in one line; None where the error is a fault of Lunju's."""
    for kinds, say in _SAID:
        if isinstance(error, kinds):
            return " ".join(say(error).split())
    return None


def _of_setting(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    meant = Settings.model_fields[name].description
    return f"LUNJU_{name.upper()}: {words_of(first)} ({meant})"


def _of_database(error: BaseException | None) -> str:
    if isinstance(error, SQLITE.Error):
        uncoded = _CORRUPT if damage_of(error) else 0
        return _of_sqlite(getattr(error, "sqlite_errorcode", uncoded) & 0xFF, error)
    state = getattr(error, "sqlstate", None) or _state_told(error)
    said = f"the database cannot be opened, see LUNJU_DATABASE_URL: {_first(error)}"
    if state == "42501" and "schema" in str(error):
        user = _url().username or "the user"
        return f"{said}; as the owner of the database run: GRANT CREATE ON SCHEMA public TO {user}"
    todo = _POSTGRESQL.get(
        state or "", "" if state else "see that the server runs there, and lets this machine connect"
    )
    return f"{said}; {todo}" if todo else said


def _of_sqlite(code: int, error: BaseException | None) -> str:
    path = Path("lunju.db")
    with suppress(DatabaseUrlError, ValidationError):  # it may be another file of SQLite, of which the code tells alone
        path = sqlite_path(_url())
    todo = _SQLITE.get(code)
    with suppress(OSError):  # this user may not even look there, as the code says
        if path.is_dir():
            todo = "that is a folder: name a file in it"
        elif not path.parent.is_dir():
            todo = f"there is no folder {path.parent}: make it, or name another"
    said = f"the database cannot be opened, see LUNJU_DATABASE_URL: {path}: {_first(error)}"
    return f"{said}; {todo}" if todo else said


def _state_told(error: BaseException | None) -> str | None:
    """Return the code of an error of connecting, of which libpq hands on the words alone."""
    words = {
        "password authentication failed": "28P01",
        "no password supplied": "28P01",
        "no pg_hba.conf entry": "28000",
        "does not exist": "3D000",
        "starting up": "57P03",
        "too many clients": "53300",
        "remaining connection slots": "53300",
    }
    return next((code for word, code in words.items() if word in str(error)), None)


def _url() -> sa.URL:
    return Settings().database


def _first(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


_SAID: tuple[tuple[tuple[type[Exception], ...], Callable[[Any], str]], ...] = (
    ((DatabaseUrlError, BackupError, BrokenError, BusyError, PackError), str),
    ((ValidationError,), _of_setting),
    ((ProblemError,), lambda error: str(error.detail)),
    ((UnicodeDecodeError,), lambda error: f"the text is not UTF-8: {error}"),
    ((sa.exc.IntegrityError,), lambda error: f"the pack breaks a rule of the schema: {_first(error.orig)}"),
    ((sa.exc.DBAPIError,), lambda error: _of_database(error.orig)),
    ((SQLITE.Error,), _of_database),
    ((CommandError, sa.exc.SQLAlchemyError), lambda error: f"the database cannot be used: {error}"),
    ((FileNotFoundError,), lambda error: f"there is no file {error.filename}"),
    ((IsADirectoryError,), lambda error: f"{error.filename} is a folder: name a file"),
    ((PermissionError,), lambda error: f"this user may not do that with {error.filename}: {error.strerror}"),
    ((OSError, ValueError), str),
)
"""How each kind of error is said; of kinds that hold each other, the narrower first."""
