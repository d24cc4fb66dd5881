"""Reading sections."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import Router, identifier, lists, reads_one
from api.core.identifiers import EssayId, SectionId
from api.resources.answers import Within, answer_list, answer_one
from api.resources.essays.models import ESSAYS
from api.resources.facets import answer_facets, counts
from api.resources.sections.models import SECTIONS

router = Router()


@router.get("/sections", **lists(SECTIONS))
async def list_sections(request: Request) -> Response:
    """List sections, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, SECTIONS)


@router.get("/sections/facets", **counts(SECTIONS))
async def count_sections(request: Request) -> Response:
    """Count sections by the values of fields, filtered as asked."""
    return await answer_facets(request, SECTIONS)


@router.get("/sections/{section_id}", **reads_one(SECTIONS))
async def get_section(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """Read one section."""
    return await answer_one(request, SECTIONS, section_id)


@router.get("/essays/{essay_id}/sections", **lists(SECTIONS, nested=True))
async def list_essay_sections(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the sections of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, SECTIONS, within)


@router.get("/sections/{section_id}/sections", **lists(SECTIONS, nested=True))
async def list_section_sections(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """List the sections that stand in a section."""
    within = Within(SECTIONS, section_id, "parent_id")
    return await answer_list(request, SECTIONS, within)
