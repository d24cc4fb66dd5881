"""The tables and shapes of reviews."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import DecimalText, Edtf, LanguageMap, SqlJson, SqlText, declared_checks
from api.core.db.link_tables import link
from api.core.identifiers import ClaimId, ReviewableId, ReviewedVersion, ReviewId, SourceId, StatisticId
from api.core.query.period_filters import Periods, follows_date
from api.core.query.search_plans import Search
from api.core.records.base_record import Numbered, Provenance, numbered_checks, table_of
from api.core.records.filter_factories import having, list_contains
from api.core.records.filters import Filter
from api.core.records.related import Related, many_to_many, many_to_many_inverse, many_to_one, published
from api.core.records.resource import Resource
from api.core.records.work_identifiers import Doi

Verdict = Literal[
    "confirmed",
    "corrected",
    "refuted",
    "superseded",
    "retracted-source",
    "disputed",
    "outdated",
    "unverifiable",
]
TargetKind = Literal["claim", "statistic"]


class ReviewBase(SQLModel):
    """What was found of one version of a claim or a statistic, by whom, where and when."""

    target_type: TargetKind = Field(sa_type=SqlText, description="Whether a claim or a statistic was reviewed.")
    target_id: ReviewableId = Field(
        index=True, sa_type=SqlText, description="The claim or statistic; once merged, what took its place."
    )
    target_version: ReviewedVersion = Field(
        sa_type=SqlText, description="The version that was reviewed; it stays, whatever becomes of the record."
    )
    target_changed: bool = Field(description="Whether the record has changed since that version.")
    reviewer_id: SourceId = Field(
        foreign_key="sources.id",
        index=True,
        sa_type=SqlText,
        description="Who found it: a source, a person or an organisation.",
    )
    verdict: Verdict = Field(sa_type=SqlText, description="What it comes to, in our words; there is no score.")
    rated: LanguageMap | None = Field(
        default=None, sa_type=SqlJson, description="What was rated, as the reviewer words it, by language."
    )
    rating: LanguageMap | None = Field(
        default=None, sa_type=SqlJson, description="The reviewer’s own rating, as they word it, by language."
    )
    scale: LanguageMap | None = Field(
        default=None, sa_type=SqlJson, description="The scale that the rating is one of, by language."
    )
    issued: Edtf | None = Field(default=None, sa_type=SqlText, description="When it was published (EDTF level 1).")
    url: str | None = Field(default=None, sa_type=SqlText, description="Where it can be read.")
    doi: Doi | None = Field(default=None, sa_type=SqlText, description="Its DOI, bare.")
    agrees: bool | None = Field(
        default=None,
        description="Whether the figure reviewed and the first of `statistics` have a value in common; "
        "null where they cannot be compared.",
    )
    ratio_lower: DecimalText | None = Field(
        default=None,
        sa_type=SqlText,
        description="What the first of `statistics` is to the figure reviewed, at least, rounded down.",
    )
    ratio_upper: DecimalText | None = Field(default=None, sa_type=SqlText, description="The same, at most, rounded up.")


class ReviewLists(SQLModel):
    """The lists that a review holds."""

    sources: list[SourceId] = Field(description="The sources that it rests on; of a retraction, what was retracted.")
    statistics: list[StatisticId] = Field(
        description="The figures that it rests on; the first is what a figure is compared with."
    )
    claims: list[ClaimId] = Field(description="The claims that it rests on, of any essay.")
    supersedes: list[ReviewId] = Field(description="The reviews in whose place it stands; they stay.")


def _reference(kind: str, table: str) -> sa.Column[str]:
    """Make the column that names what is reviewed, of one kind, so that a foreign key can hold it there."""
    return sa.Column(
        f"target_{kind}_id",
        SqlText,
        sa.Computed(f"CASE WHEN target_type = '{kind}' THEN target_id END", persisted=True),
        sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"),
        index=True,
    )


class Review(Provenance, ReviewBase, Numbered, table=True):
    """A review, as stored; what is reviewed has a foreign key per kind of record that it can be."""

    __tablename__ = "reviews"
    __table_args__ = (
        *numbered_checks("v"),
        *declared_checks(ReviewBase),
        follows_date("issued"),
        sa.Index(None, "verdict"),
    )

    issued_start: str | None = Field(default=None, sa_type=SqlText)
    issued_end: str | None = Field(default=None, sa_type=SqlText)


_TABLE = table_of(Review)
for _column in (_reference("claim", "claims"), _reference("statistic", "statistics")):
    _TABLE.append_column(_column)


class ReviewPublic(Provenance, ReviewLists, ReviewBase, Numbered):
    """What one reviewer found of one version of a claim or a statistic; others may have found otherwise."""


REVIEW_SOURCES = link("reviews", "sources", owner_key="review_id", member="sources", member_key="source_id")
REVIEW_STATISTICS = link("reviews", "statistics", owner_key="review_id", member="statistics", member_key="statistic_id")
REVIEW_CLAIMS = link("reviews", "claims", owner_key="review_id", member="claims", member_key="claim_id")
REVIEW_SUPERSEDES = link("reviews", "supersedes", owner_key="review_id", member="reviews", member_key="superseded_id")

_ID = _TABLE.c.id


def review_filters(kind: TargetKind, record: sa.ColumnElement[str]) -> Iterator[Filter]:
    """Declare filters for what was found of a record: whether anything was, and what.

    Args:
        kind: what the records are that are filtered.
        record: their id.
    """
    own, standing = _TABLE.c[f"target_{kind}_id"], published(_TABLE)
    yield having("reviewed", sa.exists().where(own == record, *standing), "Whether there is a review of it.")

    def found(values: Sequence[sa.ColumnElement[Any]]) -> sa.ColumnElement[bool]:
        return record.in_(sa.select(own).where(_TABLE.c.verdict.in_(values), *standing))

    yield Filter(
        "verdict",
        Verdict,
        "What a review of it came to.",
        found,
        pairs=lambda: sa.select(own.label("record"), _TABLE.c.verdict.label("value")).where(*standing),
    )


def retraction_filter(source: sa.ColumnElement[str]) -> Filter:
    """Declare a filter for sources: whether a review tells that they were retracted."""
    standing = _TABLE.c.verdict == sa.literal_column("'retracted-source'"), *published(_TABLE)
    joined = REVIEW_SOURCES.table.join(_TABLE, REVIEW_SOURCES.owner == _ID)
    told = sa.exists().select_from(joined).where(REVIEW_SOURCES.member == source, *standing)
    return having("retracted", told, "Whether a review tells that it was retracted.")


REVIEWS = Resource(
    name="reviews",
    singular="review",
    table=_TABLE,
    public=ReviewPublic,
    id_type=ReviewId,
    id_example="cao2023-v1",
    schema_type="ClaimReview",
    labels={"en": ("Review", "Reviews"), "zh-Hans": ("复核", "复核")},
    searched={"rated": "words", "rating": "words", "note": "words"},
    links={
        "sources": REVIEW_SOURCES,
        "statistics": REVIEW_STATISTICS,
        "claims": REVIEW_CLAIMS,
        "supersedes": REVIEW_SUPERSEDES,
    },
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "target_type",
        "target_id",
        "target_version",
        "target_changed",
        "reviewer_id",
        "verdict",
        "rated",
        "rating",
        "issued",
        "doi",
        "agrees",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    filters_by_link=(
        list_contains("source_id", SourceId, REVIEW_SOURCES, _ID, "A source that it rests on."),
        list_contains("statistic_id", StatisticId, REVIEW_STATISTICS, _ID, "A figure that it rests on."),
        list_contains("claim_id", ClaimId, REVIEW_CLAIMS, _ID, "A claim that it rests on."),
    ),
    composite_filters=(Periods(_TABLE, "issued", "It was published"), Search("reviews", _ID)),
    facets=(
        *("verdict", "target_type", "target_changed", "reviewer_id", "agrees", "issued"),
        *("target_id", "essay_id", "status", "source_id"),
    ),
    narrowing=("verdict", "target_type"),
    scattered=("target_id",),
    sorts=("number", "verdict", "issued", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "target": Related(
            "The record that was reviewed, as it is now.",
            {"claims": "target_claim_id", "statistics": "target_statistic_id"},
        ),
        "reviewer": many_to_one("reviewer_id", "sources", "Who found it."),
        "sources": many_to_many("reviews_sources", "review_id", "source_id", "sources", "The sources it rests on."),
        "statistics": many_to_many(
            "reviews_statistics", "review_id", "statistic_id", "statistics", "The figures that it rests on."
        ),
        "claims": many_to_many("reviews_claims", "review_id", "claim_id", "claims", "The claims that it rests on."),
        "supersedes": many_to_many(
            "reviews_supersedes", "review_id", "superseded_id", "reviews", "The reviews in whose place it stands."
        ),
        "superseded_by": many_to_many_inverse(
            "reviews_supersedes", "superseded_id", "review_id", "reviews", "The reviews that stand in its place."
        ),
    },
)
