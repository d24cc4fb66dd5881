"""Reading and writing evidence."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, EvidenceId, SourceId, StatisticId
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.nested_lists import Within
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Citation, Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_patch, answer_put
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence import cite, linked_data
from api.resources.evidence.models import EVIDENCE, EVIDENCE_WRITES
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

router = Router()


@router.get("/evidence", **lists(EVIDENCE))
async def list_evidence(request: Request) -> Response:
    """List evidence, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, EVIDENCE)


@router.get("/evidence/facets", **counts(EVIDENCE))
async def count_evidence(request: Request) -> Response:
    """Count evidence by the values of fields, filtered as asked."""
    return await answer_facets(request, EVIDENCE)


@router.get("/evidence/{evidence_id}", **reads_one(EVIDENCE))
async def get_evidence_link(request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]) -> Response:
    """Read one link of evidence."""
    return await answer_one(request, EVIDENCE, evidence_id)


@router.post("/evidence", **creates(EVIDENCE_WRITES))
def create_evidence_link(write: ReceivedWrite) -> Response:
    """Add a link of evidence."""
    return answer_create(write, EVIDENCE_WRITES)


@router.patch("/evidence/{evidence_id}", **patches(EVIDENCE_WRITES))
def patch_evidence_link(write: ReceivedWrite, evidence_id: Annotated[EvidenceId, identifier("evidence")]) -> Response:
    """Change fields of a link of evidence."""
    return answer_patch(write, EVIDENCE_WRITES, evidence_id)


@router.put("/evidence/{evidence_id}", **replaces(EVIDENCE_WRITES))
def replace_evidence_link(write: ReceivedWrite, evidence_id: Annotated[EvidenceId, identifier("evidence")]) -> Response:
    """Replace a link of evidence."""
    return answer_put(write, EVIDENCE_WRITES, evidence_id)


@router.delete("/evidence/{evidence_id}", **deletes(EVIDENCE_WRITES))
def delete_evidence_link(write: ReceivedWrite, evidence_id: Annotated[EvidenceId, identifier("evidence")]) -> Response:
    """Delete a link of evidence, on which nothing depends; its versions stay."""
    return answer_delete(write, EVIDENCE_WRITES, evidence_id)


@router.get("/essays/{essay_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_essay_evidence(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the evidence of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/claims/{claim_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_claim_evidence(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the evidence that bears on a claim."""
    within = Within(CLAIMS, claim_id, "target_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/statistics/{statistic_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_statistic_evidence(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the evidence that bears on a statistic."""
    within = Within(STATISTICS, statistic_id, "target_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/sources/{source_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_source_evidence(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """List the evidence that rests on a source."""
    within = Within(SOURCES, source_id, "origin_id")
    return await answer_list(request, EVIDENCE, within)


@router.get("/evidence/{evidence_id}/evidence", **lists(EVIDENCE, nested=True))
async def list_evidence_evidence(
    request: Request, evidence_id: Annotated[EvidenceId, identifier("evidence")]
) -> Response:
    """List the evidence that undercuts a link of evidence."""
    within = Within(EVIDENCE, evidence_id, "target_id")
    return await answer_list(request, EVIDENCE, within)


ROOM = Room(
    EVIDENCE_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
