"""The tables and shapes of sources."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import Edtf, LanguageMap, LanguageTag, SqlJson, SqlText, WebUrl, declared_checks
from api.core.db.link_tables import link
from api.core.identifiers import ClaimId, EntityId, EssayId, PassageId, SourceId, StatisticId
from api.core.query.period_filters import Periods, follows_date
from api.core.query.search_plans import Search
from api.core.query.vocabulary_filters import VocabularyFilter
from api.core.records.base_record import Provenance, WrittenRecord, provenance_checks, table_of
from api.core.records.extra_objects import EXTRA, Extra
from api.core.records.filter_factories import holding_where, joined_to
from api.core.records.person_names import Name
from api.core.records.related import many_to_many, many_to_many_inverse, many_to_one, one_to_many
from api.core.records.resource import Resource
from api.core.records.work_identifiers import CslType, Doi, Isbn, Issn
from api.core.write.writable import Writable
from api.resources.entities.models import ENTITIES
from api.resources.evidence.models import outbound_evidence_filters
from api.resources.passages.models import PASSAGES, placed
from api.resources.reviews.models import retraction_filter
from api.resources.sources.nameless_sources import name_nobody
from seed.frozen.derived import issued_days
from seed.frozen.index import FIELDS

SourceKind = Literal[
    "person",
    "organisation",
    "report",
    "paper",
    "article",
    "speech",
    "webpage",
    "communication",
    "statistics",
    "saying",
    "anonymous",
]


class Cited(SQLModel):
    """A source that is named by author and year."""

    id: SourceId = Field(
        primary_key=True,
        sa_type=SqlText,
        description="The citable identifier, author and year, shared by all essays; `anon…` where nobody is named.",
    )


class SourceBase(SQLModel):
    """What is certain of a source; what is not is null."""

    kind: SourceKind = Field(sa_type=SqlText, description="What the source is.")
    name: LanguageMap = Field(sa_type=SqlJson, description="How to call it, by language.")
    csl_type: CslType = Field(sa_type=SqlText, description="The kind of work, as a CSL 1.0.2 type.")
    title: str | None = Field(default=None, sa_type=SqlText, description="The title of the work, in its own language.")
    author: list[Name] = Field(sa_type=SqlJson, description="Who wrote or said it, as CSL-JSON names.")
    editor: list[Name] | None = Field(default=None, sa_type=SqlJson, description="Who edited it, as CSL-JSON names.")
    translator: list[Name] | None = Field(
        default=None, sa_type=SqlJson, description="Who translated it, as CSL-JSON names."
    )
    container_title: str | None = Field(
        default=None, sa_type=SqlText, description="The journal, newspaper or book that it is in."
    )
    publisher: str | None = Field(default=None, sa_type=SqlText, description="Who published it.")
    publisher_place: str | None = Field(default=None, sa_type=SqlText, description="Where it was published.")
    edition: str | None = Field(default=None, sa_type=SqlText, description="The edition: a number, or words.")
    volume: str | None = Field(default=None, sa_type=SqlText, description="The volume.")
    issue: str | None = Field(default=None, sa_type=SqlText, description="The issue.")
    number: str | None = Field(
        default=None, sa_type=SqlText, description="The number of a report, a standard, a patent or an article."
    )
    page: str | None = Field(default=None, sa_type=SqlText, description="The pages.")
    event: str | None = Field(
        default=None, sa_type=SqlText, description="The conference, or what else it was presented at."
    )
    archive: str | None = Field(default=None, sa_type=SqlText, description="The archive that keeps it.")
    issued: Edtf | None = Field(default=None, sa_type=SqlText, description="When it was published (EDTF level 1).")
    accessed: Edtf | None = Field(
        default=None, sa_type=SqlText, description="When it was looked at where it can be read (EDTF level 1)."
    )
    language: LanguageTag | None = Field(default=None, sa_type=SqlText, description="Its language (BCP 47).")
    isbn: Isbn | None = Field(default=None, sa_type=SqlText, description="Its ISBN, as 13 digits.")
    issn: Issn | None = Field(default=None, sa_type=SqlText, description="The ISSN of what it is in.")
    doi: Doi | None = Field(default=None, sa_type=SqlText, description="Its DOI, bare.")
    url: str | None = Field(default=None, sa_type=SqlText, description="Where it can be read.")
    as_written: str | None = Field(default=None, sa_type=SqlText, description="How the essay words its name or title.")
    entity_id: EntityId | None = Field(
        default=None,
        foreign_key="entities.id",
        index=True,
        sa_type=SqlText,
        description="Who or what it is: an entity.",
    )
    extra: Extra | None = Field(default=None, sa_type=SqlJson, description=EXTRA)


class Source(Provenance, SourceBase, Cited, table=True):
    """A source, as stored."""

    __tablename__ = "sources"
    __table_args__ = (
        *provenance_checks(),
        *declared_checks(SourceBase),
        follows_date("issued"),
        sa.Index(None, "issued_start", "issued_end"),
    )

    issued_start: str | None = Field(default=None, sa_type=SqlText)
    issued_end: str | None = Field(default=None, sa_type=SqlText)


class SourceLists(SQLModel):
    """The lists that a source holds."""

    passages: list[PassageId] = Field(description="Where essays lean on it.")


class SourcePublic(Provenance, SourceLists, SourceBase, Cited):
    """Whoever or whatever is leaned on: a person, an organisation, a work, a saying, or nobody named."""


class SourceUpdate(WrittenRecord, SourceLists, SourceBase):
    """A source, as it is to be."""

    # What is stored is read as it is; what is written is held to being a link that is safe to follow.
    url: WebUrl | None = Field(default=None, description="Where it can be read: a URL of http or https.")


class SourceCreate(SourceUpdate, Cited):
    """A new source; its id is its author and year, or the next one where nobody is named."""

    id: SourceId | None = Field(  # type: ignore[assignment] # a body may leave it out
        default=None, description="The id, author and year; `anonymous` sources are given one."
    )


SOURCE_PASSAGES = link("sources", "passages", owner_key="source_id", member="passages", member_key="passage_id")


_ID = table_of(Source).c.id

SOURCES = Resource(
    name="sources",
    singular="source",
    table=table_of(Source),
    public=SourcePublic,
    id_type=SourceId,
    id_example="gartner2021",
    labels={"en": ("Source", "Sources"), "zh-Hans": ("来源", "来源")},
    searched=FIELDS["sources"],
    links={"passages": SOURCE_PASSAGES},
    filter_columns=(
        "id",
        "kind",
        "csl_type",
        "issued",
        "language",
        "isbn",
        "issn",
        "doi",
        "name",
        "author",
        "editor",
        "translator",
        "title",
        "container_title",
        "publisher",
        "event",
        "archive",
        "as_written",
        "entity_id",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    filters_by_link=(
        holding_where(
            "essay_id", EssayId, SOURCE_PASSAGES, _ID, PASSAGES.table.c.essay_id, "The essay that leans on it."
        ),
        *placed(SOURCE_PASSAGES, _ID),
        joined_to(
            "claim_id",
            ClaimId,
            ("claims_attributed_to", "claim_id", "source_id"),
            _ID,
            "A claim that is attributed to it.",
        ),
        joined_to(
            "statistic_id",
            StatisticId,
            ("statistics_attributed_to", "statistic_id", "source_id"),
            _ID,
            "A figure that is attributed to it.",
        ),
        *outbound_evidence_filters("source", _ID),
        retraction_filter(_ID),
    ),
    composite_filters=(
        VocabularyFilter(("entity_id",), ENTITIES),
        Periods(table_of(Source), "issued", "It was published"),
        Search("sources", _ID),
    ),
    named_by="name",
    facets=("kind", "csl_type", "language", "issued", "entity_id", "status", "essay_id", "retracted"),
    narrowing=("kind", "csl_type", "language"),
    scattered=("entity_id",),
    sorts=("kind", "csl_type", "title", "issued", "language", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "entity": many_to_one("entity_id", "entities", "Who or what it is."),
        "passages": many_to_many("sources_passages", "source_id", "passage_id", "passages", "Where essays lean on it."),
        "claims": many_to_many_inverse(
            "claims_attributed_to",
            "source_id",
            "claim_id",
            "claims",
            "The claims that are attributed to it.",
            scans=True,
        ),
        "statistics": many_to_many_inverse(
            "statistics_attributed_to",
            "source_id",
            "statistic_id",
            "statistics",
            "The figures that are attributed to it.",
            scans=True,
        ),
        "reviews": many_to_many_inverse(
            "reviews_sources", "source_id", "review_id", "reviews", "The reviews that rest on it.", scans=True
        ),
        "evidence": one_to_many("origin_source_id", "evidence", "The links that rest on it.", scans=True),
    },
)

SOURCE_WRITES = Writable(
    resource=SOURCES,
    create=SourceCreate,
    update=SourceUpdate,
    complete=name_nobody,
    one_essay=False,
    columns=issued_days,
)
