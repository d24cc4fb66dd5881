"""Reading and writing terms."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.db.columns import Slug
from api.core.http.router import Router
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_patch, answer_put
from api.resources.terms import linked_data
from api.resources.terms.models import TERM_WRITES, TERMS

router = Router()


@router.get("/terms", **lists(TERMS))
async def list_terms(request: Request) -> Response:
    """List terms, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, TERMS)


@router.get("/terms/facets", **counts(TERMS))
async def count_terms(request: Request) -> Response:
    """Count terms by the values of fields, filtered as asked."""
    return await answer_facets(request, TERMS)


@router.get("/terms/{term_id}", **reads_one(TERMS))
async def get_term(request: Request, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Read one term."""
    return await answer_one(request, TERMS, term_id)


@router.post("/terms", **creates(TERM_WRITES))
def create_term(write: ReceivedWrite) -> Response:
    """Add a term."""
    return answer_create(write, TERM_WRITES)


@router.patch("/terms/{term_id}", **patches(TERM_WRITES))
def patch_term(write: ReceivedWrite, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Change fields of a term."""
    return answer_patch(write, TERM_WRITES, term_id)


@router.put("/terms/{term_id}", **replaces(TERM_WRITES))
def replace_term(write: ReceivedWrite, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Replace a term."""
    return answer_put(write, TERM_WRITES, term_id)


@router.delete("/terms/{term_id}", **deletes(TERM_WRITES))
def delete_term(write: ReceivedWrite, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Delete a term, on which nothing depends; its versions stay."""
    return answer_delete(write, TERM_WRITES, term_id)


ROOM = Room(TERM_WRITES, router, linked=Description(linked_data.EMBED, linked_data.describe))
