"""The tables and shapes of relationships."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, SqlJson, SqlText, declared_checks, one_of
from api.core.db.link_tables import link
from api.core.identifiers import ClaimId, EntityId, PassageId, RelationshipId, TopicId
from api.core.query.search_plans import Search
from api.core.query.vocabulary_filters import VocabularyFilter
from api.core.records.base_record import Assigned, Numbered, Provenance, WrittenRecord, numbered_checks, table_of
from api.core.records.filter_factories import list_contains
from api.core.records.related import many_to_many, many_to_one
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.entities.models import ENTITIES
from api.resources.passages.models import placed
from api.resources.relationships.rules import check
from seed.frozen.index import FIELDS

ClaimRole = Literal["pole_a", "pole_b", "between"]


class WeighedClaim(SQLModel):
    """A claim that a relationship weighs, and the side it stands on."""

    claim_id: ClaimId = Field(description="The claim.")
    role: ClaimRole = Field(
        description="Whether it speaks for the first pole, for the second, or of how they stand to each other."
    )


class RelationshipBase(SQLModel):
    """Two poles held in tension, and what the essay makes of them."""

    poles: list[LanguageMap] = Field(
        min_length=2, max_length=2, sa_type=SqlJson, description="The two poles, each by language."
    )
    question: LanguageMap = Field(sa_type=SqlJson, description="The question between them, by language.")
    thesis_id: ClaimId = Field(
        foreign_key="claims.id", index=True, sa_type=SqlText, description="The claim that is the essay's thesis."
    )
    resolution: LanguageMap = Field(sa_type=SqlJson, description="How the essay resolves the tension, by language.")
    lever_id: TopicId | None = Field(
        default=None,
        foreign_key="topics.id",
        index=True,
        sa_type=SqlText,
        description="The lever that answers it, a topic.",
    )


class RelationshipLists(SQLModel):
    """The lists that a relationship holds."""

    claims: list[WeighedClaim] = Field(description="The claims that it weighs, by their side.")
    about: list[EntityId] = Field(default=[], max_length=8, description="Who and what it is about.")
    passages: list[PassageId] = Field(description="Where the essay treats it; the first is the primary place.")


class Relationship(Provenance, RelationshipBase, Numbered, table=True):
    """A relationship, as stored."""

    __tablename__ = "relationships"
    __table_args__ = (
        *numbered_checks("r"),
        *declared_checks(RelationshipBase),
        sa.CheckConstraint('poles LIKE \'[{"%":"%"},{"%":"%"}]\'', name="poles"),
    )


class RelationshipPublic(Provenance, RelationshipLists, RelationshipBase, Numbered):
    """One pair of poles, the question between them, and the essay's thesis and resolution."""


class RelationshipUpdate(WrittenRecord, RelationshipLists, RelationshipBase):
    """A relationship, as it is to be."""


class RelationshipCreate(RelationshipUpdate, Assigned):
    """A new relationship."""


RELATIONSHIP_CLAIMS = link(
    "relationships",
    "claims",
    owner_key="relationship_id",
    member="claims",
    member_key="claim_id",
    said=(sa.Column("role", SqlText, nullable=False), one_of("role", ClaimRole)),
)
RELATIONSHIP_ABOUT = link(
    "relationships", "about", owner_key="relationship_id", member="entities", member_key="entity_id"
)
RELATIONSHIP_PASSAGES = link(
    "relationships", "passages", owner_key="relationship_id", member="passages", member_key="passage_id"
)

RELATIONSHIPS = Resource(
    name="relationships",
    singular="relationship",
    table=table_of(Relationship),
    public=RelationshipPublic,
    id_type=RelationshipId,
    id_example="cao2023-r1",
    labels={"en": ("Relationship", "Relationships"), "zh-Hans": ("关系", "关系")},
    searched=FIELDS["relationships"],
    links={"claims": RELATIONSHIP_CLAIMS, "about": RELATIONSHIP_ABOUT, "passages": RELATIONSHIP_PASSAGES},
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "thesis_id",
        "lever_id",
        "poles",
        "question",
        "resolution",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    filters_by_link=(
        list_contains("claim_id", ClaimId, RELATIONSHIP_CLAIMS, table_of(Relationship).c.id, "A claim that it weighs."),
        list_contains("about", EntityId, RELATIONSHIP_ABOUT, table_of(Relationship).c.id, "Who or what it is about."),
        *placed(RELATIONSHIP_PASSAGES, table_of(Relationship).c.id),
    ),
    composite_filters=(VocabularyFilter(("about",), ENTITIES), Search("relationships", table_of(Relationship).c.id)),
    named_by="question",
    facets=(
        "lever_id",
        "about",
        "essay_id",
        "status",
    ),
    sorts=("number", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "thesis": many_to_one("thesis_id", "claims", "The claim that is its thesis."),
        "lever": many_to_one("lever_id", "topics", "The lever that answers it."),
        "claims": many_to_many(
            "relationships_claims", "relationship_id", "claim_id", "claims", "The claims that it weighs."
        ),
        "about": many_to_many(
            "relationships_about", "relationship_id", "entity_id", "entities", "Who and what it is about."
        ),
        "passages": many_to_many(
            "relationships_passages", "relationship_id", "passage_id", "passages", "Where the essay treats it."
        ),
    },
)

RELATIONSHIP_WRITES = Writable(
    resource=RELATIONSHIPS,
    create=RelationshipCreate,
    update=RelationshipUpdate,
    letter="r",
    check=check,
)
