"""Reading and writing measures."""

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
from api.resources.measures import linked_data
from api.resources.measures.models import MEASURE_WRITES, MEASURES

router = Router()


@router.get("/measures", **lists(MEASURES))
async def list_measures(request: Request) -> Response:
    """List measures, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, MEASURES)


@router.get("/measures/facets", **counts(MEASURES))
async def count_measures(request: Request) -> Response:
    """Count measures by the values of fields, filtered as asked."""
    return await answer_facets(request, MEASURES)


@router.get("/measures/{measure_id}", **reads_one(MEASURES))
async def get_measure(request: Request, measure_id: Annotated[Slug, identifier("measure")]) -> Response:
    """Read one measure."""
    return await answer_one(request, MEASURES, measure_id)


@router.post("/measures", **creates(MEASURE_WRITES))
def create_measure(write: ReceivedWrite) -> Response:
    """Add a measure."""
    return answer_create(write, MEASURE_WRITES)


@router.patch("/measures/{measure_id}", **patches(MEASURE_WRITES))
def patch_measure(write: ReceivedWrite, measure_id: Annotated[Slug, identifier("measure")]) -> Response:
    """Change fields of a measure."""
    return answer_patch(write, MEASURE_WRITES, measure_id)


@router.put("/measures/{measure_id}", **replaces(MEASURE_WRITES))
def replace_measure(write: ReceivedWrite, measure_id: Annotated[Slug, identifier("measure")]) -> Response:
    """Replace a measure."""
    return answer_put(write, MEASURE_WRITES, measure_id)


@router.delete("/measures/{measure_id}", **deletes(MEASURE_WRITES))
def delete_measure(write: ReceivedWrite, measure_id: Annotated[Slug, identifier("measure")]) -> Response:
    """Delete a measure, on which nothing depends; its versions stay."""
    return answer_delete(write, MEASURE_WRITES, measure_id)


ROOM = Room(MEASURE_WRITES, router, linked=Description(linked_data.EMBED, linked_data.describe))
