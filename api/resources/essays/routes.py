"""Reading and writing essays."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import identifier, lists, query_parameter, reads_one
from api.core.openapi.write_operations import creates, deletes, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Citation, Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_patch, answer_put
from api.resources.essays import cite, linked_data
from api.resources.essays.models import ESSAY_WRITES, ESSAYS

router = Router()

_EXPORTS = [
    query_parameter(
        "format",
        "A format to write the essay in, with all that belongs to it: `draft`, `yaml`, `brat`, `aif` and others.",
        {"type": "string"},
    ),
    query_parameter(
        "losses", "Of a format: whether to tell what it cannot say, instead.", {"type": "boolean", "default": False}
    ),
]


@router.get("/essays", **lists(ESSAYS))
async def list_essays(request: Request) -> Response:
    """List essays, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, ESSAYS)


@router.get("/essays/facets", **counts(ESSAYS))
async def count_essays(request: Request) -> Response:
    """Count essays by the values of fields, filtered as asked."""
    return await answer_facets(request, ESSAYS)


@router.get("/essays/{essay_id}", **reads_one(ESSAYS, _EXPORTS))
async def get_essay(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Read one essay, or all that belongs to it in a format of other tools."""
    return await (request.app.state.exported(request, essay_id) or answer_one(request, ESSAYS, essay_id))


@router.post("/essays", **creates(ESSAY_WRITES))
def create_essay(write: ReceivedWrite) -> Response:
    """Add an essay."""
    return answer_create(write, ESSAY_WRITES)


@router.patch("/essays/{essay_id}", **patches(ESSAY_WRITES))
def patch_essay(write: ReceivedWrite, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Change fields of an essay."""
    return answer_patch(write, ESSAY_WRITES, essay_id)


@router.put("/essays/{essay_id}", **replaces(ESSAY_WRITES))
def replace_essay(write: ReceivedWrite, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Replace an essay."""
    return answer_put(write, ESSAY_WRITES, essay_id)


@router.delete("/essays/{essay_id}", **deletes(ESSAY_WRITES))
def delete_essay(write: ReceivedWrite, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Delete an essay, on which nothing depends; its versions stay."""
    return answer_delete(write, ESSAY_WRITES, essay_id)


ROOM = Room(ESSAY_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe))
