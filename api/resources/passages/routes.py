"""Reading passages."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.documenting import Router, identifier, lists, reads_one
from api.core.identifiers import EssayId, PassageId, SectionId
from api.resources.answers import Within, answer_list, answer_one
from api.resources.essays.models import ESSAYS
from api.resources.facets import answer_facets, counts
from api.resources.passages.models import PASSAGES
from api.resources.sections.models import SECTIONS

router = Router()


@router.get("/passages", **lists(PASSAGES))
async def list_passages(request: Request) -> Response:
    """List passages, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, PASSAGES)


@router.get("/passages/facets", **counts(PASSAGES))
async def count_passages(request: Request) -> Response:
    """Count passages by the values of fields, filtered as asked."""
    return await answer_facets(request, PASSAGES)


@router.get("/passages/{passage_id}", **reads_one(PASSAGES))
async def get_passage(request: Request, passage_id: Annotated[PassageId, identifier("passage")]) -> Response:
    """Read one passage."""
    return await answer_one(request, PASSAGES, passage_id)


@router.get("/essays/{essay_id}/passages", **lists(PASSAGES, nested=True))
async def list_essay_passages(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the passages of an essay."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, PASSAGES, within)


@router.get("/sections/{section_id}/passages", **lists(PASSAGES, nested=True))
async def list_section_passages(request: Request, section_id: Annotated[SectionId, identifier("section")]) -> Response:
    """List the passages whose innermost section this is."""
    within = Within(SECTIONS, section_id, "section_id")
    return await answer_list(request, PASSAGES, within)
