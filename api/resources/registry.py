"""The resources that this service holds, in the order in which they are shown."""

from api.core.http.routes import Router
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.claims import routes as claims
from api.resources.claims.models import CLAIM_WRITES, CLAIMS
from api.resources.essays import routes as essays
from api.resources.essays.models import ESSAY_WRITES, ESSAYS
from api.resources.evidence import routes as evidence
from api.resources.evidence.models import EVIDENCE, EVIDENCE_WRITES
from api.resources.passages import routes as passages
from api.resources.passages.models import PASSAGE_WRITES, PASSAGES
from api.resources.relationships import routes as relationships
from api.resources.relationships.models import RELATIONSHIP_WRITES, RELATIONSHIPS
from api.resources.sections import routes as sections
from api.resources.sections.models import SECTION_WRITES, SECTIONS
from api.resources.sources import routes as sources
from api.resources.sources.models import SOURCE_WRITES, SOURCES
from api.resources.statistics import routes as statistics
from api.resources.statistics.models import STATISTICS
from api.resources.statistics.statistic_writes import STATISTIC_WRITES
from api.resources.terms import routes as terms
from api.resources.terms.models import TERM_WRITES, TERMS
from api.resources.topics import routes as topics
from api.resources.topics.models import TOPIC_WRITES, TOPICS
from api.resources.units import routes as units
from api.resources.units.models import UNIT_WRITES, UNITS

REGISTRY: tuple[tuple[Resource, Router], ...] = (
    (ESSAYS, essays.router),
    (SECTIONS, sections.router),
    (PASSAGES, passages.router),
    (CLAIMS, claims.router),
    (STATISTICS, statistics.router),
    (SOURCES, sources.router),
    (RELATIONSHIPS, relationships.router),
    (TOPICS, topics.router),
    (EVIDENCE, evidence.router),
    (UNITS, units.router),
    (TERMS, terms.router),
)

RESOURCES: dict[str, Resource] = {resource.name: resource for resource, _ in REGISTRY}

WRITABLES: dict[str, Writable] = {
    item.resource.name: item
    for item in (
        ESSAY_WRITES,
        SECTION_WRITES,
        PASSAGE_WRITES,
        CLAIM_WRITES,
        STATISTIC_WRITES,
        SOURCE_WRITES,
        RELATIONSHIP_WRITES,
        TOPIC_WRITES,
        EVIDENCE_WRITES,
        UNIT_WRITES,
        TERM_WRITES,
    )
}
"""How each of them is written."""
