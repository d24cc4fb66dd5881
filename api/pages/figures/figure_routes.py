"""The figures of an essay, drawn: a page of all of them, and a picture of those of a measure."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.db.reader import ReadContext, ReadScript
from api.core.http.content_security_policy import OF_DRAWINGS
from api.core.http.paths import segment
from api.core.http.problems import Fault, nearest, refuse_faults, shown
from api.core.http.router import Router
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import identifier
from api.formats.forms import HTML
from api.formats.license_urls import DEFAULT, license_url
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.handlers.licenses_of_data import own_licenses
from api.handlers.representation import PAGE_HEADERS
from api.pages.essay_frame import essay_frame
from api.pages.figures.figure_groups import DrawnFigures, drawn_figures
from api.pages.figures.figure_legend import legend_of
from api.pages.figures.figure_picture import picture_of
from api.pages.figures.figure_reading import FigureReading, read_figures
from api.pages.figures.panel_drawing import NARROW, TIME, draw_panel
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.resources.essays.models import ESSAYS

router = Router(include_in_schema=False)

_MEASURE = "measure"
_PAGE = ComputedForm(HTML.content_type, (_MEASURE, PARAMETER))
_PICTURE = ComputedForm("image/svg+xml", (_MEASURE, PARAMETER))


@router.get("/essays/{essay_id}/figures")
async def get_figures_of_essay(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Draw the figures of an essay by measure, with what was found of them; the same stands there as tables."""
    context, measures = page_context_of(request), _asked(request)

    async def build(_subject: Subject, found: FigureReading) -> ComputedContent:
        _refuse_strange(measures, found)
        content = await run_in_threadpool(_page, found, measures, context)
        return ComputedContent(content, {**PAGE_HEADERS, **context.varies})

    return await answer_computed(request, ESSAYS, essay_id, partial(_read, essay_id, measures), build, _PAGE)


@router.get("/essays/{essay_id}/figures.svg")
async def get_picture_of_figures(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Draw the figures of some measures, or all, as a picture that stands alone: what it shows, of whom, and whose."""
    page, measures = page_context_of(request), _asked(request)
    context = replace(page, root=f"{page.at.base}/")  # its links lead here from wherever it is kept

    async def build(subject: Subject, found: FigureReading) -> ComputedContent:
        _refuse_strange(measures, found)
        license_at = license_url((await own_licenses(request)).get(essay_id, DEFAULT))
        values = await run_in_threadpool(picture_of, found, context, subject.dataset, license_at)
        headers = {"Content-Security-Policy": OF_DRAWINGS, **context.varies}
        return ComputedContent(render("figure_picture.svg", frame(context, essay_id, **values)), headers)

    return await answer_computed(request, ESSAYS, essay_id, partial(_read, essay_id, measures), build, _PICTURE)


def _asked(request: Request) -> list[str]:
    """Return the measures that are asked for, joined by commas or given again and again."""
    given = request.query_params.getlist(_MEASURE)
    return sorted({name for names in given for name in names.split(",") if name})


def _read(essay_id: str, measures: list[str], reader: ReadContext) -> ReadScript[FigureReading]:
    return read_figures(essay_id, measures, reader)


def _refuse_strange(measures: list[str], found: FigureReading) -> None:
    known = list(found.measures)
    refuse_faults(
        [
            Fault(
                detail=f"the essay has no figure of the measure {shown(name)}",
                parameter=_MEASURE,
                nearest=nearest(name, known),
            )
            for name in measures
            if name not in known
        ]
    )


def _page(found: FigureReading, measures: list[str], context: PageContext) -> bytes:
    essay, drawn, seen = found.essay, drawn_figures(found, context), set[str]()
    identifier_of_it = essay["id"]
    values = essay_frame(
        context,
        essay,
        context.say["figures_of"],
        page="figures",
        data=f"statistics?essay_id={segment(identifier_of_it)}",
        current="statistics",
        groups=[(group, draw_panel(group, NARROW, seen)) for group in drawn.groups],
        alone=drawn.alone,
        timed=[(group, draw_panel(group, NARROW), draw_panel(group, TIME, seen)) for group in drawn.timed],
        legend=legend_of(drawn.all),
        index=_index(found, drawn, measures, context),
        chosen=measures,
        whole=context.href("essays", identifier_of_it, "figures"),
        listed=context.href(
            "statistics", essay_id=identifier_of_it, measure=measures[0] if len(measures) == 1 else None
        ),
        all=sum(found.measures.values()),
        of_these=sum(number for measure, number in found.measures.items() if measure in measures or not measures),
        shown_figures=len(found.shown),
        truncated=found.truncated,
        reviewed=bool(found.findings),
        picture=partial(_picture, identifier_of_it, context),
    )
    return render("figures.html", values)


def _index(
    found: FigureReading, drawn: DrawnFigures, chosen: list[str], context: PageContext
) -> list[tuple[str, int, str, bool]]:
    """Return of each measure what it is called, how many figures it has, where those are, and whether it is chosen."""
    on_page = {} if chosen or found.truncated else {group.measure: f"#{group.key}" for group in reversed(drawn.all)}
    own = partial(context.href, "essays", found.essay["id"], "figures")
    return [
        (
            context.plain(found.labels["measure"].get(measure)) or measure,
            number,
            on_page.get(measure) or own(measure=measure),
            measure in chosen,
        )
        for measure, number in sorted(found.measures.items(), key=lambda item: -item[1])
    ]


def _picture(essay_id: str, context: PageContext, measure: str) -> str:
    return context.href("essays", essay_id, "figures.svg", measure=measure)
