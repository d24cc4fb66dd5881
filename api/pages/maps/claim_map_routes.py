"""The map of a claim: a page, and a drawing to keep."""

from functools import partial
from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.db.reader import ReadContext, ReadScript
from api.core.http.paths import segment
from api.core.http.router import Router
from api.core.identifiers import ClaimId
from api.core.openapi.read_operations import identifier
from api.formats.forms import HTML
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.pages.maps.drawing_files import DRAWING, ShownVersion, context_of_drawing, tree_file
from api.pages.maps.map_items import claim_map
from api.pages.maps.map_reading import MapReading, read_map
from api.pages.maps.tree_pages import TreePage, tree_page
from api.pages.page_context import page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.places import Crumb
from api.pages.records.claim_page import grade_of_claim
from api.resources.claims.models import CLAIMS

router = Router(include_in_schema=False)

_DEPTH = 2
_PAGE = ComputedForm(HTML.content_type, (PARAMETER,), scans=False)


@router.get("/claims/{claim_id}/map")
async def get_claim_map(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Draw what bears on a claim, two steps far, and what it bears on; the same stands there as a list."""
    context = page_context_of(request)

    async def build(_subject: Subject, read: tuple[MapReading, str]) -> ComputedContent:
        found, grade = read
        essay, say = found.essay, context.say
        page = TreePage(
            resource="claims",
            id=claim_id,
            title=say["map_of_claim"],
            lead=say["map_lead"],
            way=[
                Crumb(context.href("essays", essay["id"]), context.words(essay["title"])),
                Crumb(context.href("claims", claim_id), claim_id),
            ],
            nothing=say["challenges_none"],
            more_beneath=say["more_beneath"],
            data=f"essays/{segment(essay['id'])}/graph?root={segment(claim_id)}&depth={_DEPTH}",
            written_in=essay["language"],
            grade=grade,
            truncated=found.truncated,
        )
        return tree_page(page, claim_map(claim_id, found, _DEPTH, context), context)

    return await answer_computed(request, CLAIMS, claim_id, partial(_read_graded, claim_id), build, _PAGE)


@router.get("/claims/{claim_id}/map.svg")
async def get_claim_map_drawing(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Draw the same as a file that stands alone."""
    context = context_of_drawing(request)

    async def build(subject: Subject, found: MapReading) -> ComputedContent:
        shown = claim_map(claim_id, found, _DEPTH, context)
        of = ShownVersion("claims", claim_id, subject.version, found.essay["id"])
        return await tree_file(request, context, shown, of)

    return await answer_computed(request, CLAIMS, claim_id, partial(_read, claim_id), build, DRAWING)


def _read(claim_id: str, reader: ReadContext) -> ReadScript[MapReading]:
    return read_map(claim_id, _DEPTH, reader.dialect)


def _read_graded(claim_id: str, reader: ReadContext) -> ReadScript[tuple[MapReading, str]]:
    """Read what bears on a claim, and what the best chain to it rests on."""
    found = yield from _read(claim_id, reader)
    graded = yield grade_of_claim(reader.dialect), {"id": claim_id}
    return found, graded[0][0] if graded else ""
