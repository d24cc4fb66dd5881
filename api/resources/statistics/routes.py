"""Reading and writing statistics."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, PassageId, SectionId, SourceId, StatisticId
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
from api.resources.passages.models import PASSAGES
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics import cite, linked_data
from api.resources.statistics.models import STATISTICS
from api.resources.statistics.statistic_writes import STATISTIC_WRITES

router = Router()


@router.get("/statistics", **lists(STATISTICS))
async def list_statistics(request: Request) -> Response:
    """List statistics, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, STATISTICS)


@router.get("/statistics/facets", **counts(STATISTICS))
async def count_statistics(request: Request) -> Response:
    """Count statistics by the values of fields, filtered as asked."""
    return await answer_facets(request, STATISTICS)


@router.get("/statistics/{statistic_id}", **reads_one(STATISTICS))
async def get_statistic(request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]) -> Response:
    """Read one statistic."""
    return await answer_one(request, STATISTICS, statistic_id)


@router.post("/statistics", **creates(STATISTIC_WRITES))
def create_statistic(write: ReceivedWrite) -> Response:
    """Add a statistic."""
    return answer_create(write, STATISTIC_WRITES)


@router.patch("/statistics/{statistic_id}", **patches(STATISTIC_WRITES))
def patch_statistic(write: ReceivedWrite, statistic_id: Annotated[StatisticId, identifier("statistic")]) -> Response:
    """Change fields of a statistic."""
    return answer_patch(write, STATISTIC_WRITES, statistic_id)


@router.put("/statistics/{statistic_id}", **replaces(STATISTIC_WRITES))
def replace_statistic(write: ReceivedWrite, statistic_id: Annotated[StatisticId, identifier("statistic")]) -> Response:
    """Replace a statistic."""
    return answer_put(write, STATISTIC_WRITES, statistic_id)


@router.delete("/statistics/{statistic_id}", **deletes(STATISTIC_WRITES))
def delete_statistic(write: ReceivedWrite, statistic_id: Annotated[StatisticId, identifier("statistic")]) -> Response:
    """Delete a statistic, on which nothing depends; its versions stay."""
    return answer_delete(write, STATISTIC_WRITES, statistic_id)


@router.get("/essays/{essay_id}/statistics", **lists(STATISTICS, nested=True))
async def list_essay_statistics(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the statistics of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, STATISTICS, within)


@router.get("/sections/{section_id}/statistics", **lists(STATISTICS, nested=True))
async def list_section_statistics(
    request: Request, section_id: Annotated[SectionId, identifier("section")]
) -> Response:
    """List the statistics of a section."""
    within = Within(SECTIONS, section_id, "section_id")
    return await answer_list(request, STATISTICS, within)


@router.get("/passages/{passage_id}/statistics", **lists(STATISTICS, nested=True))
async def list_passage_statistics(
    request: Request, passage_id: Annotated[PassageId, identifier("passage")]
) -> Response:
    """List the statistics of a passage."""
    within = Within(PASSAGES, passage_id, "passage_id")
    return await answer_list(request, STATISTICS, within)


@router.get("/sources/{source_id}/statistics", **lists(STATISTICS, nested=True))
async def list_source_statistics(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """List the statistics that are attributed to a source."""
    within = Within(SOURCES, source_id, "source_id")
    return await answer_list(request, STATISTICS, within)


@router.get("/claims/{claim_id}/statistics", **lists(STATISTICS, nested=True))
async def list_claim_statistics(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the statistics that bear on a claim."""
    within = Within(CLAIMS, claim_id, "claim_id")
    return await answer_list(request, STATISTICS, within)


ROOM = Room(
    STATISTIC_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
