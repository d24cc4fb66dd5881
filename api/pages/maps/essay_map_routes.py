"""The map of an essay: a page, and a drawing to keep."""

from functools import partial
from typing import Annotated

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.http.paths import segment
from api.core.http.router import Router
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import identifier
from api.formats.forms import HTML
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.handlers.representation import PAGE_HEADERS
from api.pages.essay_frame import essay_frame
from api.pages.maps.drawing_files import SVG, ShownVersion, context_of_drawing, drawing_file
from api.pages.maps.essay_argument import EssayArgument, read_argument
from api.pages.maps.essay_overview import EssayOverview, OverviewWords
from api.pages.maps.opened_parts import OPEN, OpenedParts, read_opened
from api.pages.maps.overview_drawing import OverviewPen
from api.pages.maps.overview_shapes import OverviewDrawing
from api.pages.maps.what_is_beneath import counted
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.templating import render
from api.resources.essays.models import ESSAYS

router = Router(include_in_schema=False)

_PAGE = ComputedForm(HTML.content_type, (OPEN, PARAMETER))
_DRAWING = ComputedForm(SVG, (OPEN, PARAMETER))


@router.get("/essays/{essay_id}/map")
async def get_essay_map(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Draw the argument of an essay, with what `open` unfolds."""
    context, opened = page_context_of(request), read_opened(request.query_params)

    async def build(_subject: Subject, found: EssayArgument) -> ComputedContent:
        content = await run_in_threadpool(_page, found, opened, context)
        return ComputedContent(content, {**PAGE_HEADERS, **context.varies})

    return await answer_computed(request, ESSAYS, essay_id, partial(read_argument, essay_id, opened), build, _PAGE)


@router.get("/essays/{essay_id}/map.svg")
async def get_essay_map_drawing(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Draw the same as a file that stands alone; of what is unfolded, relationships and topics."""
    context, opened = context_of_drawing(request), read_opened(request.query_params)

    def draw(found: EssayArgument) -> OverviewDrawing:
        pen = OverviewPen(context)
        pen.title(context.plain(found.essay["title"]))
        return pen.overview(OverviewWords(found, opened, context).overview())

    async def build(subject: Subject, found: EssayArgument) -> ComputedContent:
        drawing = await run_in_threadpool(draw, found)
        of = ShownVersion("essays", essay_id, subject.version, essay_id)
        title = f"{context.say['map']} · {context.plain(found.essay['title'])}"
        return await drawing_file(request, context, "overview_file.svg", title, drawing, of)

    return await answer_computed(request, ESSAYS, essay_id, partial(read_argument, essay_id, opened), build, _DRAWING)


def _page(found: EssayArgument, opened: OpenedParts, context: PageContext) -> bytes:
    essay, shown = found.essay, OverviewWords(found, opened, context).overview()
    values = essay_frame(
        context,
        essay,
        context.say["map"],
        page="map",
        data=f"essays/{segment(essay['id'])}/graph",
        svg=context.link(f"{context.path}.svg", context.query).replace("%2C", ","),
        heading=_heading(shown, context),
        shown_map=shown,
        unfold=partial(unfolding, opened, context),
        counted=partial(counted, context),
    )
    return render("essay_map.html", values)


def unfolding(opened: OpenedParts, context: PageContext, record_id: str) -> str:
    """Return where the page is with one more part unfolded, or folded again."""
    parts = opened.toggled(record_id)
    return context.list_at([(OPEN, parts)] if parts else []).replace("%2C", ",")


def _heading(shown: EssayOverview, context: PageContext) -> str:
    say, number = context.say, len(shown.balances)
    if number > 1:
        numerals = say["numerals"].split()
        return say["map_of_many"].format(numerals[number - 2] if number - 2 < len(numerals) else number)
    return say["map_of_one" if number else "map_of_theses" if shown.theses else "map_of_nothing"]
