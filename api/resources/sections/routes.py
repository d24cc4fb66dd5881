"""Reading and writing sections."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import EssayId, SectionId
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.nested_lists import Within
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Citation, Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_patch, answer_put
from api.resources.essays.models import ESSAYS
from api.resources.sections import cite, linked_data
from api.resources.sections.models import SECTION_WRITES, SECTIONS

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


@router.post("/sections", **creates(SECTION_WRITES))
def create_section(write: ReceivedWrite) -> Response:
    """Add a section."""
    return answer_create(write, SECTION_WRITES)


@router.patch("/sections/{section_id}", **patches(SECTION_WRITES))
def patch_section(write: ReceivedWrite, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """Change fields of a section."""
    return answer_patch(write, SECTION_WRITES, section_id)


@router.put("/sections/{section_id}", **replaces(SECTION_WRITES))
def replace_section(write: ReceivedWrite, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """Replace a section."""
    return answer_put(write, SECTION_WRITES, section_id)


@router.delete("/sections/{section_id}", **deletes(SECTION_WRITES))
def delete_section(write: ReceivedWrite, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """Delete a section, on which nothing depends; its versions stay."""
    return answer_delete(write, SECTION_WRITES, section_id)


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


ROOM = Room(
    SECTION_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
