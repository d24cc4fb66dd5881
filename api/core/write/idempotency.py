"""Answers kept by idempotency key, in the transaction of the write itself, so that a repeat is no second write.

See draft-ietf-httpapi-idempotency-key-header. Only a write that was committed leaves an answer: one that
was refused changed nothing, and is tried again. Where the content that an answer shows is redacted, the
answer goes, and its key stays: a repeat is told so, and writes nothing.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import Sha256, SqlText, Timestamp
from api.core.http.problems import ProblemError
from api.core.records.base_record import table_of
from api.core.versions.clock import clock, stamp


@dataclass(frozen=True)
class Shown:
    """The versions of one record whose content an answer shows: one, or two where the last says that it went."""

    resource: str
    record_id: str
    version: int
    last_version: int


@dataclass(frozen=True)
class Answer:
    """What a write is answered with; `shown` is None where that is no content of a record."""

    status: int
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    shown: Shown | None = None


class KeptAnswer(SQLModel, table=True):
    """The answer to a write that came with an idempotency key, until it expires; its content goes where it must.

    `resource` and `record_id` name the record that the content shows, `version` to `last_version` at which state.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        sa.CheckConstraint("LENGTH(fingerprint) = 64", name="fingerprint"),
        sa.Index(None, "expires_at"),
        sa.Index(None, "resource", "record_id"),
    )

    actor: str = Field(primary_key=True, sa_type=SqlText)
    key: str = Field(primary_key=True, sa_type=SqlText)
    fingerprint: Sha256 = Field(sa_type=SqlText)
    status: int
    headers: str = Field(sa_type=SqlText)
    content: str | None = Field(default=None, sa_type=SqlText)
    resource: str | None = Field(default=None, sa_type=SqlText)
    record_id: str | None = Field(default=None, sa_type=SqlText)
    version: int | None = None
    last_version: int | None = None
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


def kept_answer(connection: sa.Connection, write: IdempotencyKey) -> Answer | None:
    """Return the answer to the first request with a key, and hold the key until the transaction ends.

    On SQLite the transaction waits for those before it; on PostgreSQL the key has a lock of its own.

    Raises:
        ProblemError: `in-flight`, while the first request is under way; `key-reused`, where it was another;
            `answer-gone`, where what it was answered with was redacted.
    """
    if connection.dialect.name == "postgresql":
        lock = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
        if not connection.scalar(lock, {"name": f"{write.actor}\n{write.key}"}):
            detail = f"The first request with the idempotency key {write.key!r} is under way."
            raise ProblemError("in-flight", detail, headers={"Retry-After": "1"})
    _forget_expired(connection)
    row = connection.execute(
        sa.select(_KEPT).where(_KEPT.c.actor == write.actor, _KEPT.c.key == write.key, _KEPT.c.expires_at > _stamp())
    ).one_or_none()
    if row is None:
        return None
    if row.fingerprint != write.fingerprint:
        detail = f"The idempotency key {write.key!r} came first with another request: make a new one for this."
        raise ProblemError("key-reused", detail)
    if row.content is None:
        raise _is_gone(write.key, Shown(row.resource, row.record_id, row.version, row.last_version))
    return Answer(row.status, row.content.encode(), json.loads(row.headers))


def keep_answer(connection: sa.Connection, write: IdempotencyKey, answer: Answer, lifetime: timedelta) -> None:
    """Keep an answer for as long as its key is good."""
    row = {
        "actor": write.actor,
        "key": write.key,
        "fingerprint": write.fingerprint,
        "status": answer.status,
        "headers": json.dumps(answer.headers),
        "content": answer.content.decode(),
        "expires_at": _stamp(lifetime),
    } | (asdict(answer.shown) if answer.shown else {})
    connection.execute(sa.delete(_KEPT).where(_KEPT.c.actor == write.actor, _KEPT.c.key == write.key))
    connection.execute(sa.insert(_KEPT), row)


def forget_answers(connection: sa.Connection, resource: str, record_id: str, version: int) -> None:
    """Take away the answers that show a version, whose content must not be told again; their keys stay."""
    showing = (
        _KEPT.c.resource == resource,
        _KEPT.c.record_id == record_id,
        _KEPT.c.version <= version,
        _KEPT.c.last_version >= version,
    )
    connection.execute(sa.update(_KEPT).where(*showing).values(content=None, headers="{}"))


def _is_gone(key: str, shown: Shown) -> ProblemError:
    detail = (
        f"The request with the idempotency key {key!r} was done, and is not done again. Its answer is gone: it showed "
        f"version {shown.version} of {shown.record_id}, which was redacted since."
    )
    named = {"resource": shown.resource, "id": shown.record_id, "version": shown.last_version}
    return ProblemError("answer-gone", detail, members=named)


def _forget_expired(connection: sa.Connection) -> None:
    # Others that forget at the same time must not be waited for.
    expired = sa.select(_KEPT.c.actor, _KEPT.c.key).where(_KEPT.c.expires_at <= _stamp()).limit(100)
    rows = connection.execute(expired.with_for_update(skip_locked=True)).all()
    if rows:
        connection.execute(sa.delete(_KEPT).where(sa.tuple_(_KEPT.c.actor, _KEPT.c.key).in_([tuple(r) for r in rows])))


def _stamp(later: timedelta = timedelta()) -> str:
    return stamp(clock() + later)
