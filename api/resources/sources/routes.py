"""Reading and writing sources."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, PassageId, SourceId, StatisticId
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
from api.resources.sources import cite, linked_data
from api.resources.sources.models import SOURCE_WRITES, SOURCES
from api.resources.statistics.models import STATISTICS

router = Router()


@router.get("/sources", **lists(SOURCES))
async def list_sources(request: Request) -> Response:
    """List sources, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, SOURCES)


@router.get("/sources/facets", **counts(SOURCES))
async def count_sources(request: Request) -> Response:
    """Count sources by the values of fields, filtered as asked."""
    return await answer_facets(request, SOURCES)


@router.get("/sources/{source_id}", **reads_one(SOURCES))
async def get_source(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Read one source."""
    return await answer_one(request, SOURCES, source_id)


@router.post("/sources", **creates(SOURCE_WRITES))
def create_source(write: ReceivedWrite) -> Response:
    """Add a source."""
    return answer_create(write, SOURCE_WRITES)


@router.patch("/sources/{source_id}", **patches(SOURCE_WRITES))
def patch_source(write: ReceivedWrite, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Change fields of a source."""
    return answer_patch(write, SOURCE_WRITES, source_id)


@router.put("/sources/{source_id}", **replaces(SOURCE_WRITES))
def replace_source(write: ReceivedWrite, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Replace a source."""
    return answer_put(write, SOURCE_WRITES, source_id)


@router.delete("/sources/{source_id}", **deletes(SOURCE_WRITES))
def delete_source(write: ReceivedWrite, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Delete a source, on which nothing depends; its versions stay."""
    return answer_delete(write, SOURCE_WRITES, source_id)


@router.get("/essays/{essay_id}/sources", **lists(SOURCES, nested=True))
async def list_essay_sources(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the sources that an essay leans on."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, SOURCES, within)


@router.get("/passages/{passage_id}/sources", **lists(SOURCES, nested=True))
async def list_passage_sources(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """List the sources that a passage leans on."""
    within = Within(PASSAGES, passage_id, "passage_id")
    return await answer_list(request, SOURCES, within)


@router.get("/claims/{claim_id}/sources", **lists(SOURCES, nested=True))
async def list_claim_sources(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the sources that a claim is attributed to."""
    within = Within(CLAIMS, claim_id, "claim_id")
    return await answer_list(request, SOURCES, within)


@router.get("/statistics/{statistic_id}/sources", **lists(SOURCES, nested=True))
async def list_statistic_sources(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the sources that a statistic is attributed to."""
    within = Within(STATISTICS, statistic_id, "statistic_id")
    return await answer_list(request, SOURCES, within)


ROOM = Room(
    SOURCE_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
