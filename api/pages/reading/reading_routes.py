"""The reading page of an essay, and the marks that its links make where no script runs."""

from typing import Annotated, Any

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
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.figure_words import tick
from api.pages.parts.period_words import period
from api.pages.reading.essay_contents import EssayContents, read_contents
from api.pages.reading.margin_notes import CLAIM, FIGURE, SOURCE, MarginNote, notes_of
from api.pages.reading.marked_text import paragraphs_of
from api.pages.reading.note_places import heads_of
from api.pages.reading.sentence_strips import strips_of
from api.pages.reading.target_styles import styles_of
from api.pages.reading.wanted_notes import PARAMETERS, WantedNotes, read_wanted
from api.pages.records.source_page import named
from api.pages.templating import render
from api.resources.essays.models import ESSAYS

router = Router(include_in_schema=False)

_PAGE = ComputedForm(HTML.content_type, parameters=(*PARAMETERS, PARAMETER))
_STYLES = ComputedForm("text/css; charset=utf-8")


@router.get("/essays/{essay_id}/read")
async def get_essay_to_read(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Show an essay with what stands on each of its sentences; without the text, that alone."""
    context, wanted = page_context_of(request), read_wanted(request.query_params)

    async def build(_subject: Subject, found: EssayContents) -> ComputedContent:
        content = await run_in_threadpool(_page, found, wanted, context)
        return ComputedContent(content, headers={**PAGE_HEADERS, **context.varies})

    return await answer_computed(
        request, ESSAYS, essay_id, lambda reader: read_contents(essay_id, reader), build, _PAGE
    )


@router.get("/essays/{essay_id}/read/targets.css")
async def get_styles_of_targets(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Answer with the styles by which a link to a passage, claim, figure or source marks its words."""

    async def build(_subject: Subject, found: EssayContents) -> ComputedContent:
        return ComputedContent(styles_of(found))

    return await answer_computed(
        request, ESSAYS, essay_id, lambda reader: read_contents(essay_id, reader), build, _STYLES
    )


def _page(contents: EssayContents, wanted: WantedNotes, context: PageContext) -> bytes:
    essay, notes = contents.essay, notes_of(contents, wanted, context)
    identifier_of_it = essay["id"]
    values = essay_frame(
        context,
        essay,
        context.say["read"],
        page="read",
        data=f"essays/{segment(identifier_of_it)}/graph",
        eyebrow=_eyebrow(essay, notes, context),
        outline=[head for heads in heads_of(contents, context).values() for head in heads],
        choices=wanted.choices(contents, context),
        both=wanted.both,
        both_at=_both_at(wanted, context),
        some=wanted.some,
        empty=not notes,
        unplaced=[note for note in notes if not note.passages],
        truncated=contents.truncated,
        targets=f"{context.root}essays/{segment(identifier_of_it)}/read/targets.css",
        ticks=(tick(context), tick(context, percent=True)),
    )
    return render(*_body(contents, [note for note in notes if note.passages], values, context))


def _body(
    contents: EssayContents, notes: list[MarginNote], values: dict[str, Any], context: PageContext
) -> tuple[str, dict[str, Any]]:
    """Return the template of what is shown, and its values."""
    if contents.text is None:
        return "strips.html", values | {
            "paragraphs": strips_of(contents, notes, context, all_sentences=not values["some"])
        }
    return "reading.html", values | {"paragraphs": paragraphs_of(contents.text, contents, notes, context)}


def _eyebrow(essay: Any, notes: list[MarginNote], context: PageContext) -> list[str]:
    numbers = [
        (context.name("plural", resource), sum(note.kind == kind for note in notes))
        for resource, kind in (("claims", CLAIM), ("statistics", FIGURE), ("sources", SOURCE))
    ]
    counted = [f"{name} {number}" for name, number in numbers if number]
    return [part for part in (named(essay["author"], context), period(essay["issued"], context), *counted) if part]


def _both_at(wanted: WantedNotes, context: PageContext) -> str:
    """Return where the page is in both languages, or in one where it is in both."""
    kept = [item for item in context.query if item[0] != "both"]
    return context.list_at(kept if wanted.both else [*kept, ("both", "true")])
