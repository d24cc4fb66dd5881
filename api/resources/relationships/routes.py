"""Reading relationships."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import Router, identifier, lists, reads_one
from api.core.identifiers import ClaimId, EssayId, RelationshipId
from api.resources.answers import Within, answer_list, answer_one
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.facets import answer_facets, counts
from api.resources.relationships.models import RELATIONSHIPS

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
