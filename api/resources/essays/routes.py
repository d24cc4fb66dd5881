"""Reading and writing essays."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import identifier, lists, reads_one
from api.core.documenting_writes import creates, deletes, patches, replaces
from api.core.identifiers import EssayId
from api.core.routing import Router
from api.core.writing import Write
from api.resources.answers import answer_list, answer_one
from api.resources.essays.models import ESSAY_WRITES, ESSAYS
from api.resources.facets import answer_facets, counts
from api.resources.writes import answer_create, answer_delete, answer_patch, answer_put

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


@router.post("/essays", **creates(ESSAY_WRITES))
def create_essay(sent: Write) -> Response:
    """Add an essay."""
    return answer_create(sent, ESSAY_WRITES)


@router.patch("/essays/{essay_id}", **patches(ESSAY_WRITES))
def patch_essay(sent: Write, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Change fields of an essay."""
    return answer_patch(sent, ESSAY_WRITES, essay_id)


@router.put("/essays/{essay_id}", **replaces(ESSAY_WRITES))
def replace_essay(sent: Write, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Replace an essay."""
    return answer_put(sent, ESSAY_WRITES, essay_id)


@router.delete("/essays/{essay_id}", **deletes(ESSAY_WRITES))
def delete_essay(sent: Write, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Delete an essay, on which nothing depends; its versions stay."""
    return answer_delete(sent, ESSAY_WRITES, essay_id)
