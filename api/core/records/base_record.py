"""What every record has: its identity, its place among its essay's records, its provenance."""

from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from api.core.db.columns import LanguageMap, SqlJson, SqlText, Timestamp, one_of
from api.core.identifiers import EssayId

Status = Literal["published", "withdrawn"]


def table_of(model: type[SQLModel]) -> sa.Table:
    """Return the table of a model that has one."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


class Numbered(SQLModel):
    """A record of one essay: `cao2023-c17` is the claim of `cao2023` with the number 17."""

    id: str = Field(
        primary_key=True,
        sa_type=SqlText,
        description="The citable identifier, assigned once and never reused.",
    )
    essay_id: EssayId = Field(
        foreign_key="essays.id", sa_type=SqlText, description="The essay that the record belongs to."
    )
    number: int = Field(ge=1, description="The number of the record among those of its kind in the essay.")


class Remarks(SQLModel):
    """What may be said of every record beside what it is."""

    note: LanguageMap | None = Field(
        default=None, sa_type=SqlJson, description="What a reader must know beside the record, by language."
    )
    status: Status = Field(
        default="published", sa_type=SqlText, description="`withdrawn` when the record no longer stands."
    )


class Provenance(Remarks):
    """What is said of every record: which state of it this is, and since when."""

    version: int = Field(default=1, ge=1, description="The number of this state of the record, from 1.")
    created_at: Timestamp = Field(sa_type=SqlText, description="When the first version was made.")
    updated_at: Timestamp = Field(sa_type=SqlText, description="When this version was made.")


class WrittenRecord(Remarks):
    """A record as it is to be, all of it: fields that are not known are refused."""

    model_config = SQLModelConfig(extra="forbid")


class Assigned(SQLModel):
    """What a new record of an essay says of its identity."""

    id: str | None = Field(
        default=None, max_length=80, description="The id, where it is brought along; else the server gives one."
    )
    essay_id: EssayId = Field(description="The essay that the record belongs to.")
    number: int | None = Field(default=None, ge=1, description="The number, where it is brought along.")


def follows(what: str) -> Any:
    """Return the field of a body that may be left out, since it follows from others."""
    return Field(default=None, description=f"Follows from {what}: leave it out, or echo it.")


def provenance_checks() -> tuple[sa.Constraint, ...]:
    """Return the constraints of every record's table."""
    return (one_of("status", Status), sa.CheckConstraint("version >= 1", name="version"))


def numbered_checks(letter: str) -> tuple[sa.Constraint, ...]:
    """Return the constraints of a numbered table: the id says the essay, the kind and the number."""
    return (
        *provenance_checks(),
        sa.UniqueConstraint("essay_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(f"id = essay_id || '-{letter}' || CAST(number AS VARCHAR)", name="id"),
    )
