"""The tables and shapes of entities."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, SqlJson, SqlText, declared_checks
from api.core.identifiers import EntityId
from api.core.query.search_plans import Search
from api.core.records.base_record import Provenance, WrittenRecord, provenance_checks, table_of
from api.core.records.filters import Filter
from api.core.records.related import many_to_many_inverse, one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.entities.rules import check, holds_iri
from api.resources.entities.same_as import SameAs
from seed.frozen.index import FIELDS

EntityKind = Literal["person", "organisation", "product", "place", "work", "event", "concept"]
Alias = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class EntityName(SQLModel):
    """An entity has a name."""

    id: EntityId = Field(primary_key=True, sa_type=SqlText, description="The slug of the entity, shared by all essays.")


class EntityBase(SQLModel):
    """Who or what it is, and by which names it goes."""

    kind: EntityKind = Field(sa_type=SqlText, description="What it is.")
    label: LanguageMap = Field(sa_type=SqlJson, description="Its name, by language.")
    aliases: list[Alias] = Field(
        default=[],
        max_length=50,
        sa_type=SqlJson,
        description="Its other names, in any language, and as essays write it.",
    )
    same_as: list[SameAs] = Field(
        default=[],
        max_length=20,
        sa_type=SqlJson,
        description="IRIs by which others name the same: of https, or urn:isbn of a book.",
    )


class Entity(Provenance, EntityBase, EntityName, table=True):
    """An entity, as stored."""

    __tablename__ = "entities"
    __table_args__ = (*provenance_checks(), *declared_checks(EntityBase))


class EntityPublic(Provenance, EntityBase, EntityName):
    """Who or what essays speak of: a person, an organisation, a product, a place, a work, an event or a concept."""


class EntityUpdate(WrittenRecord, EntityBase):
    """An entity, as it is to be."""


class EntityCreate(EntityUpdate, EntityName):
    """A new entity."""


_TABLE = table_of(Entity)


def _named_elsewhere(values: Sequence[sa.ColumnElement[Any]]) -> sa.ColumnElement[bool]:
    return sa.or_(*(holds_iri(_TABLE.c.same_as, value) for value in values))


ENTITIES = Resource(
    name="entities",
    singular="entity",
    table=_TABLE,
    public=EntityPublic,
    id_type=EntityId,
    id_example="chatgpt",
    schema_type="Thing",
    labels={"en": ("Entity", "Entities"), "zh-Hans": ("实体", "实体")},
    searched=FIELDS["entities"],
    filter_columns=("id", "kind", "label", "aliases", "note", "status", "created_at", "updated_at"),
    filters_by_link=(Filter("same_as", SameAs, "An IRI by which others name the same.", _named_elsewhere, scans=True),),
    composite_filters=(Search("entities", _TABLE.c.id),),
    named_by="label",
    facets=("kind", "status"),
    narrowing=("kind",),
    sorts=("kind", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "claims": many_to_many_inverse(
            "claims_about", "entity_id", "claim_id", "claims", "The claims about it.", scans=True
        ),
        "statistics": one_to_many("subject", "statistics", "The figures of it.", scans=True),
        "sources": one_to_many("entity_id", "sources", "The sources that it is.", scans=True),
        "relationships": many_to_many_inverse(
            "relationships_about", "entity_id", "relationship_id", "relationships", "The relationships about it."
        ),
        "topics": many_to_many_inverse("topics_about", "entity_id", "topic_id", "topics", "The topics about it."),
    },
)

ENTITY_WRITES = Writable(resource=ENTITIES, create=EntityCreate, update=EntityUpdate, check=check)
