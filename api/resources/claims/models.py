"""The tables and shapes of claims."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, SqlJson, SqlText, declared_checks
from api.core.db.link_tables import link
from api.core.identifiers import ClaimId, EntityId, PassageId, RelationshipId, SectionId, SourceId, StatisticId, TopicId
from api.core.query.search_plans import Search
from api.core.query.vocabulary_filters import VocabularyFilter
from api.core.records.base_record import (
    Assigned,
    Numbered,
    Provenance,
    WrittenRecord,
    follows,
    numbered_checks,
    table_of,
)
from api.core.records.extra_objects import EXTRA, Extra
from api.core.records.filter_factories import in_list_of, joined_to, kept_value, list_contains
from api.core.records.related import bears, many_to_many, many_to_many_inverse, many_to_one, one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Follow, Writable
from api.resources.claims.grounds import Grade
from api.resources.claims.grounds_table import GROUNDS, KEEPER, as_grade, source_grade
from api.resources.claims.rules import check
from api.resources.entities.models import ENTITIES
from api.resources.evidence.models import inbound_evidence_filters, outbound_evidence_filters
from api.resources.passages.models import placed, section_of_first
from api.resources.relationships.models import RELATIONSHIP_CLAIMS
from api.resources.reviews.models import review_filters
from api.resources.topics.models import TOPIC_CLAIMS
from seed.frozen.index import FIELDS

# What others are told of grounds, which are kept beside claims, is told here too.
__all__ = ["CLAIMS", "CLAIM_PASSAGES", "CLAIM_SOURCES", "CLAIM_STATES", "CLAIM_WRITES", "GROUNDS", "Claim", "Grade"]
__all__ += ["as_grade", "source_grade"]

ClaimKind = Literal["thesis", "factual", "causal", "evaluative", "predictive", "prescriptive", "definitional"]
Stance = Literal["endorses", "reports", "rejects"]


class ClaimBase(SQLModel):
    """A proposition, and how the essay stands to it."""

    kind: ClaimKind = Field(sa_type=SqlText, description="What kind of proposition it is.")
    text: LanguageMap = Field(sa_type=SqlJson, description="The proposition in our own words, by language.")
    stance: Stance = Field(
        sa_type=SqlText, description="Whether the author endorses it, only reports it, or cites it to reject it."
    )
    one_utterance: bool = Field(
        default=False,
        description="Whether its passages, in order, are pieces of one utterance; else each says it by itself.",
    )
    section_id: SectionId | None = Field(
        default=None,
        foreign_key="sections.id",
        index=True,
        sa_type=SqlText,
        description="The section of its first passage.",
    )
    extra: Extra | None = Field(default=None, sa_type=SqlJson, description=EXTRA)


class ClaimLists(SQLModel):
    """The lists that a claim holds."""

    attributed_to: list[SourceId] = Field(description="The sources that it is attributed to; none means the author.")
    states: list[StatisticId] = Field(
        default=[], description="The figures that it states; what it states does not support it."
    )
    about: list[EntityId] = Field(default=[], max_length=8, description="Who and what it is about.")
    passages: list[PassageId] = Field(
        description="Where the essay says it; the first is the primary place. None where the analyst reconstructed it."
    )


class Claim(Provenance, ClaimBase, Numbered, table=True):
    """A claim, as stored."""

    __tablename__ = "claims"
    __table_args__ = (
        *numbered_checks("c"),
        *declared_checks(ClaimBase),
        sa.Index(None, "kind", "essay_id", "number"),
    )


class ClaimPublic(Provenance, ClaimLists, ClaimBase, Numbered):
    """One proposition that an essay asserts, reports or rejects."""


class ClaimUpdate(WrittenRecord, ClaimLists, ClaimBase):
    """A claim, as it is to be."""

    section_id: SectionId | None = follows("the first passage")


class ClaimCreate(ClaimUpdate, Assigned):
    """A new claim."""


CLAIM_SOURCES = link("claims", "attributed_to", owner_key="claim_id", member="sources", member_key="source_id")
CLAIM_STATES = link("claims", "states", owner_key="claim_id", member="statistics", member_key="statistic_id")
CLAIM_ABOUT = link("claims", "about", owner_key="claim_id", member="entities", member_key="entity_id")
CLAIM_PASSAGES = link("claims", "passages", owner_key="claim_id", member="passages", member_key="passage_id")

_ID = table_of(Claim).c.id

CLAIMS = Resource(
    name="claims",
    singular="claim",
    table=table_of(Claim),
    public=ClaimPublic,
    id_type=ClaimId,
    id_example="cao2023-c1",
    schema_type="Claim",
    labels={"en": ("Claim", "Claims"), "zh-Hans": ("主张", "主张")},
    searched=FIELDS["claims"],
    links={
        "attributed_to": CLAIM_SOURCES,
        "states": CLAIM_STATES,
        "about": CLAIM_ABOUT,
        "passages": CLAIM_PASSAGES,
    },
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "kind",
        "stance",
        "section_id",
        "text",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    filters_by_link=(
        list_contains("source_id", SourceId, CLAIM_SOURCES, _ID, "A source that it is attributed to."),
        list_contains("states", StatisticId, CLAIM_STATES, _ID, "A figure that it states."),
        list_contains("about", EntityId, CLAIM_ABOUT, _ID, "Who or what it is about."),
        *placed(CLAIM_PASSAGES, _ID),
        in_list_of("topic_id", TopicId, TOPIC_CLAIMS, _ID, "A topic that it belongs to."),
        in_list_of("relationship_id", RelationshipId, RELATIONSHIP_CLAIMS, _ID, "A relationship that weighs it."),
        joined_to(
            "statistic_id",
            StatisticId,
            ("evidence", "origin_statistic_id", "target_claim_id"),
            _ID,
            "A figure that bears on it.",
        ),
        kept_value("grounded", Grade, GROUNDS.c.grade, GROUNDS.c.record_id, _ID, "What the best chain to it rests on."),
        *inbound_evidence_filters("claim", _ID),
        *outbound_evidence_filters("claim", _ID),
        *review_filters("claim", _ID),
    ),
    composite_filters=(VocabularyFilter(("about",), ENTITIES), Search("claims", _ID)),
    kept=(KEEPER,),
    named_by="text",
    facets=(
        *("kind", "stance", "section_id", "essay_id", "status"),
        *("topic_id", "source_id", "about", "relationship_id", "has_evidence", "grounded", "reviewed", "verdict"),
    ),
    narrowing=("kind", "stance"),
    sorts=("number", "kind", "stance", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "section": many_to_one("section_id", "sections", "The section of its first passage."),
        "passages": many_to_many("claims_passages", "claim_id", "passage_id", "passages", "Where the essay says it."),
        "sources": many_to_many(
            "claims_attributed_to", "claim_id", "source_id", "sources", "The sources that it is attributed to."
        ),
        "states": many_to_many(
            "claims_states", "claim_id", "statistic_id", "statistics", "The figures that it states."
        ),
        "about": many_to_many("claims_about", "claim_id", "entity_id", "entities", "Who and what it is about."),
        "evidence": one_to_many("target_claim_id", "evidence", "The links that bear on it."),
        "bears_on": one_to_many("origin_claim_id", "evidence", "The links by which it bears on something else."),
        "statistics": bears("target_claim_id", "origin_statistic_id", "statistics", "The figures that bear on it."),
        "reviews": one_to_many("target_claim_id", "reviews", "What was found of it later."),
        "topics": many_to_many_inverse(
            "topics_claims", "claim_id", "topic_id", "topics", "The topics that it belongs to."
        ),
        "relationships": many_to_many_inverse(
            "relationships_claims", "claim_id", "relationship_id", "relationships", "The relationships that weigh it."
        ),
    },
)

CLAIM_WRITES = Writable(
    resource=CLAIMS,
    create=ClaimCreate,
    update=ClaimUpdate,
    letter="c",
    derived=("section_id",),
    derive=lambda context, record, _given: {"section_id": section_of_first(context, record)},
    check=check,
    follows=(Follow("passages", CLAIM_PASSAGES.first_in),),
)
