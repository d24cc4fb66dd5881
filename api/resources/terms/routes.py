"""Reading terms."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.columns import Slug
from api.core.documenting import Router, identifier, lists, reads_one
from api.resources.answers import answer_list, answer_one
from api.resources.facets import answer_facets, counts
from api.resources.terms.models import TERMS

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
