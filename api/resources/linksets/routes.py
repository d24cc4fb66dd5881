"""Reading the links of records, and those of the service, as documents."""

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
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.linksets.typed_links import answer_catalog, answer_linkset, links_of
from api.resources.passages.models import PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.terms.models import TERMS
from api.resources.topics.models import TOPICS
from api.resources.units.models import UNITS

router = Router()


@router.get("/.well-known/api-catalog", **links_of("service", "the service"))
async def get_api_catalog(request: Request) -> Response:
    """Tell where the API is, its description and its documentation (RFC 9727)."""
    return await answer_catalog(request)


@router.get("/essays/{essay_id}/linkset", **links_of("essays", "an essay"))
async def get_essay_linkset(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Tell the typed links of an essay (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, ESSAYS, essay_id)


@router.get("/sections/{section_id}/linkset", **links_of("sections", "a section"))
async def get_section_linkset(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """Tell the typed links of a section (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, SECTIONS, section_id)


@router.get("/passages/{passage_id}/linkset", **links_of("passages", "a passage"))
async def get_passage_linkset(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Tell the typed links of a passage (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, PASSAGES, passage_id)


@router.get("/claims/{claim_id}/linkset", **links_of("claims", "a claim"))
async def get_claim_linkset(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Tell the typed links of a claim (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, CLAIMS, claim_id)


@router.get("/statistics/{statistic_id}/linkset", **links_of("statistics", "a statistic"))
async def get_statistic_linkset(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """Tell the typed links of a statistic (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, STATISTICS, statistic_id)


@router.get("/sources/{source_id}/linkset", **links_of("sources", "a source"))
async def get_source_linkset(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Tell the typed links of a source (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, SOURCES, source_id)


@router.get("/relationships/{relationship_id}/linkset", **links_of("relationships", "a relationship"))
async def get_relationship_linkset(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Tell the typed links of a relationship (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, RELATIONSHIPS, relationship_id)


@router.get("/topics/{topic_id}/linkset", **links_of("topics", "a topic"))
async def get_topic_linkset(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Tell the typed links of a topic (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, TOPICS, topic_id)


@router.get("/evidence/{evidence_id}/linkset", **links_of("evidence", "a link of evidence"))
async def get_evidence_linkset(
    request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]
) -> Response:
    """Tell the typed links of a link of evidence (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, EVIDENCE, evidence_id)


@router.get("/units/{unit_id:path}/linkset", **links_of("units", "a unit"))
async def get_unit_linkset(request: Request, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """Tell the typed links of a unit (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, UNITS, unit_id)


@router.get("/terms/{term_id}/linkset", **links_of("terms", "a term"))
async def get_term_linkset(request: Request, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Tell the typed links of a term (RFC 9264): how to cite it, its forms, its versions, its licence."""
    return await answer_linkset(request, TERMS, term_id)
