"""Answers kept by idempotency key, in the transaction of the write itself, so that a repeat is no second write.

See draft-ietf-httpapi-idempotency-key-header. Only a write that was committed leaves an answer: one that
was refused changed nothing, and is tried again.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.columns import Sha256, SqlText, Timestamp
from api.core.moments import clock, stamp
from api.core.problems import ProblemError
from api.core.record import table_of


@dataclass(frozen=True)
class Answer:
    """What a write is answered with."""

    status: int
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class KeptAnswer(SQLModel, table=True):
    """The answer to a write that came with an idempotency key, until it expires."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        sa.CheckConstraint("LENGTH(fingerprint) = 64", name="fingerprint"),
        sa.Index(None, "expires_at"),
    )

    actor: str = Field(primary_key=True, sa_type=SqlText)
    key: str = Field(primary_key=True, sa_type=SqlText)
    fingerprint: Sha256 = Field(sa_type=SqlText)
    status: int
    headers: str = Field(sa_type=SqlText)
    content: str = Field(sa_type=SqlText)
    expires_at: Timestamp = Field(sa_type=SqlText)


_KEPT = table_of(KeptAnswer)


@dataclass(frozen=True)
class IdempotencyKey:
    """A key of one writer, and what it was sent with.

    Attributes:
        actor: whose key it is: others may choose the same.
        key: the key.
        fingerprint: tells its request from others.
    """

    actor: str
    key: str
    fingerprint: str


def fingerprint(method: str, target: str, content: bytes) -> str:
    """Return what tells a request from others: the SHA-256 of its method, path, query and body."""
    return sha256(f"{method} {target}\n".encode() + content).hexdigest()


def kept_answer(connection: sa.Connection, sent: IdempotencyKey) -> Answer | None:
    """Return the answer to the first request with a key, and hold the key until the transaction ends.

    On SQLite the transaction waits for those before it; on PostgreSQL the key has a lock of its own.

    Raises:
        ProblemError: `in-flight`, while the first request is under way; `key-reused`, where it was another.
    """
    if connection.dialect.name == "postgresql":
        lock = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
        if not connection.scalar(lock, {"name": f"{sent.actor}\n{sent.key}"}):
            detail = f"The first request with the idempotency key {sent.key!r} is under way."
            raise ProblemError("in-flight", detail, headers={"Retry-After": "1"})
    _forget_expired(connection)
    row = connection.execute(
        sa.select(_KEPT).where(_KEPT.c.actor == sent.actor, _KEPT.c.key == sent.key, _KEPT.c.expires_at > _stamp())
    ).one_or_none()
    if row is None:
        return None
    if row.fingerprint != sent.fingerprint:
        detail = f"The idempotency key {sent.key!r} came first with another request: make a new one for this."
        raise ProblemError("key-reused", detail)
    return Answer(row.status, row.content.encode(), json.loads(row.headers))


def keep_answer(connection: sa.Connection, sent: IdempotencyKey, answer: Answer, lifetime: timedelta) -> None:
    """Keep an answer for as long as its key is good."""
    row = {
        "actor": sent.actor,
        "key": sent.key,
        "fingerprint": sent.fingerprint,
        "status": answer.status,
        "headers": json.dumps(answer.headers),
        "content": answer.content.decode(),
        "expires_at": _stamp(lifetime),
    }
    connection.execute(sa.delete(_KEPT).where(_KEPT.c.actor == sent.actor, _KEPT.c.key == sent.key))
    connection.execute(sa.insert(_KEPT), row)


def forget_answers_about(connection: sa.Connection, record_id: str) -> None:
    """Forget every answer that speaks of a record, whose content must not be told again."""
    connection.execute(sa.delete(_KEPT).where(_KEPT.c.content.contains(record_id, autoescape=True)))


def _forget_expired(connection: sa.Connection) -> None:
    # Others that forget at the same time must not be waited for.
    expired = sa.select(_KEPT.c.actor, _KEPT.c.key).where(_KEPT.c.expires_at <= _stamp()).limit(100)
    rows = connection.execute(expired.with_for_update(skip_locked=True)).all()
    if rows:
        connection.execute(sa.delete(_KEPT).where(sa.tuple_(_KEPT.c.actor, _KEPT.c.key).in_([tuple(r) for r in rows])))


def _stamp(later: timedelta = timedelta()) -> str:
    return stamp(clock() + later)
