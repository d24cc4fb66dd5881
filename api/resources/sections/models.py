"""The tables and shapes of sections."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, SqlJson, SqlText, declared_checks
from api.core.db.link_tables import link
from api.core.identifiers import PassageId, SectionId
from api.core.records.base_record import (
    Assigned,
    Numbered,
    Provenance,
    WrittenRecord,
    follows,
    numbered_checks,
    table_of,
)
from api.core.records.related import many_to_many, many_to_one, one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Follow, Writable
from api.resources.sections.rules import check, derive


class SectionBase(SQLModel):
    """What is said of a section, in our own words."""

    parent_id: SectionId | None = Field(
        default=None, sa_type=SqlText, description="The section that this one stands in; null at the top level."
    )
    level: int = Field(ge=1, description="The depth in the outline, from 1.")
    title: LanguageMap = Field(sa_type=SqlJson, description="A title, by language.")
    summary: LanguageMap = Field(sa_type=SqlJson, description="What the section says, in one sentence, by language.")


class Section(Provenance, SectionBase, Numbered, table=True):
    """A section, as stored."""

    __tablename__ = "sections"
    __table_args__ = (
        *numbered_checks("h"),
        *declared_checks(SectionBase),
        sa.CheckConstraint("(level = 1) = (parent_id IS NULL)", name="level"),
        sa.CheckConstraint("parent_id <> id", name="parent"),
        sa.ForeignKeyConstraint(["parent_id"], ["sections.id"], deferrable=True, initially="DEFERRED"),
        sa.Index(None, "parent_id"),
    )


class SectionLists(SQLModel):
    """The lists that a section holds."""

    passages: list[PassageId] = Field(description="The place of the whole section.")


class SectionPublic(Provenance, SectionLists, SectionBase, Numbered):
    """One section of an essay's outline; numbers follow the order of the text."""


class SectionUpdate(WrittenRecord, SectionLists, SectionBase):
    """A section, as it is to be."""

    level: int | None = follows("`parent_id`")  # type: ignore[assignment] # a body may leave it out


class SectionCreate(SectionUpdate, Assigned):
    """A new section."""


SECTION_PASSAGES = link("sections", "passages", owner_key="section_id", member="passages", member_key="passage_id")

SECTIONS = Resource(
    name="sections",
    singular="section",
    table=table_of(Section),
    public=SectionPublic,
    id_type=SectionId,
    id_example="cao2023-h1",
    labels={"en": ("Section", "Sections"), "zh-Hans": ("章节", "章节")},
    links={"passages": SECTION_PASSAGES},
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "parent_id",
        "level",
        "title",
        "summary",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    named_by="title",
    facets=(
        "parent_id",
        "essay_id",
        "status",
    ),
    sorts=("number", "level", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "parent": many_to_one("parent_id", "sections", "The section that it stands in."),
        "sections": one_to_many("parent_id", "sections", "The sections that stand in it."),
        "passages": many_to_many(
            "sections_passages", "section_id", "passage_id", "passages", "The place of the whole section."
        ),
        "claims": one_to_many("section_id", "claims", "The claims whose primary place it holds.", scans=True),
        "statistics": one_to_many("section_id", "statistics", "The figures whose primary place it holds.", scans=True),
    },
)

_SECTIONS = table_of(Section).c

SECTION_WRITES = Writable(
    resource=SECTIONS,
    create=SectionCreate,
    update=SectionUpdate,
    letter="h",
    derived=("level",),
    derive=derive,
    check=check,
    follows=(Follow("sections", lambda parent: sa.select(_SECTIONS.id).where(_SECTIONS.parent_id == parent)),),
)
