"""Reading evidence."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.core.answers import Within, answer_list, answer_one
from api.core.documenting import identifier, lists, reads_one
from api.core.identifiers import ClaimId, EssayId, EvidenceId, SourceId, StatisticId
from api.resources.claims.models import Claim
from api.resources.essays.models import Essay
from api.resources.evidence.models import EVIDENCE, Evidence
from api.resources.sources.models import Source
from api.resources.statistics.models import Statistic

router = APIRouter()


@router.get("/evidence", **lists(EVIDENCE))
async def list_evidence(request: Request) -> Response:
    """List evidence, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, EVIDENCE)


@router.get("/evidence/{evidence_id}", **reads_one(EVIDENCE))
async def get_evidence_link(request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]) -> Response:
    """Read one link of evidence."""
    return await answer_one(request, EVIDENCE, evidence_id)


@router.get("/essays/{essay_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_essay_evidence(
    request: Request, essay_id: Annotated[EssayId, identifier("essay")]
) -> Response:
    """List the evidence of an essay."""
    within = Within(Essay.__table__, "essay", essay_id, "essay_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/claims/{claim_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_claim_evidence(
    request: Request, claim_id: Annotated[ClaimId, identifier("claim")]
) -> Response:
    """List the evidence that bears on a claim."""
    within = Within(Claim.__table__, "claim", claim_id, "target_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/statistics/{statistic_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_statistic_evidence(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the evidence that bears on a statistic."""
    within = Within(Statistic.__table__, "statistic", statistic_id, "target_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/sources/{source_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_source_evidence(
    request: Request, source_id: Annotated[SourceId, identifier("source")]
) -> Response:
    """List the evidence that rests on a source."""
    within = Within(Source.__table__, "source", source_id, "origin_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/evidence/{evidence_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_evidence_evidence(
    request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]
) -> Response:
    """List the evidence that undercuts a link of evidence."""
    within = Within(Evidence.__table__, "evidence", evidence_id, "target_id")
    return await answer_list(request, EVIDENCE, within)
