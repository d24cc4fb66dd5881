"""The tables and shapes of evidence."""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import Slug, SqlJson, SqlText, one_of
from api.core.identifiers import EvidenceId, GrounderId, SourceId
from api.core.records.base_record import Assigned, Numbered, Provenance, WrittenRecord, numbered_checks, table_of
from api.core.records.extra_objects import EXTRA, Extra
from api.core.records.filter_factories import having
from api.core.records.filters import Filter
from api.core.records.related import STANDS_ON, Related, many_to_one, one_to_many, published
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.evidence.permitted_links import PERMITTED, SYMMETRIC, OriginType, Relation, TargetType
from api.resources.evidence.rules import alike, check
from api.resources.schemes.models import SchemeName

__all__ = ["EVIDENCE", "EVIDENCE_WRITES", "SYMMETRIC", "Evidence", "EvidenceBase"]  # and the filters by evidence:
__all__ += ["inbound_evidence_filters", "outbound_evidence_filters"]

Asserter = Literal["author", "analyst", "other"]


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
    scheme: SchemeName | None = Field(
        default=None, sa_type=SqlText, description="The scheme of argument, where it is clear (`/schemes`)."
    )
    asserted_by: Asserter = Field(
        sa_type=SqlText, description="Whether the author makes the link, the analyst sees it, or another asserts it."
    )
    asserter_id: SourceId | None = Field(
        default=None,
        foreign_key="sources.id",
        index=True,
        sa_type=SqlText,
        description="Who asserts it, where it is another: a source, such as a speaker or an annotator.",
    )
    extra: Extra | None = Field(default=None, sa_type=SqlJson, description=EXTRA)


def _reference(side: str, kind: str, table: str) -> sa.Column[str]:
    """Make the column that names an end of one kind, so that a foreign key can hold it there."""
    return sa.Column(
        f"{side}_{kind}_id",
        SqlText,
        sa.Computed(f"CASE WHEN {side}_type = '{kind}' THEN {side}_id END", persisted=True),
        sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"),
        index=True,
        info=dict(STANDS_ON),
    )


class Evidence(Provenance, EvidenceBase, Numbered, table=True):
    """A link, as stored; each end has a foreign key per kind of record that it can be."""

    __tablename__ = "evidence"
    __table_args__ = (
        *numbered_checks("e"),
        one_of("asserted_by", Asserter),
        one_of("scheme", SchemeName, nullable=True),
        sa.CheckConstraint(
            "origin_type || ' ' || relation || ' ' || target_type IN ("
            + ", ".join(sorted(f"'{' '.join(triple)}'" for triple in PERMITTED))
            + ")",
            name="permitted",
        ),
        sa.CheckConstraint("origin_id <> target_id AND id <> target_id", name="distinct"),
        sa.CheckConstraint("(asserted_by = 'other') = (asserter_id IS NOT NULL)", name="asserter"),
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


class EvidenceUpdate(WrittenRecord, EvidenceBase):
    """A link, as it is to be."""


class EvidenceCreate(EvidenceUpdate, Assigned):
    """A new link."""


_PASSIVE: Mapping[Relation, str] = {
    "supports": "supported_by",
    "challenges": "challenged_by",
    "qualifies": "qualified_by",
    "illustrates": "illustrated_by",
    "restates": "restated_by",
}


def inbound_evidence_filters(kind: TargetType, record: sa.ColumnElement[str]) -> Iterator[Filter]:
    """Declare filters for what bears on a record: whether anything does, and what, by relation.

    Args:
        kind: what the records are that are filtered.
        record: their id.
    """
    links = table_of(Evidence).c
    own = links[f"target_{kind}_id"]
    exists = sa.exists().where(own == record, *published(table_of(Evidence)))
    yield having("has_evidence", exists, "Whether a link of evidence bears on it.")
    for relation, name in _PASSIVE.items():
        origins = [origin for origin in get_args(OriginType) if (origin, relation, kind) in PERMITTED]
        if origins:
            description = f"A {' or '.join(origins)} that {relation} it."
            yield _linked(name, relation, links.origin_id, own, record, description)


def outbound_evidence_filters(kind: OriginType, record: sa.ColumnElement[str]) -> Iterator[Filter]:
    """Declare filters for what a record bears on, by relation; `borne_on` has the other direction."""
    links = table_of(Evidence).c
    for relation in get_args(Relation):
        targets = [target for target in get_args(TargetType) if (kind, relation, target) in PERMITTED]
        if targets and relation in SYMMETRIC:
            yield _linked_from_both(relation, kind, record)
        elif targets:
            description = f"A {' or '.join(targets)} that it {relation}."
            yield _linked(relation, relation, links.target_id, links[f"origin_{kind}_id"], record, description)


def _linked(
    name: str,
    relation: Relation,
    other: sa.Column[str],
    own: sa.Column[str],
    record: sa.ColumnElement[str],
    description: str,
) -> Filter:
    standing = _ends(relation, own)
    return Filter(name, GrounderId, description, lambda values: record.in_(standing.where(other.in_(values))))


def _linked_from_both(relation: Relation, kind: OriginType, record: sa.ColumnElement[str]) -> Filter:
    links = table_of(Evidence).c
    from_origin, from_target = (_ends(relation, links[f"{side}_{kind}_id"]) for side in ("origin", "target"))
    return Filter(
        relation,
        GrounderId,
        f"A {kind} that it is {relation} to, from either side.",
        lambda values: record.in_(
            sa.union_all(from_origin.where(links.target_id.in_(values)), from_target.where(links.origin_id.in_(values)))
        ),
    )


def _ends(relation: Relation, end: sa.Column[str]) -> sa.Select[str]:
    """Select the ends of links of a relation that stand."""
    return sa.select(end).where(table_of(Evidence).c.relation == relation, *published(table_of(Evidence)))


EVIDENCE = Resource(
    name="evidence",
    singular="evidence",
    table=table_of(Evidence),
    public=EvidencePublic,
    id_type=EvidenceId,
    id_example="cao2023-e1",
    phrase="a link of evidence",
    operation="evidence_link",
    labels={"en": ("Evidence", "Links of evidence"), "zh-Hans": ("证据", "证据联系")},
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
        "asserter_id",
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
        "asserter_id",
        "essay_id",
        "status",
    ),
    narrowing=("relation", "origin_type", "target_type", "scheme", "asserted_by"),
    scattered=("origin_id", "target_id", "group", "asserter_id"),
    sorts=("number", "relation", "origin_id", "target_id", "scheme", "asserted_by", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "origin": Related(
            "The record that the link comes from.",
            {"claims": "origin_claim_id", "statistics": "origin_statistic_id", "sources": "origin_source_id"},
        ),
        "target": Related(
            "The record that the link leads to.",
            {"claims": "target_claim_id", "statistics": "target_statistic_id", "evidence": "target_evidence_id"},
        ),
        "asserter": many_to_one("asserter_id", "sources", "Who asserts it, where it is another."),
        "evidence": one_to_many("target_evidence_id", "evidence", "The links that bear on it."),
    },
)

EVIDENCE_WRITES = Writable(
    resource=EVIDENCE,
    create=EvidenceCreate,
    update=EvidenceUpdate,
    letter="e",
    check=check,
    one_essay=False,
    same_as=alike,
    is_trivial=lambda record: record["origin_id"] == record["target_id"],
)
