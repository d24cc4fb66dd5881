"""Reading essays."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import Router, identifier, lists, reads_one
from api.core.identifiers import EssayId
from api.resources.answers import answer_list, answer_one
from api.resources.essays.models import ESSAYS
from api.resources.facets import answer_facets, counts

router = Router()


@router.get("/essays", **lists(ESSAYS))
async def list_essays(request: Request) -> Response:
    """List essays, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, ESSAYS)


@router.get("/essays/facets", **counts(ESSAYS))
async def count_essays(request: Request) -> Response:
    """Count essays by the values of fields, filtered as asked."""
    return await answer_facets(request, ESSAYS)


@router.get("/essays/{essay_id}", **reads_one(ESSAYS))
async def get_essay(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Read one essay."""
    return await answer_one(request, ESSAYS, essay_id)
