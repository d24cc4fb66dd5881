"""Reading and writing claims."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, PassageId, RelationshipId, SectionId, SourceId, StatisticId, TopicId
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, merges, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.nested_lists import Within
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Citation, Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_merge, answer_patch, answer_put
from api.resources.claims import cite, linked_data
from api.resources.claims.models import CLAIM_WRITES, CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.passages.models import PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

router = Router()


@router.get("/claims", **lists(CLAIMS))
async def list_claims(request: Request) -> Response:
    """List claims, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, CLAIMS)


@router.get("/claims/facets", **counts(CLAIMS))
async def count_claims(request: Request) -> Response:
    """Count claims by the values of fields, filtered as asked."""
    return await answer_facets(request, CLAIMS)


@router.get("/claims/{claim_id}", **reads_one(CLAIMS))
async def get_claim(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Read one claim."""
    return await answer_one(request, CLAIMS, claim_id)


@router.post("/claims", **creates(CLAIM_WRITES))
def create_claim(write: ReceivedWrite) -> Response:
    """Add a claim."""
    return answer_create(write, CLAIM_WRITES)


@router.patch("/claims/{claim_id}", **patches(CLAIM_WRITES))
def patch_claim(write: ReceivedWrite, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Change fields of a claim."""
    return answer_patch(write, CLAIM_WRITES, claim_id)


@router.put("/claims/{claim_id}", **replaces(CLAIM_WRITES))
def replace_claim(write: ReceivedWrite, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Replace a claim."""
    return answer_put(write, CLAIM_WRITES, claim_id)


@router.delete("/claims/{claim_id}", **deletes(CLAIM_WRITES))
def delete_claim(write: ReceivedWrite, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Delete a claim, on which nothing depends; its versions stay."""
    return answer_delete(write, CLAIM_WRITES, claim_id)


@router.get("/essays/{essay_id}/claims", **lists(CLAIMS, nested=True))
async def list_essay_claims(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the claims of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, CLAIMS, within)


@router.get("/sections/{section_id}/claims", **lists(CLAIMS, nested=True))
async def list_section_claims(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """List the claims of a section."""
    within = Within(SECTIONS, section_id, "section_id")
    return await answer_list(request, CLAIMS, within)


@router.get("/passages/{passage_id}/claims", **lists(CLAIMS, nested=True))
async def list_passage_claims(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """List the claims of a passage."""
    within = Within(PASSAGES, passage_id, "passage_id")
    return await answer_list(request, CLAIMS, within)


@router.get("/sources/{source_id}/claims", **lists(CLAIMS, nested=True))
async def list_source_claims(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """List the claims that are attributed to a source."""
    within = Within(SOURCES, source_id, "source_id")
    return await answer_list(request, CLAIMS, within)


@router.get("/relationships/{relationship_id}/claims", **lists(CLAIMS, nested=True))
async def list_relationship_claims(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """List the claims that a relationship weighs."""
    within = Within(RELATIONSHIPS, relationship_id, "relationship_id")
    return await answer_list(request, CLAIMS, within)


@router.get("/topics/{topic_id}/claims", **lists(CLAIMS, nested=True))
async def list_topic_claims(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """List the claims of a topic."""
    within = Within(TOPICS, topic_id, "topic_id")
    return await answer_list(request, CLAIMS, within)


@router.post("/claims/{claim_id}/merge", **merges(CLAIM_WRITES))
def merge_claim(write: ReceivedWrite, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Merge a claim into another that says the same: its evidence moves over, and its id leads there for ever."""
    return answer_merge(write, CLAIM_WRITES, claim_id)


@router.get("/statistics/{statistic_id}/claims", **lists(CLAIMS, nested=True))
async def list_statistic_claims(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the claims that a statistic bears on."""
    within = Within(STATISTICS, statistic_id, "statistic_id")
    return await answer_list(request, CLAIMS, within)


ROOM = Room(CLAIM_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe))
