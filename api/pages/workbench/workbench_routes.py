"""The pages of the workbench: a new essay, and one that is there."""

from functools import lru_cache
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from fastapi import Request
from starlette.responses import HTMLResponse, Response

from api.core.db.reader import ReadContext, ReadScript, Statement, compile_statement, parameter
from api.core.http.etags import tagged_by_digest
from api.core.http.paths import segment
from api.core.http.router import Router
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import identifier
from api.core.query.list_query import refuse_unknown
from api.core.records.plain_records import plain_records_of
from api.core.texts.text_cache import read_words
from api.formats.forms import HTML
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.handlers.representation import PAGE_HEADERS
from api.pages.essay_frame import essay_frame
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.cards import Record
from api.pages.parts.places import Crumb
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.pages.workbench.workbench_words import told, words_of
from api.resources.essays.models import ESSAYS

router = Router(include_in_schema=False)

_PAGE = ComputedForm(HTML.content_type, parameters=(PARAMETER,))
_MAKER = plain_records_of(ESSAYS, ("id", "title", "author", "language", "license", "length", "sha256", "version"))


@router.get("/essays/new")
async def get_workbench_of_new_essay(request: Request) -> Response:
    """Show where a text becomes an essay."""
    refuse_unknown(request.query_params, [PARAMETER])
    context = page_context_of(request)
    way = [Crumb(context.href("essays"), context.name("plural", "essays"))]
    values = frame(context, context.say["new_essay"], current="essays", way=way)
    content = _page(values, context, None)
    return tagged_by_digest(request, HTMLResponse(content, headers={**PAGE_HEADERS, **context.varies}))


@router.get("/essays/{essay_id}/edit")
async def get_workbench(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Show an essay to be worked on: its scripts ask the API for all that they show."""
    context = page_context_of(request)

    async def build(_subject: Subject, found: tuple[Record, bool]) -> ComputedContent:
        essay, served = found
        data = f"claims?essay_id={segment(essay['id'])}"
        values = essay_frame(context, essay, context.say["workbench"], page="edit", data=data)
        return ComputedContent(_page(values, context, essay, served=served), headers={**PAGE_HEADERS, **context.varies})

    return await answer_computed(request, ESSAYS, essay_id, lambda reader: _read(essay_id, reader), build, _PAGE)


def _read(essay_id: str, reader: ReadContext) -> ReadScript[tuple[Record, bool]]:
    """Read an essay that is there, and whether its text is served to everybody."""
    rows = yield _essay(reader.dialect), {"id": essay_id}
    words = yield from read_words([essay_id], reader)
    return _MAKER.records(rows)[0], essay_id in words


@lru_cache
def _essay(dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(*_MAKER.columns).where(ESSAYS.table.c.id == parameter("id")), dialect)


def _page(values: dict[str, Any], context: PageContext, essay: Record | None, *, served: bool = False) -> bytes:
    """Return the page; what its scripts need to know stands in it as data, since nothing that stands in it is run."""
    data = {**told(context), "essay": essay, "served": served}
    shown = {"words": words_of(context.language), "essay": essay, "data": msgspec.json.encode(data).decode()}
    return render("workbench.html", values | shown)
