"""Reading units."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import Router, identifier, lists, reads_one
from api.core.identifiers import UnitCode
from api.resources.answers import answer_list, answer_one
from api.resources.facets import answer_facets, counts
from api.resources.units.models import UNITS

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
