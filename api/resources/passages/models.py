"""The tables and shapes of passages."""

from typing import Annotated, Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import MAX_INTEGER, Sha256, SqlText
from api.core.db.link_tables import LinkTable
from api.core.identifiers import ClaimId, PassageId, RelationshipId, SectionId, SourceId, StatisticId, TopicId
from api.core.records.base_record import (
    Assigned,
    Numbered,
    Provenance,
    WrittenRecord,
    follows,
    numbered_checks,
    table_of,
)
from api.core.records.filter_factories import holding_where, joined_to, list_contains
from api.core.records.filters import Filter
from api.core.records.related import many_to_many_inverse, many_to_one
from api.core.records.resource import Resource
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext, Writable
from api.resources.passages.passage_text import TEXT
from api.resources.passages.rules import check
from api.resources.passages.told_places import complete

MAX_QUOTE = 10_000
"""How many code points may be quoted to find a place."""

Ordinal = Annotated[int, Field(ge=1, le=MAX_INTEGER)]


class PassageBase(SQLModel):
    """A place in a text, without the text."""

    start: int = Field(ge=0, description="Where it begins: the offset, in code points, of its first character.")
    end: int = Field(ge=1, description="Where it ends: the offset just beyond its last character.")
    sha256: Sha256 = Field(sa_type=SqlText, description="The SHA-256 of the slice in UTF-8, never normalised.")
    section_id: SectionId | None = Field(
        default=None,
        foreign_key="sections.id",
        index=True,
        sa_type=SqlText,
        description="The innermost section that holds it.",
    )
    paragraph: int = Field(ge=1, description="The ordinal of the paragraph that it begins in, in the essay, from 1.")
    sentence: int = Field(
        ge=1,
        description="The ordinal of the sentence that it begins in, in the essay, from 1.",
    )


class Passage(Provenance, PassageBase, Numbered, table=True):
    """A passage, as stored."""

    __tablename__ = "passages"
    __table_args__ = (
        *numbered_checks("p"),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="span"),
        sa.CheckConstraint("paragraph >= 1 AND sentence >= paragraph", name="ordinals"),
        sa.CheckConstraint("LENGTH(sha256) = 64", name="sha256"),
        sa.UniqueConstraint("essay_id", "start", "end"),
        sa.Index(None, "essay_id", "sentence"),
    )


class PassagePublic(Provenance, PassageBase, Numbered):
    """One place in an essay's text, as positions and a hash: whoever holds the text can prove it."""


_TEXT_SAYS = "the place, where the text is attached"


class PassageUpdate(WrittenRecord, PassageBase):
    """A passage, as it is to be: its place, or the words that stand there once, where the text is attached."""

    start: int | None = Field(default=None, ge=0, description="Where it begins; follows from `quote`.")  # type: ignore[assignment] # a body may leave it out
    end: int | None = Field(default=None, ge=1, description="Where it ends; follows from `quote`.")  # type: ignore[assignment] # as before
    sha256: Sha256 | None = follows(_TEXT_SAYS)  # type: ignore[assignment] # as before
    section_id: SectionId | None = follows(f"{_TEXT_SAYS}, and that of sections")
    paragraph: int | None = Field(default=None, ge=1, description=f"Follows from {_TEXT_SAYS}.")  # type: ignore[assignment] # as before
    sentence: int | None = Field(default=None, ge=1, description=f"Follows from {_TEXT_SAYS}.")  # type: ignore[assignment] # as before
    quote: str | None = Field(default=None, max_length=MAX_QUOTE, description="Its words, as they stand in the text.")
    prefix: str | None = Field(default=None, max_length=MAX_QUOTE, description="What stands before these words.")
    suffix: str | None = Field(default=None, max_length=MAX_QUOTE, description="What stands after them.")


class PassageCreate(PassageUpdate, Assigned):
    """A new passage."""


_ID = table_of(Passage).c.id

PASSAGES = Resource(
    name="passages",
    singular="passage",
    table=table_of(Passage),
    public=PassagePublic,
    id_type=PassageId,
    id_example="cao2023-p1",
    labels={"en": ("Passage", "Passages"), "zh-Hans": ("位置", "位置")},
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "section_id",
        "paragraph",
        "sentence",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    filters_by_link=(
        joined_to(
            "claim_id", ClaimId, ("claims_passages", "claim_id", "passage_id"), _ID, "A claim that stands there."
        ),
        joined_to(
            "statistic_id",
            StatisticId,
            ("statistics_passages", "statistic_id", "passage_id"),
            _ID,
            "A figure that stands there.",
        ),
        joined_to(
            "source_id",
            SourceId,
            ("sources_passages", "source_id", "passage_id"),
            _ID,
            "A source that is leaned on there.",
        ),
        joined_to(
            "relationship_id",
            RelationshipId,
            ("relationships_passages", "relationship_id", "passage_id"),
            _ID,
            "A relationship that is treated there.",
        ),
        joined_to(
            "topic_id", TopicId, ("topics_passages", "topic_id", "passage_id"), _ID, "A topic that is named there."
        ),
    ),
    facets=(
        "section_id",
        "essay_id",
        "status",
    ),
    sorts=("number", "start", "end", "paragraph", "sentence", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "section": many_to_one("section_id", "sections", "The innermost section that holds it."),
        "claims": many_to_many_inverse(
            "claims_passages", "passage_id", "claim_id", "claims", "The claims that stand there."
        ),
        "statistics": many_to_many_inverse(
            "statistics_passages", "passage_id", "statistic_id", "statistics", "The figures that stand there."
        ),
        "sources": many_to_many_inverse(
            "sources_passages", "passage_id", "source_id", "sources", "The sources that it leans on."
        ),
    },
    computed={"text": TEXT},
)

PASSAGE_WRITES = Writable(
    resource=PASSAGES, create=PassageCreate, update=PassageUpdate, letter="p", complete=complete, check=check
)


def section_of_first(context: RuleContext, record: Body) -> str | None:
    """Return the section of the first passage of a record that lists its passages."""
    first = context.find("passages", record["passages"][0]) if record["passages"] else None
    return None if first is None else first["section_id"]


def placed(link: LinkTable, record: sa.ColumnElement[Any]) -> tuple[Filter, ...]:
    """Declare the filters by place of records that list their passages."""
    columns = PASSAGES.table.c
    return (
        list_contains("passage_id", PassageId, link, record, "A passage where it stands."),
        holding_where(
            "paragraph", Ordinal, link, record, columns.paragraph, "A paragraph of its essay where it stands."
        ),
        holding_where("sentence", Ordinal, link, record, columns.sentence, "A sentence of its essay where it stands."),
    )
