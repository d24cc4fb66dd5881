"""The tables and shapes of claims."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.columns import LanguageMap, SqlJson, SqlText, one_of, words
from api.core.declaring import held_by, holding, paired
from api.core.identifiers import PassageId, RelationshipId, SectionId, SourceId, StatisticId, TopicId
from api.core.links import link
from api.core.record import Numbered, Provenance, numbered_checks, table_of
from api.core.related import bears, listed, lists, referred, refers
from api.core.resource import Resource
from api.core.search import Search
from api.resources.passages.models import placed
from api.resources.relationships.models import RELATIONSHIP_CLAIMS
from api.resources.topics.models import TOPIC_CLAIMS

ClaimKind = Literal["thesis", "factual", "causal", "evaluative", "predictive", "prescriptive", "definitional"]
Stance = Literal["endorses", "reports", "rejects"]


class ClaimBase(SQLModel):
    """A proposition, and how the essay stands to it."""

    kind: ClaimKind = Field(sa_type=SqlText, description="What kind of proposition it is.")
    text: LanguageMap = Field(sa_type=SqlJson, description="The proposition in our own words, by language.")
    stance: Stance = Field(
        sa_type=SqlText, description="Whether the author endorses it, only reports it, or cites it to reject it."
    )
    section_id: SectionId = Field(
        foreign_key="sections.id", index=True, sa_type=SqlText, description="The section of its first passage."
    )


class ClaimLists(SQLModel):
    """The lists that a claim holds."""

    attributed_to: list[SourceId] = Field(description="The sources that it is attributed to; none means the author.")
    passages: list[PassageId] = Field(description="Where the essay says it; the first is the primary place.")


class Claim(Provenance, ClaimBase, Numbered, table=True):
    """A claim, as stored."""

    __tablename__ = "claims"
    __table_args__ = (
        *numbered_checks("c"),
        *words("text"),
        one_of("kind", ClaimKind),
        one_of("stance", Stance),
        sa.Index(None, "kind", "essay_id", "number"),
    )


class ClaimPublic(Provenance, ClaimLists, ClaimBase, Numbered):
    """One proposition that an essay asserts, reports or rejects."""


CLAIM_SOURCES = link("claims", "attributed_to", owner_key="claim_id", member="sources", member_key="source_id")
CLAIM_PASSAGES = link("claims", "passages", owner_key="claim_id", member="passages", member_key="passage_id")

_ID = table_of(Claim).c.id

CLAIMS = Resource(
    name="claims",
    singular="claim",
    table=table_of(Claim),
    public=ClaimPublic,
    links={"attributed_to": CLAIM_SOURCES, "passages": CLAIM_PASSAGES},
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
        holding("source_id", SourceId, CLAIM_SOURCES, _ID, "A source that it is attributed to."),
        *placed(CLAIM_PASSAGES, _ID),
        held_by("topic_id", TopicId, TOPIC_CLAIMS, _ID, "A topic that it belongs to."),
        held_by("relationship_id", RelationshipId, RELATIONSHIP_CLAIMS, _ID, "A relationship that weighs it."),
        paired(
            "statistic_id",
            StatisticId,
            ("evidence", "origin_statistic_id", "target_claim_id"),
            _ID,
            "A figure that bears on it.",
        ),
    ),
    questions=(Search("claims", _ID),),
    facets=("kind", "stance", "section_id", "essay_id", "status"),
    sorts=("number", "kind", "stance", "created_at", "updated_at"),
    related={
        "essay": refers("essay_id", "essays", "The essay that it belongs to."),
        "section": refers("section_id", "sections", "The section of its first passage."),
        "passages": lists("claims_passages", "claim_id", "passage_id", "passages", "Where the essay says it."),
        "sources": lists(
            "claims_attributed_to", "claim_id", "source_id", "sources", "The sources that it is attributed to."
        ),
        "evidence": referred("target_claim_id", "evidence", "The links that bear on it."),
        "bears_on": referred("origin_claim_id", "evidence", "The links by which it bears on something else."),
        "statistics": bears("target_claim_id", "origin_statistic_id", "statistics", "The figures that bear on it."),
        "topics": listed("topics_claims", "claim_id", "topic_id", "topics", "The topics that it belongs to."),
        "relationships": listed(
            "relationships_claims", "claim_id", "relationship_id", "relationships", "The relationships that weigh it."
        ),
    },
)
