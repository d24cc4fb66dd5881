"""The texts of essays, where the operator attached them: no records, so in no version, no change and no export."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import Sha256, SqlText, Timestamp
from api.core.records.base_record import table_of
from api.core.versions.version_tables import Dataset


class AttachedText(SQLModel, table=True):
    """The text of an essay; `free` where its pack carries it, so that anybody may be served it."""

    __tablename__ = "texts"
    __table_args__ = (sa.CheckConstraint("LENGTH(sha256) = 64", name="sha256"),)

    essay_id: str = Field(primary_key=True, foreign_key="essays.id", ondelete="CASCADE", sa_type=SqlText)
    sha256: Sha256 = Field(sa_type=SqlText)
    text: str = Field(sa_type=SqlText)
    free: bool
    attached_at: Timestamp = Field(sa_type=SqlText)


TEXTS = table_of(AttachedText)


_FREE = ("CC0-", "CC-BY-4", "CC-BY-SA-", "PDDL-", "CC-PDDC", "CC-PDM-")
"""How licences begin by which anybody may be shown the text."""


class TextError(ValueError):
    """A text that is not the essay's, or not there; the message says what would be right."""


def digest(content: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(content.encode()).hexdigest()


def is_free(license_of_text: str | None) -> bool:
    """Tell whether anybody may be shown a text of a licence (SPDX)."""
    return (license_of_text or "").startswith(_FREE)


def attach(connection: sa.Connection, essay_id: str, content: str, *, free: bool) -> None:
    """Attach its text to an essay; one that is attached already is replaced.

    Args:
        connection: a transaction, which the caller commits.
        essay_id: the essay.
        content: its exact text.
        free: whether anybody may be served it.

    Raises:
        TextError: there is no such essay, or its length or SHA-256 differs.
    """
    check(connection, essay_id, content)
    if "\0" in content:  # PostgreSQL stores no such text
        message = f"the text has the character U+0000 at {content.index(chr(0))}, and cannot be stored"
        raise TextError(message)
    connection.execute(sa.delete(TEXTS).where(TEXTS.c.essay_id == essay_id))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = {"essay_id": essay_id, "sha256": digest(content), "text": content, "free": free, "attached_at": now}
    connection.execute(sa.insert(TEXTS), row)
    _tell(connection)


def detach(connection: sa.Connection, essay_id: str) -> None:
    """Remove the text of an essay, in a transaction that the caller commits.

    Raises:
        TextError: none is attached.
    """
    if connection.execute(sa.delete(TEXTS).where(TEXTS.c.essay_id == essay_id)).rowcount == 0:
        message = f"no text is attached to an essay {essay_id!r}"
        raise TextError(message)
    _tell(connection)


def check(connection: sa.Connection, essay_id: str, content: str) -> None:
    """Refuse a text that is not that of an essay.

    Raises:
        TextError: there is no such essay, or its length or SHA-256 differs.
    """
    essays = SQLModel.metadata.tables["essays"].c
    essay = connection.execute(sa.select(essays.length, essays.sha256).where(essays.id == essay_id)).one_or_none()
    if essay is None:
        message = f"there is no essay {essay_id!r}"
        raise TextError(message)
    if essay.sha256 is None:
        message = f"{essay_id} has no text: give its record the length and SHA-256 of this one first"
        raise TextError(message)
    if (len(content), digest(content)) != (essay.length, essay.sha256):
        message = (
            f"this is not the text of {essay_id}: it has {len(content)} code points and SHA-256 {digest(content)}, "
            f"the essay {essay.length} and {essay.sha256}{_hint(content, essay.sha256)}"
        )
        raise TextError(message)


def attached(connection: sa.Connection, essay_id: str) -> str | None:
    """Return the text that is attached to an essay, served or not; None where none of its present edition is."""
    essays = SQLModel.metadata.tables["essays"].c
    same = sa.and_(essays.id == TEXTS.c.essay_id, essays.sha256 == TEXTS.c.sha256)
    statement = sa.select(TEXTS.c.text).join_from(TEXTS, essays.id.table, same)
    return connection.scalar(statement.where(TEXTS.c.essay_id == essay_id))


def is_attached(connection: sa.Connection, essay_id: str, content: str, *, free: bool) -> bool:
    """Tell whether a text is attached to an essay already, and shown to as many."""
    its = TEXTS.c.essay_id == essay_id, TEXTS.c.sha256 == digest(content), TEXTS.c.free == free
    return connection.scalar(sa.select(sa.func.count()).select_from(TEXTS).where(*its)) == 1


def places(connection: sa.Connection, essay_id: str) -> list[dict[str, Any]]:
    """Return the places of an essay's passages, but of those withdrawn."""
    table = SQLModel.metadata.tables["passages"].c
    statement = sa.select(table.id, table.start, table.end, table.sha256).order_by(table.number)
    rows = connection.execute(statement.where(table.essay_id == essay_id, table.status == "published")).mappings()
    return [dict(row) for row in rows]


def passages(connection: sa.Connection, essay_id: str) -> list[dict[str, Any]]:
    """Return the places of an essay's passages, but of those withdrawn.

    Raises:
        TextError: there is no such essay, or it has none.
    """
    found = places(connection, essay_id)
    if not found:
        message = f"there is no essay {essay_id!r} with passages"
        raise TextError(message)
    return found


def _tell(connection: sa.Connection) -> None:
    """Let caches know that answers with texts are not what they were."""
    dataset = table_of(Dataset)
    connection.execute(sa.update(dataset).values(text_changes=dataset.c.text_changes + 1))


def _hint(content: str, wanted: str) -> str:
    """Say what a program that saved the file may have changed."""
    plain = content.removeprefix("\ufeff").replace("\r\n", "\n")
    for likely in (plain, plain.rstrip("\n"), plain.rstrip("\n") + "\n"):
        if digest(likely) == wanted:
            return "; it is the same but for a byte order mark, or for line ends: save it without, with LF"
    return ""
