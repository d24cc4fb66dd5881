"""Reading and writing relationships."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import identifier, lists, reads_one
from api.core.documenting_writes import creates, deletes, patches, replaces
from api.core.identifiers import ClaimId, EssayId, RelationshipId
from api.core.routing import Router
from api.core.writing import Write
from api.resources.answers import answer_list, answer_one
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.facets import answer_facets, counts
from api.resources.lists import Within
from api.resources.relationships.models import RELATIONSHIP_WRITES, RELATIONSHIPS
from api.resources.writes import answer_create, answer_delete, answer_patch, answer_put

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
def create_relationship(sent: Write) -> Response:
    """Add a relationship."""
    return answer_create(sent, RELATIONSHIP_WRITES)


@router.patch("/relationships/{relationship_id}", **patches(RELATIONSHIP_WRITES))
def patch_relationship(sent: Write, relationship_id: Annotated[RelationshipId, identifier("relationship")]) -> Response:
    """Change fields of a relationship."""
    return answer_patch(sent, RELATIONSHIP_WRITES, relationship_id)


@router.put("/relationships/{relationship_id}", **replaces(RELATIONSHIP_WRITES))
def replace_relationship(
    sent: Write, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Replace a relationship."""
    return answer_put(sent, RELATIONSHIP_WRITES, relationship_id)


@router.delete("/relationships/{relationship_id}", **deletes(RELATIONSHIP_WRITES))
def delete_relationship(
    sent: Write, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Delete a relationship, on which nothing depends; its versions stay."""
    return answer_delete(sent, RELATIONSHIP_WRITES, relationship_id)


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
