"""Reading and writing relationships."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, RelationshipId
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
from api.resources.relationships import cite, linked_data
from api.resources.relationships.models import RELATIONSHIP_WRITES, RELATIONSHIPS

router = Router()


@router.get("/relationships", **lists(RELATIONSHIPS))
async def list_relationships(request: Request) -> Response:
    """List relationships, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, RELATIONSHIPS)


@router.get("/relationships/facets", **counts(RELATIONSHIPS))
async def count_relationships(request: Request) -> Response:
    """Count relationships by the values of fields, filtered as asked."""
    return await answer_facets(request, RELATIONSHIPS)


@router.get("/relationships/{relationship_id}", **reads_one(RELATIONSHIPS))
async def get_relationship(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Read one relationship."""
    return await answer_one(request, RELATIONSHIPS, relationship_id)


@router.post("/relationships", **creates(RELATIONSHIP_WRITES))
def create_relationship(write: ReceivedWrite) -> Response:
    """Add a relationship."""
    return answer_create(write, RELATIONSHIP_WRITES)


@router.patch("/relationships/{relationship_id}", **patches(RELATIONSHIP_WRITES))
def patch_relationship(
    write: ReceivedWrite, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Change fields of a relationship."""
    return answer_patch(write, RELATIONSHIP_WRITES, relationship_id)


@router.put("/relationships/{relationship_id}", **replaces(RELATIONSHIP_WRITES))
def replace_relationship(
    write: ReceivedWrite, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Replace a relationship."""
    return answer_put(write, RELATIONSHIP_WRITES, relationship_id)


@router.delete("/relationships/{relationship_id}", **deletes(RELATIONSHIP_WRITES))
def delete_relationship(
    write: ReceivedWrite, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Delete a relationship, on which nothing depends; its versions stay."""
    return answer_delete(write, RELATIONSHIP_WRITES, relationship_id)


@router.get("/essays/{essay_id}/relationships", **lists(RELATIONSHIPS, nested=True))
async def list_essay_relationships(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the relationships of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, RELATIONSHIPS, within)


@router.get("/claims/{claim_id}/relationships", **lists(RELATIONSHIPS, nested=True))
async def list_claim_relationships(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the relationships that weigh a claim."""
    within = Within(CLAIMS, claim_id, "claim_id")
    return await answer_list(request, RELATIONSHIPS, within)


ROOM = Room(
    RELATIONSHIP_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
