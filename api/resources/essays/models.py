"""The tables and shapes of essays."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import (
    Edtf,
    LanguageMap,
    LanguageTag,
    License,
    Sha256,
    SqlJson,
    SqlText,
    WebUrl,
    declared_checks,
)
from api.core.identifiers import EssayId
from api.core.query.period_filters import Periods, follows_date
from api.core.records.base_record import Provenance, WrittenRecord, provenance_checks, table_of
from api.core.records.extra_objects import EXTRA, Extra
from api.core.records.person_names import Name
from api.core.records.related import one_to_many
from api.core.records.resource import Resource
from api.core.records.work_identifiers import CslType
from api.core.write.writable import Writable
from api.resources.essays.rules import check
from seed.frozen.derived import issued_days

Genre = Literal["essay", "dialogue", "debate", "student-essay", "abstract", "article", "webpage", "speech"]


class EssayBase(SQLModel):
    """What is known of an essay."""

    title: LanguageMap = Field(sa_type=SqlJson, description="What the essay is called, by language.")
    author: list[Name] = Field(sa_type=SqlJson, description="Who wrote it, as CSL-JSON names.")
    affiliation: LanguageMap | None = Field(
        default=None, sa_type=SqlJson, description="What the byline says of the author, by language."
    )
    csl_type: CslType = Field(sa_type=SqlText, description="The kind of work, as a CSL 1.0.2 type.")
    container_title: str | None = Field(default=None, sa_type=SqlText, description="Where it was published.")
    publisher: str | None = Field(default=None, sa_type=SqlText, description="Who published it.")
    issued: Edtf | None = Field(default=None, sa_type=SqlText, description="When it was published (EDTF level 1).")
    language: LanguageTag = Field(sa_type=SqlText, description="The language of the text (BCP 47).")
    url: str | None = Field(default=None, sa_type=SqlText, description="Where it can be read.")
    license: str | None = Field(
        default=None,
        sa_type=SqlText,
        description="The licence of the text (SPDX); null where its author keeps all rights.",
    )
    genre: Genre = Field(default="essay", sa_type=SqlText, description="What kind of text it is.")
    length: int | None = Field(
        default=None, ge=1, description="The length of the text in Unicode code points; null where it has none."
    )
    sha256: Sha256 | None = Field(
        default=None, sa_type=SqlText, description="The SHA-256 of the text in UTF-8; null where it has none."
    )
    extra: Extra | None = Field(default=None, sa_type=SqlJson, description=EXTRA)


class Identified(SQLModel):
    """A record that is named by author and year."""

    id: EssayId = Field(
        primary_key=True,
        sa_type=SqlText,
        description="The citable identifier, author and year, assigned once and never reused.",
    )


class Essay(Provenance, EssayBase, Identified, table=True):
    """An essay, as stored."""

    __tablename__ = "essays"
    __table_args__ = (
        *provenance_checks(),
        *declared_checks(EssayBase),
        sa.CheckConstraint("length >= 1", name="length"),
        sa.CheckConstraint("LENGTH(sha256) = 64", name="sha256"),
        sa.CheckConstraint("(length IS NULL) = (sha256 IS NULL)", name="text"),
        follows_date("issued"),
    )

    issued_start: str | None = Field(default=None, sa_type=SqlText)
    issued_end: str | None = Field(default=None, sa_type=SqlText)


class EssayPublic(Provenance, EssayBase, Identified):
    """One argued text: its bibliographic facts, and the length and hash that anchors rest on."""


class EssayUpdate(WrittenRecord, EssayBase):
    """An essay, as it is to be."""

    # What is stored is read as it is; what is written is held to being links that are safe to follow.
    url: WebUrl | None = Field(default=None, description="Where it can be read: a URL of http or https.")
    license: License | None = Field(
        default=None, description="The licence of the text (SPDX); null where its author keeps all rights."
    )


class EssayCreate(EssayUpdate, Identified):
    """A new essay; its id is its author and year."""


ESSAYS = Resource(
    name="essays",
    singular="essay",
    table=table_of(Essay),
    public=EssayPublic,
    id_type=EssayId,
    id_example="cao2023",
    schema_type="Article",
    labels={"en": ("Essay", "Essays"), "zh-Hans": ("文章", "文章")},
    filter_columns=(
        "id",
        "language",
        "csl_type",
        "genre",
        "issued",
        "license",
        "title",
        "author",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    composite_filters=(Periods(table_of(Essay), "issued", "It was published"),),
    named_by="title",
    facets=("language", "csl_type", "genre", "license", "issued", "status"),
    narrowing=("language", "csl_type", "genre", "license"),
    sorts=("issued", "language", "length", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "sections": one_to_many("essay_id", "sections", "Its outline.", scans=True),
    },
)

ESSAY_WRITES = Writable(resource=ESSAYS, create=EssayCreate, update=EssayUpdate, check=check, columns=issued_days)
