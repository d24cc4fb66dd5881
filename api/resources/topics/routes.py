"""Reading and writing topics."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, TopicId
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
from api.resources.topics import cite, linked_data
from api.resources.topics.models import TOPIC_WRITES, TOPICS

router = Router()


@router.get("/topics", **lists(TOPICS))
async def list_topics(request: Request) -> Response:
    """List topics, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, TOPICS)


@router.get("/topics/facets", **counts(TOPICS))
async def count_topics(request: Request) -> Response:
    """Count topics by the values of fields, filtered as asked."""
    return await answer_facets(request, TOPICS)


@router.get("/topics/{topic_id}", **reads_one(TOPICS))
async def get_topic(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Read one topic."""
    return await answer_one(request, TOPICS, topic_id)


@router.post("/topics", **creates(TOPIC_WRITES))
def create_topic(write: ReceivedWrite) -> Response:
    """Add a topic."""
    return answer_create(write, TOPIC_WRITES)


@router.patch("/topics/{topic_id}", **patches(TOPIC_WRITES))
def patch_topic(write: ReceivedWrite, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Change fields of a topic."""
    return answer_patch(write, TOPIC_WRITES, topic_id)


@router.put("/topics/{topic_id}", **replaces(TOPIC_WRITES))
def replace_topic(write: ReceivedWrite, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Replace a topic."""
    return answer_put(write, TOPIC_WRITES, topic_id)


@router.delete("/topics/{topic_id}", **deletes(TOPIC_WRITES))
def delete_topic(write: ReceivedWrite, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Delete a topic, on which nothing depends; its versions stay."""
    return answer_delete(write, TOPIC_WRITES, topic_id)


@router.get("/essays/{essay_id}/topics", **lists(TOPICS, nested=True))
async def list_essay_topics(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the topics of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, TOPICS, within)


@router.get("/claims/{claim_id}/topics", **lists(TOPICS, nested=True))
async def list_claim_topics(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the topics that a claim belongs to."""
    within = Within(CLAIMS, claim_id, "claim_id")
    return await answer_list(request, TOPICS, within)


ROOM = Room(TOPIC_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe))
