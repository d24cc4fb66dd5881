"""Reading and writing units."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import UnitCode
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_patch, answer_put
from api.resources.units import linked_data
from api.resources.units.models import UNIT_WRITES, UNITS

router = Router()


@router.get("/units", **lists(UNITS))
async def list_units(request: Request) -> Response:
    """List units, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, UNITS)


@router.get("/units/facets", **counts(UNITS))
async def count_units(request: Request) -> Response:
    """Count units by the values of fields, filtered as asked."""
    return await answer_facets(request, UNITS)


@router.get("/units/{unit_id:path}", **reads_one(UNITS))
async def get_unit(request: Request, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """Read one unit."""
    return await answer_one(request, UNITS, unit_id)


@router.post("/units", **creates(UNIT_WRITES))
def create_unit(write: ReceivedWrite) -> Response:
    """Add a unit."""
    return answer_create(write, UNIT_WRITES)


@router.patch("/units/{unit_id:path}", **patches(UNIT_WRITES))
def patch_unit(write: ReceivedWrite, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """Change fields of a unit."""
    return answer_patch(write, UNIT_WRITES, unit_id)


@router.put("/units/{unit_id:path}", **replaces(UNIT_WRITES))
def replace_unit(write: ReceivedWrite, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """Replace a unit."""
    return answer_put(write, UNIT_WRITES, unit_id)


@router.delete("/units/{unit_id:path}", **deletes(UNIT_WRITES))
def delete_unit(write: ReceivedWrite, unit_id: Annotated[UnitCode, identifier("unit")]) -> Response:
    """Delete a unit, on which nothing depends; its versions stay."""
    return answer_delete(write, UNIT_WRITES, unit_id)


ROOM = Room(UNIT_WRITES, router, linked=Description(linked_data.EMBED, linked_data.describe))
