"""Reading how records changed."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.db.columns import Slug
from api.core.http.routes import Router
from api.core.identifiers import (
    ClaimId,
    EssayId,
    EvidenceId,
    PassageId,
    RelationshipId,
    SectionId,
    SourceId,
    StatisticId,
    TopicId,
    UnitCode,
)
from api.core.openapi.read_operations import identifier
from api.resources.claims.models import CLAIMS
from api.resources.diffs.record_diff import answer_diff, compares
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.passages.models import PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.terms.models import TERMS
from api.resources.topics.models import TOPICS
from api.resources.units.models import UNITS

router = Router()


@router.get("/essays/{essay_id}/diff", **compares(ESSAYS))
async def get_essay_diff(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Compare two versions of an essay, field by field."""
    return await answer_diff(request, ESSAYS, essay_id)


@router.get("/sections/{section_id}/diff", **compares(SECTIONS))
async def get_section_diff(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """Compare two versions of a section, field by field."""
    return await answer_diff(request, SECTIONS, section_id)


@router.get("/passages/{passage_id}/diff", **compares(PASSAGES))
async def get_passage_diff(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Compare two versions of a passage, field by field."""
    return await answer_diff(request, PASSAGES, passage_id)


@router.get("/claims/{claim_id}/diff", **compares(CLAIMS))
async def get_claim_diff(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Compare two versions of a claim, field by field."""
    return await answer_diff(request, CLAIMS, claim_id)


@router.get("/statistics/{statistic_id}/diff", **compares(STATISTICS))
async def get_statistic_diff(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """Compare two versions of a statistic, field by field."""
    return await answer_diff(request, STATISTICS, statistic_id)


@router.get("/sources/{source_id}/diff", **compares(SOURCES))
async def get_source_diff(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Compare two versions of a source, field by field."""
    return await answer_diff(request, SOURCES, source_id)


@router.get("/relationships/{relationship_id}/diff", **compares(RELATIONSHIPS))
async def get_relationship_diff(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Compare two versions of a relationship, field by field."""
    return await answer_diff(request, RELATIONSHIPS, relationship_id)


@router.get("/topics/{topic_id}/diff", **compares(TOPICS))
async def get_topic_diff(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Compare two versions of a topic, field by field."""
    return await answer_diff(request, TOPICS, topic_id)


@router.get("/evidence/{evidence_id}/diff", **compares(EVIDENCE))
async def get_evidence_link_diff(
    request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]
) -> Response:
    """Compare two versions of a link of evidence, field by field."""
    return await answer_diff(request, EVIDENCE, evidence_id)


@router.get("/units/{unit_id:path}/diff", **compares(UNITS))
async def get_unit_diff(request: Request, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """Compare two versions of a unit, field by field."""
    return await answer_diff(request, UNITS, unit_id)


@router.get("/terms/{term_id}/diff", **compares(TERMS))
async def get_term_diff(request: Request, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Compare two versions of a term, field by field."""
    return await answer_diff(request, TERMS, term_id)
