"""The tables and shapes of evidence."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.columns import Slug, SqlText, one_of
from api.core.identifiers import GrounderId
from api.core.record import Numbered, Provenance, numbered_checks, table_of
from api.core.related import Related, referred, refers
from api.core.resource import Resource
from api.resources.evidence.rules import PERMITTED, OriginType, Relation, TargetType

Asserter = Literal["author", "analyst"]


class EvidenceBase(SQLModel):
    """A typed link."""

    relation: Relation = Field(sa_type=SqlText, description="How the origin bears on the target.")
    origin_type: OriginType = Field(sa_type=SqlText, description="What kind of record the link comes from.")
    origin_id: GrounderId = Field(sa_type=SqlText, description="The record that the link comes from.")
    target_type: TargetType = Field(sa_type=SqlText, description="What kind of record the link leads to.")
    target_id: GrounderId = Field(sa_type=SqlText, description="The record that the link leads to.")
    group: Slug | None = Field(
        default=None,
        sa_type=SqlText,
        description="Links that share a group and a target are jointly necessary; a link without one suffices alone.",
    )
    scheme: Slug | None = Field(
        default=None, sa_type=SqlText, description="The scheme of argument, where it is clear (Walton 1996)."
    )
    asserted_by: Asserter = Field(
        sa_type=SqlText, description="Whether the author makes the link, or the analyst sees it."
    )


def _reference(side: str, kind: str, table: str) -> sa.Column[str]:
    """Make the column that names an end of one kind, so that a foreign key can hold it there."""
    return sa.Column(
        f"{side}_{kind}_id",
        SqlText,
        sa.Computed(f"CASE WHEN {side}_type = '{kind}' THEN {side}_id END", persisted=True),
        sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"),
        index=True,
    )


class Evidence(Provenance, EvidenceBase, Numbered, table=True):
    """A link, as stored; each end has a foreign key per kind of record that it can be."""

    __tablename__ = "evidence"
    __table_args__ = (
        *numbered_checks("e"),
        one_of("asserted_by", Asserter),
        sa.CheckConstraint(
            "origin_type || ' ' || relation || ' ' || target_type IN ("
            + ", ".join(sorted(f"'{' '.join(triple)}'" for triple in PERMITTED))
            + ")",
            name="permitted",
        ),
        sa.CheckConstraint("origin_id <> target_id AND id <> target_id", name="distinct"),
        sa.UniqueConstraint("relation", "origin_id", "target_id"),
        sa.Index(None, "target_id"),
        sa.Index(None, "origin_id"),
    )


for _column in (
    _reference("origin", "claim", "claims"),
    _reference("origin", "statistic", "statistics"),
    _reference("origin", "source", "sources"),
    _reference("target", "claim", "claims"),
    _reference("target", "statistic", "statistics"),
    _reference("target", "evidence", "evidence"),
):
    table_of(Evidence).append_column(_column)


class EvidencePublic(Provenance, EvidenceBase, Numbered):
    """One typed link, from a claim, statistic or source to what it bears on."""


EVIDENCE = Resource(
    name="evidence",
    singular="evidence",
    table=table_of(Evidence),
    public=EvidencePublic,
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "relation",
        "origin_type",
        "origin_id",
        "target_type",
        "target_id",
        "group",
        "scheme",
        "asserted_by",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    facets=(
        "relation",
        "origin_type",
        "target_type",
        "origin_id",
        "target_id",
        "group",
        "scheme",
        "asserted_by",
        "essay_id",
        "status",
    ),
    sorts=("number", "relation", "origin_id", "target_id", "scheme", "asserted_by", "created_at", "updated_at"),
    related={
        "essay": refers("essay_id", "essays", "The essay that it belongs to."),
        "origin": Related(
            "The record that the link comes from.",
            {"claims": "origin_claim_id", "statistics": "origin_statistic_id", "sources": "origin_source_id"},
        ),
        "target": Related(
            "The record that the link leads to.",
            {"claims": "target_claim_id", "statistics": "target_statistic_id", "evidence": "target_evidence_id"},
        ),
        "evidence": referred("target_evidence_id", "evidence", "The links that undercut it."),
    },
)
