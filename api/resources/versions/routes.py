"""Reading what records were: the list of their versions, and each version."""

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
from api.resources.passages.models import PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.terms.models import TERMS
from api.resources.topics.models import TOPICS
from api.resources.units.models import UNITS
from api.resources.versions.models import VersionNumber
from api.resources.versions.record_history import answer_version, answer_versions, lists_versions, reads_version

router = Router()


@router.get("/essays/{essay_id}/versions", **lists_versions(ESSAYS))
async def list_essay_versions(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the versions of an essay, the latest first."""
    return await answer_versions(request, ESSAYS, essay_id)


@router.get("/essays/{essay_id}@{version}", **reads_version(ESSAYS))
async def get_essay_version(
    request: Request, essay_id: Annotated[EssayId, identifier("essay")], version: VersionNumber
) -> Response:
    """Read an essay as one of its versions had it."""
    return await answer_version(request, ESSAYS, essay_id, version)


@router.get("/sections/{section_id}/versions", **lists_versions(SECTIONS))
async def list_section_versions(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """List the versions of a section, the latest first."""
    return await answer_versions(request, SECTIONS, section_id)


@router.get("/sections/{section_id}@{version}", **reads_version(SECTIONS))
async def get_section_version(
    request: Request, section_id: Annotated[SectionId, identifier("section")], version: VersionNumber
) -> Response:
    """Read a section as one of its versions had it."""
    return await answer_version(request, SECTIONS, section_id, version)


@router.get("/passages/{passage_id}/versions", **lists_versions(PASSAGES))
async def list_passage_versions(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """List the versions of a passage, the latest first."""
    return await answer_versions(request, PASSAGES, passage_id)


@router.get("/passages/{passage_id}@{version}", **reads_version(PASSAGES))
async def get_passage_version(
    request: Request, passage_id: Annotated[PassageId, identifier("passage")], version: VersionNumber
) -> Response:
    """Read a passage as one of its versions had it."""
    return await answer_version(request, PASSAGES, passage_id, version)


@router.get("/claims/{claim_id}/versions", **lists_versions(CLAIMS))
async def list_claim_versions(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the versions of a claim, the latest first."""
    return await answer_versions(request, CLAIMS, claim_id)


@router.get("/claims/{claim_id}@{version}", **reads_version(CLAIMS))
async def get_claim_version(
    request: Request, claim_id: Annotated[ClaimId, identifier("claim")], version: VersionNumber
) -> Response:
    """Read a claim as one of its versions had it."""
    return await answer_version(request, CLAIMS, claim_id, version)


@router.get("/statistics/{statistic_id}/versions", **lists_versions(STATISTICS))
async def list_statistic_versions(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the versions of a statistic, the latest first."""
    return await answer_versions(request, STATISTICS, statistic_id)


@router.get("/statistics/{statistic_id}@{version}", **reads_version(STATISTICS))
async def get_statistic_version(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")], version: VersionNumber
) -> Response:
    """Read a statistic as one of its versions had it."""
    return await answer_version(request, STATISTICS, statistic_id, version)


@router.get("/sources/{source_id}/versions", **lists_versions(SOURCES))
async def list_source_versions(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """List the versions of a source, the latest first."""
    return await answer_versions(request, SOURCES, source_id)


@router.get("/sources/{source_id}@{version}", **reads_version(SOURCES))
async def get_source_version(
    request: Request, source_id: Annotated[SourceId, identifier("source")], version: VersionNumber
) -> Response:
    """Read a source as one of its versions had it."""
    return await answer_version(request, SOURCES, source_id, version)


@router.get("/relationships/{relationship_id}/versions", **lists_versions(RELATIONSHIPS))
async def list_relationship_versions(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """List the versions of a relationship, the latest first."""
    return await answer_versions(request, RELATIONSHIPS, relationship_id)


@router.get("/relationships/{relationship_id}@{version}", **reads_version(RELATIONSHIPS))
async def get_relationship_version(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")], version: VersionNumber
) -> Response:
    """Read a relationship as one of its versions had it."""
    return await answer_version(request, RELATIONSHIPS, relationship_id, version)


@router.get("/topics/{topic_id}/versions", **lists_versions(TOPICS))
async def list_topic_versions(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """List the versions of a topic, the latest first."""
    return await answer_versions(request, TOPICS, topic_id)


@router.get("/topics/{topic_id}@{version}", **reads_version(TOPICS))
async def get_topic_version(
    request: Request, topic_id: Annotated[TopicId, identifier("topic")], version: VersionNumber
) -> Response:
    """Read a topic as one of its versions had it."""
    return await answer_version(request, TOPICS, topic_id, version)


@router.get("/evidence/{evidence_id}/versions", **lists_versions(EVIDENCE))
async def list_evidence_link_versions(
    request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]
) -> Response:
    """List the versions of a link of evidence, the latest first."""
    return await answer_versions(request, EVIDENCE, evidence_id)


@router.get("/evidence/{evidence_id}@{version}", **reads_version(EVIDENCE))
async def get_evidence_link_version(
    request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")], version: VersionNumber
) -> Response:
    """Read a link of evidence as one of its versions had it."""
    return await answer_version(request, EVIDENCE, evidence_id, version)


@router.get("/units/{unit_id:path}/versions", **lists_versions(UNITS))
async def list_unit_versions(request: Request, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """List the versions of a unit, the latest first."""
    return await answer_versions(request, UNITS, unit_id)


@router.get("/units/{unit_id:path}@{version}", **reads_version(UNITS))
async def get_unit_version(
    request: Request, unit_id: Annotated[UnitCode, identifier("unit")], version: VersionNumber
) -> Response:
    """Read a unit as one of its versions had it."""
    return await answer_version(request, UNITS, unit_id, version)


@router.get("/terms/{term_id}/versions", **lists_versions(TERMS))
async def list_term_versions(request: Request, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """List the versions of a term, the latest first."""
    return await answer_versions(request, TERMS, term_id)


@router.get("/terms/{term_id}@{version}", **reads_version(TERMS))
async def get_term_version(
    request: Request, term_id: Annotated[Slug, identifier("term")], version: VersionNumber
) -> Response:
    """Read a term as one of its versions had it."""
    return await answer_version(request, TERMS, term_id, version)
