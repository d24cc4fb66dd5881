"""Reading and writing terms."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.columns import Slug
from api.core.documenting import identifier, lists, reads_one
from api.core.documenting_writes import creates, deletes, patches, replaces
from api.core.routing import Router
from api.core.writing import Write
from api.resources.answers import answer_list, answer_one
from api.resources.facets import answer_facets, counts
from api.resources.terms.models import TERM_WRITES, TERMS
from api.resources.writes import answer_create, answer_delete, answer_patch, answer_put

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
def create_term(sent: Write) -> Response:
    """Add a term."""
    return answer_create(sent, TERM_WRITES)


@router.patch("/terms/{term_id}", **patches(TERM_WRITES))
def patch_term(sent: Write, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Change fields of a term."""
    return answer_patch(sent, TERM_WRITES, term_id)


@router.put("/terms/{term_id}", **replaces(TERM_WRITES))
def replace_term(sent: Write, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Replace a term."""
    return answer_put(sent, TERM_WRITES, term_id)


@router.delete("/terms/{term_id}", **deletes(TERM_WRITES))
def delete_term(sent: Write, term_id: Annotated[Slug, identifier("term")]) -> Response:
    """Delete a term, on which nothing depends; its versions stay."""
    return answer_delete(sent, TERM_WRITES, term_id)
