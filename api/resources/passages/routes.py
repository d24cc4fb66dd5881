"""Reading and writing passages."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, PassageId, RelationshipId, SectionId, SourceId, StatisticId, TopicId
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
from api.resources.passages import cite, linked_data
from api.resources.passages.models import PASSAGE_WRITES, PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

router = Router()


@router.get("/passages", **lists(PASSAGES))
async def list_passages(request: Request) -> Response:
    """List passages, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, PASSAGES)


@router.get("/passages/facets", **counts(PASSAGES))
async def count_passages(request: Request) -> Response:
    """Count passages by the values of fields, filtered as asked."""
    return await answer_facets(request, PASSAGES)


@router.get("/passages/{passage_id}", **reads_one(PASSAGES))
async def get_passage(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Read one passage."""
    return await answer_one(request, PASSAGES, passage_id)


@router.post("/passages", **creates(PASSAGE_WRITES))
def create_passage(write: ReceivedWrite) -> Response:
    """Add a passage."""
    return answer_create(write, PASSAGE_WRITES)


@router.patch("/passages/{passage_id}", **patches(PASSAGE_WRITES))
def patch_passage(write: ReceivedWrite, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Change fields of a passage."""
    return answer_patch(write, PASSAGE_WRITES, passage_id)


@router.put("/passages/{passage_id}", **replaces(PASSAGE_WRITES))
def replace_passage(write: ReceivedWrite, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Replace a passage."""
    return answer_put(write, PASSAGE_WRITES, passage_id)


@router.delete("/passages/{passage_id}", **deletes(PASSAGE_WRITES))
def delete_passage(write: ReceivedWrite, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Delete a passage, on which nothing depends; its versions stay."""
    return answer_delete(write, PASSAGE_WRITES, passage_id)


@router.get("/essays/{essay_id}/passages", **lists(PASSAGES, nested=True))
async def list_essay_passages(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the passages of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/sections/{section_id}/passages", **lists(PASSAGES, nested=True))
async def list_section_passages(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """List the passages whose innermost section this is."""
    within = Within(SECTIONS, section_id, "section_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/claims/{claim_id}/passages", **lists(PASSAGES, nested=True))
async def list_claim_passages(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the passages of a claim."""
    within = Within(CLAIMS, claim_id, "claim_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/statistics/{statistic_id}/passages", **lists(PASSAGES, nested=True))
async def list_statistic_passages(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the passages of a statistic."""
    within = Within(STATISTICS, statistic_id, "statistic_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/sources/{source_id}/passages", **lists(PASSAGES, nested=True))
async def list_source_passages(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """List the passages that lean on a source."""
    within = Within(SOURCES, source_id, "source_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/relationships/{relationship_id}/passages", **lists(PASSAGES, nested=True))
async def list_relationship_passages(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """List the passages of a relationship."""
    within = Within(RELATIONSHIPS, relationship_id, "relationship_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/topics/{topic_id}/passages", **lists(PASSAGES, nested=True))
async def list_topic_passages(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """List the passages of a topic."""
    within = Within(TOPICS, topic_id, "topic_id")
    return await answer_list(request, PASSAGES, within)


ROOM = Room(
    PASSAGE_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
