"""The history of the dataset: every version of every record, in one chain.

How its links are computed is in `seed/frozen/chain.py`.
"""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, Sha256, SqlJson, SqlText, Timestamp, one_of
from api.core.records.resource import TYPE

Action = Literal["created", "updated", "withdrawn", "merged", "deleted", "redacted"]
GONE = frozenset({"merged", "deleted", "redacted"})
"""The actions after which a record has versions, but no row: of a redaction itself there never is one."""
REDACTIONS = "redactions"
"""What the version that tells of a redaction calls its resource; its record is the version that was redacted."""
STAMPS = (TYPE, "version", "created_at", "updated_at")
"""The fields of a record that its version says, rather than its state."""


def redaction_of(resource: str, record_id: str, version: int) -> str:
    """Return the id of the redaction of a version, under which the chain tells of it."""
    return f"{resource}/{record_id}@{version}"


class Version(SQLModel, table=True):
    """One immutable state of one record, and its link in the chain (`seed/frozen/chain.py`)."""

    __tablename__ = "versions"
    __table_args__ = (
        sa.UniqueConstraint("resource", "record_id", "version"),
        one_of("action", Action),
        sa.CheckConstraint("sequence >= 1 AND version >= 1", name="numbers"),
        sa.CheckConstraint("LENGTH(content_hash) = 64 AND LENGTH(chain_hash) = 64", name="hashes"),
        # Essays and sources share one namespace: a citation names either.
        sa.Index(
            "uq_versions_author_year",
            "record_id",
            unique=True,
            sqlite_where=sa.text("version = 1 AND resource IN ('essays', 'sources')"),
            postgresql_where=sa.text("version = 1 AND resource IN ('essays', 'sources')"),
        ),
    )

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    resource: str = Field(sa_type=SqlText)
    record_id: str = Field(sa_type=SqlText)
    version: int
    action: Action = Field(sa_type=SqlText)
    state: str | None = Field(default=None, sa_type=SqlText)
    content_hash: Sha256 = Field(sa_type=SqlText)
    chain_hash: Sha256 = Field(sa_type=SqlText)
    created_at: Timestamp = Field(sa_type=SqlText)
    actor: str = Field(sa_type=SqlText)
    reason: str | None = Field(default=None, sa_type=SqlText)


class Dataset(SQLModel, table=True):
    """The one row that tells the version of the whole: the last sequence number and its link.

    `text_changes` counts how often a text was attached or detached, which makes no version. `epoch` is a random name
    for this life of the dataset: one that was restored from a backup has another, so that nobody takes a number of the
    one for a number of the other. It is in no hash. `tallied` says which state the tallies count
    (`core/records/tallies.py`), `noted` up to which version the last changes are noted (`last_changes.py`), `kept` up
    to which state the tables that follow from records are kept (`core/records/kept_tables.py`).
    """

    __tablename__ = "dataset"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int
    chain_hash: Sha256 = Field(sa_type=SqlText)
    text_changes: int
    epoch: str = Field(sa_type=SqlText)
    tallied: str | None = Field(default=None, sa_type=SqlText)
    noted: int | None = Field(default=None)
    kept: str | None = Field(default=None, sa_type=SqlText)


class Pack(SQLModel, table=True):
    """A pack that was loaded, and the dataset version that it left."""

    __tablename__ = "packs"
    __table_args__ = (sa.CheckConstraint("LENGTH(hash) = 64", name="hash"),)

    name: str = Field(primary_key=True, sa_type=SqlText)
    hash: Sha256 = Field(sa_type=SqlText)
    title: LanguageMap = Field(sa_type=SqlJson)
    license: str = Field(sa_type=SqlText)
    dataset_version: int


class Counter(SQLModel, table=True):
    """The last number given in an essay to records of one letter; numbers are never reused."""

    __tablename__ = "counters"

    essay_id: str = Field(primary_key=True, foreign_key="essays.id", sa_type=SqlText)
    letter: str = Field(primary_key=True, sa_type=SqlText)
    last: int
