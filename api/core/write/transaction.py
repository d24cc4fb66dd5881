"""One write request is one transaction, and this is where it commits: before anything is answered."""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Request
from sqlmodel import SQLModel

from api.core.db.engine import check_file, in_turn
from api.core.http.problems import Fault, ProblemError, refuse_faults, shortened
from api.core.http.urls import base_url, parameters
from api.core.query.list_query import refuse_unknown
from api.core.versions.clock import moment, stamp
from api.core.write.authorization import Actor, admin, editor
from api.core.write.constraint_errors import as_problem
from api.core.write.idempotency import Answer, IdempotencyKey, fingerprint, keep_answer, kept_answer
from api.core.write.record_ledger import RecordLedger
from api.core.write.transaction_changes import Changes, Key
from api.core.write.version_recorder import write_versions
from api.core.write.writable import Writable
from api.core.write.write_headers import REASON, read_key, read_reason, reads_minimal

_PAUSES = (0.02, 0.1, 0.3, 1.0)
"""The longest that a transaction waits before each time that it is tried again, in seconds."""

_TRY_AGAIN = frozenset({"40P01", "40001"})
"""PostgreSQL's codes for transactions that were in each other's way."""


@dataclass(frozen=True)
class WriteRequest:
    """A write request, read but not yet understood.

    Attributes:
        engine: the database to write to.
        writables: what can be written, by name.
        base: what links begin with.
        actor: who writes.
        reason: why.
        media_type: the type of the body, without parameters, in lower case.
        content: the body.
        if_match: the state that the change is made to.
        minimal: whether to answer without the record.
        validate_only: whether to write nothing, and only tell what would be.
        key: the idempotency key.
        keep: how long its answer is kept.
        essay: the essay that its records join, where a request may name one.
    """

    engine: sa.Engine
    writables: Mapping[str, Writable]
    base: str
    actor: str
    reason: str | None
    media_type: str
    content: bytes
    if_match: str | None
    minimal: bool
    validate_only: bool
    key: IdempotencyKey | None
    keep: timedelta
    essay: str | None = None

    def require_type(self, media_type: str, header: str) -> None:
        """Refuse a body of another type; `header` tells clients which is read.

        Raises:
            ProblemError: `unsupported-media-type`.
        """
        if self.media_type != media_type:
            detail = f"Send `Content-Type: {media_type}`, not {shortened(self.media_type, 100) or 'none'}."
            raise ProblemError("unsupported-media-type", detail, headers={header: media_type})


async def receive_write(request: Request, actor: Annotated[Actor, Depends(editor)]) -> WriteRequest:
    """Read a write request of an editor.

    Raises:
        ProblemError: the key is not good, or a parameter or a header is not what it can be.
    """
    return await _read(request, actor)


async def receive_admin_write(request: Request, actor: Annotated[Actor, Depends(admin)]) -> WriteRequest:
    """Read a write request of an admin.

    Raises:
        ProblemError: as `receive_write`, and where the key is an editor's.
    """
    return await _read(request, actor)


async def receive_joining_write(request: Request, actor: Annotated[Actor, Depends(editor)]) -> WriteRequest:
    """Read a write request that may name, as `essay`, one that its records join.

    Raises:
        ProblemError: as `receive_write`.
    """
    return await _read(request, actor, ["essay"])


ReceivedWrite = Annotated[WriteRequest, Depends(receive_write)]
JoiningWrite = Annotated[WriteRequest, Depends(receive_joining_write)]
AdminWrite = Annotated[WriteRequest, Depends(receive_admin_write)]


class WriteTransaction:
    """A transaction in which records are written."""

    def __init__(self, request: WriteRequest, ledger: RecordLedger) -> None:
        """Write records by a ledger, for a request."""
        self.request = request
        self.ledger = ledger
        self.changes = ledger.changes

    def version_of(self, key: tuple[str, str]) -> int:
        """Return the version that a record is at after this transaction."""
        if change := self.changes.made.get(key):
            return change.version
        row = self.find(*key)
        assert row is not None, "what is not changed is there"
        return int(row["version"])

    def find(self, table: str, identifier: str) -> Mapping[str, Any] | None:
        """Return a row by its id; None where there is none."""
        return self.ledger.find(table, identifier)

    def makes(self, table: str, identifier: str) -> bool:
        """Tell whether the transaction makes a record."""
        change = self.changes.made.get((table, identifier))
        return change is not None and change.action == "created"

    def naming(self, table: str, column: str, identifier: str) -> list[str]:
        """Return the ids of the rows of which a column names a record."""
        return [row["id"] for row in self.ledger.ask(_naming(table, column), {"id": identifier})]

    def having(self, table: str, same: Mapping[str, Any], named: Iterable[Key]) -> list[str]:
        """Return the ids of the rows that have some values."""
        return self.ledger.having(table, same, named)

    def rows(
        self, statement: sa.Select[Any] | sa.CompoundSelect[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a statement."""
        return self.ledger.ask(statement, parameters)


@lru_cache(maxsize=256)
def _naming(table: str, column: str) -> sa.Select[Any]:
    found = SQLModel.metadata.tables[table]
    return sa.select(found.c.id).where(found.c[column] == sa.bindparam("id"))


def transact(request: WriteRequest, operation: Callable[[WriteTransaction], Answer]) -> Answer:
    """Run an operation in a transaction of its own, and return its answer once that is committed.

    Transactions that are in each other's way are tried again. With an idempotency key that was used, the
    answer is that of the first time.

    Raises:
        ProblemError: the operation is refused, and nothing is written.
        SQLAlchemyError: the database cannot be written now.
    """
    for pause in (*_PAUSES, None):
        try:
            return _once(request, operation)
        except sa.exc.IntegrityError as error:
            raise as_problem(error, request.writables) from error
        except sa.exc.DBAPIError as error:
            if pause is None or getattr(error.orig, "sqlstate", None) not in _TRY_AGAIN:
                raise
            time.sleep(random.uniform(0, pause))  # noqa: S311 - apart from the other transaction, not secret
    raise AssertionError


def _once(request: WriteRequest, operation: Callable[[WriteTransaction], Answer]) -> Answer:
    resources = {name: writable.resource for name, writable in request.writables.items()}
    changes = Changes(resources, request.actor, request.reason)
    with in_turn(request.engine), request.engine.connect() as connection, connection.begin() as begun:
        changes.now = stamp(moment(connection))
        key = None if request.validate_only else request.key
        if key and (kept := kept_answer(connection, key)):
            return kept
        ledger = RecordLedger(connection, changes)
        answer = operation(WriteTransaction(request, ledger))
        ledger.flush()
        if request.validate_only:
            begun.rollback()
            return Answer(200, answer.content)
        if key:
            keep_answer(connection, key, answer, request.keep)
        write_versions(ledger)
    check_file(request.engine)  # the name may have come to lead elsewhere while it was committed
    return answer


async def _read(request: Request, actor: Actor, further: Sequence[str] = ()) -> WriteRequest:
    query = request.scope["query_string"]
    given = parameters(query)
    refuse_unknown(given, ["validate_only", *further])
    essays = given.getlist("essay")
    if len(essays) > 1:
        refuse_faults([Fault(detail="names one essay, once", parameter="essay")])
    validate_only = given.getlist("validate_only") or ["false"]
    if validate_only not in (["true"], ["false"]):
        refuse_faults([Fault(detail="is true or false, once", parameter="validate_only")])
    content = await request.body()
    headers = request.headers
    key, target = read_key(headers.get("idempotency-key")), f"{request.scope['path']}?{query.decode('latin-1')}"
    state = request.app.state
    return WriteRequest(
        engine=state.engine,
        writables=state.writables,
        base=base_url(request),
        actor=f"key:{actor.name}",
        reason=read_reason(headers.get(REASON)),
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        content=content,
        if_match=headers.get("if-match"),
        minimal=reads_minimal(headers.get("prefer")),
        validate_only=validate_only == ["true"],
        key=IdempotencyKey(actor.name, key, fingerprint(request.method, target, content)) if key else None,
        keep=timedelta(hours=state.settings.idempotency_hours),
        essay=next(iter(essays), None),
    )
