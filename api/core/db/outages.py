"""503: errors of a database that cannot be used now (lost, full, damaged, read-only), told from errors of a request.

What reads meet is told apart in `reader.py`. The service needs no restart after any of these: a connection that broke
is replaced by the pool.
"""

import logging
from dataclasses import dataclass

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.db.file_watch import damage_of
from api.core.db.reader import NO_ROOM
from api.core.http.problems import ProblemError, problem_response

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Outage:
    cause: str
    retry_after: int


_LOCKED = _Outage("It is locked by another writer", 1)
_CROSSED = _Outage("Two writers stood in each other's way", 1)
_BUSY = _Outage("Too many writers wait for it", 1)
_FULL = _Outage("Its disk is full", 30)
_LOST = _Outage("The connection to it is lost", 2)
_READ_ONLY = _Outage("It can only be read", 30)
_NO_PRIMARY = _Outage("It can only be read, until one of its hosts is made the primary", 2)
_DAMAGED = _Outage("Its file is damaged: the operator is to put a backup in its place", 30)
_FAILING = _Outage("It has no memory, or fails to read or write its files", 5)

_SQLITE = {
    5: _LOCKED,  # BUSY
    6: _LOCKED,  # LOCKED
    7: _FAILING,  # NOMEM
    8: _READ_ONLY,  # READONLY
    10: _FAILING,  # IOERR
    11: _DAMAGED,  # CORRUPT
    13: _FULL,  # FULL
    14: _LOST,  # CANTOPEN
    15: _LOCKED,  # PROTOCOL
    26: _DAMAGED,  # NOTADB
}
"""The primary result codes of SQLite (sqlite.org/rescode.html)."""

_POSTGRESQL = {
    "08": _LOST,
    "25006": _NO_PRIMARY,
    "40001": _CROSSED,
    "40P01": _CROSSED,
    "53": _FAILING,
    "53100": _FULL,
    "53300": _BUSY,
    "55P03": _LOCKED,
    "57": _LOST,
    "58": _FAILING,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""The codes of PostgreSQL, and classes of them (postgresql.org/docs/current/errcodes-appendix.html)."""


def outage(error: sa.exc.SQLAlchemyError) -> ProblemError | None:
    """Return the problem of a database that cannot be used now; None where the error is another."""
    found = _outage_of(error)
    if found is None:
        return None
    detail = (
        f"The database cannot be used now. {found.cause}. Try again in {found.retry_after} s; a write that had an "
        "Idempotency-Key, with the same."
    )
    return ProblemError("unavailable", detail, headers={"Retry-After": str(found.retry_after)})


async def on_database_error(request: Request, error: Exception) -> Response:
    """Answer a database that cannot be used now; other errors of it are failures of the service."""
    assert isinstance(error, sa.exc.SQLAlchemyError)
    problem = outage(error)
    if problem is None:
        raise error
    if isinstance(error, sa.exc.DBAPIError) and error.orig:
        request.app.state.watch.note(error.orig)
        if damage_of(error.orig) or getattr(error.orig, "sqlstate", None) == "25006":
            # Its connections remember pages that may be put right, or lead to what is the primary no more.
            request.app.state.engine.dispose()
    # Not the error itself: that has the statement's values.
    _logger.warning("%s %s: %s", request.method, request.scope["path"], getattr(error, "orig", type(error).__name__))
    return problem_response(request, problem)


async def on_system_error(request: Request, error: Exception) -> Response:
    """Answer that there is no room for temporary files; other errors of the system are failures of the service."""
    assert isinstance(error, OSError)
    if error.errno not in NO_ROOM:
        raise error
    _logger.warning("%s %s: %s", request.method, request.url.path, error)
    detail = "There is no room for temporary files now, which downloads need. Try again in 30 s, or ask for pages."
    return problem_response(request, ProblemError("unavailable", detail, headers={"Retry-After": "30"}))


def _outage_of(error: sa.exc.SQLAlchemyError) -> _Outage | None:
    if isinstance(error, sa.exc.TimeoutError):
        return _BUSY
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # it could not say: it was not reached, or it is gone
        return _LOST if error.connection_invalidated or isinstance(error, sa.exc.OperationalError) else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
