"""The tables and shapes of topics."""

from typing import Literal

from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, SqlJson, SqlText, declared_checks
from api.core.db.link_tables import link
from api.core.identifiers import ClaimId, EntityId, PassageId, TopicId
from api.core.query.vocabulary_filters import VocabularyFilter
from api.core.records.base_record import Assigned, Numbered, Provenance, WrittenRecord, numbered_checks, table_of
from api.core.records.filter_factories import list_contains
from api.core.records.related import many_to_many, many_to_one, one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.entities.models import ENTITIES
from api.resources.passages.models import placed
from api.resources.topics.rules import check

TopicKind = Literal["breakthrough", "gap", "lever"]


class TopicBase(SQLModel):
    """What a strand of the essay is about."""

    kind: TopicKind = Field(
        sa_type=SqlText, description="Whether it is a breakthrough, a gap, or a lever that the essay would pull."
    )
    title: LanguageMap = Field(sa_type=SqlJson, description="A title, by language.")
    summary: LanguageMap = Field(sa_type=SqlJson, description="What the essay says of it, by language.")


class TopicLists(SQLModel):
    """The lists that a topic holds."""

    claims: list[ClaimId] = Field(description="The claims that belong to it.")
    about: list[EntityId] = Field(default=[], max_length=8, description="Who and what it is about.")
    passages: list[PassageId] = Field(description="Where the essay names it; the first is the primary place.")


class Topic(Provenance, TopicBase, Numbered, table=True):
    """A topic, as stored."""

    __tablename__ = "topics"
    __table_args__ = (*numbered_checks("t"), *declared_checks(TopicBase))


class TopicPublic(Provenance, TopicLists, TopicBase, Numbered):
    """One named strand of an essay: a breakthrough, a gap or a lever."""


class TopicUpdate(WrittenRecord, TopicLists, TopicBase):
    """A topic, as it is to be."""


class TopicCreate(TopicUpdate, Assigned):
    """A new topic."""


TOPIC_CLAIMS = link("topics", "claims", owner_key="topic_id", member="claims", member_key="claim_id")
TOPIC_ABOUT = link("topics", "about", owner_key="topic_id", member="entities", member_key="entity_id")
TOPIC_PASSAGES = link("topics", "passages", owner_key="topic_id", member="passages", member_key="passage_id")

TOPICS = Resource(
    name="topics",
    singular="topic",
    table=table_of(Topic),
    public=TopicPublic,
    id_type=TopicId,
    id_example="cao2023-t1",
    labels={"en": ("Topic", "Topics"), "zh-Hans": ("主题", "主题")},
    links={"claims": TOPIC_CLAIMS, "about": TOPIC_ABOUT, "passages": TOPIC_PASSAGES},
    filter_columns=(
        "id",
        "essay_id",
        "number",
        "kind",
        "title",
        "summary",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    filters_by_link=(
        list_contains("claim_id", ClaimId, TOPIC_CLAIMS, table_of(Topic).c.id, "A claim that belongs to it."),
        list_contains("about", EntityId, TOPIC_ABOUT, table_of(Topic).c.id, "Who or what it is about."),
        *placed(TOPIC_PASSAGES, table_of(Topic).c.id),
    ),
    composite_filters=(VocabularyFilter(("about",), ENTITIES),),
    named_by="title",
    facets=(
        "kind",
        "about",
        "essay_id",
        "status",
    ),
    narrowing=("kind",),
    sorts=("number", "kind", "created_at", "updated_at"),
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "claims": many_to_many("topics_claims", "topic_id", "claim_id", "claims", "The claims that belong to it."),
        "about": many_to_many("topics_about", "topic_id", "entity_id", "entities", "Who and what it is about."),
        "passages": many_to_many("topics_passages", "topic_id", "passage_id", "passages", "Where the essay names it."),
        "relationships": one_to_many("lever_id", "relationships", "The relationships that it answers, as a lever."),
    },
)

TOPIC_WRITES = Writable(resource=TOPICS, create=TopicCreate, update=TopicUpdate, letter="t", check=check)
