"""The map of a claim, as a page."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.router import Router
from api.core.identifiers import ClaimId
from api.core.openapi.read_operations import identifier
from api.formats.forms import HTML
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.handlers.representation import PAGE_HEADERS
from api.pages.maps.map_drawing import draw_map
from api.pages.maps.map_items import GLYPHS, claim_map
from api.pages.maps.map_reading import MapReading, read_map
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.places import Crumb
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.resources.claims.models import CLAIMS

router = Router(include_in_schema=False)

_DEPTH = 2
_PAGE = ComputedForm(HTML.content_type, (PARAMETER,), scans=False)


@router.get("/claims/{claim_id}/map")
async def get_claim_map(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Draw what bears on a claim, two steps far, and what it bears on."""
    context = page_context_of(request)

    def read(reader: Reader) -> ReadScript[MapReading]:
        return (yield from read_map(claim_id, _DEPTH, reader.dialect))

    async def build(_subject: Subject, found: MapReading) -> ComputedContent:
        varies = {} if context.chosen else {"Vary": "Accept-Language"}
        return ComputedContent(_page(claim_id, found, context), {**PAGE_HEADERS, **varies})

    return await answer_computed(request, CLAIMS, claim_id, read, build, _PAGE)


def _page(claim_id: str, found: MapReading, context: PageContext) -> bytes:
    shown = claim_map(claim_id, found, _DEPTH, context)
    essay = found.essay
    values = frame(
        context,
        f"{context.say['map']} · {claim_id}",
        current="claims",
        canonical=f"{context.at.record('claims', claim_id)}/map",
        written_in=essay["language"],
        way=[
            Crumb(context.href("essays", essay["id"]), context.words(essay["title"])),
            Crumb(context.href("claims", claim_id), claim_id),
        ],
        map=shown,
        glyphs=GLYPHS,
        drawing=draw_map(shown),
        truncated=found.truncated,
    )
    return render("map.html", values)
