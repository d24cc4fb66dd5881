"""Imports that were made: what was read, by what, what became of it, and which record each part of it is."""

from typing import Any

from sqlmodel import Field, SQLModel

from api.core.db.columns import SqlJson, SqlText, Timestamp


class Import(SQLModel, table=True):
    """One import. It is in no version and no hash: those of its records name the files, too.

    `parts` are the records of its essay, each by what the draft calls it: the resource, the id, the version that an
    import left last, and the hash of what was said of it. What a corrected draft changes is told from it, and what
    people changed.
    """

    __tablename__ = "imports"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    essay_id: str | None = Field(default=None, index=True, sa_type=SqlText)
    format: str = Field(sa_type=SqlText)
    importer: str = Field(sa_type=SqlText)
    files: list[Any] = Field(sa_type=SqlJson)
    actor: str = Field(sa_type=SqlText)
    created_at: Timestamp = Field(sa_type=SqlText)
    report: str = Field(sa_type=SqlText)
    parts: dict[str, Any] = Field(sa_type=SqlJson)
