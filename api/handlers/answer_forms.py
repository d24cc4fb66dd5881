"""Answers that are no record and no list, in the form that is asked for: as JSON, or as a page for people."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from fastapi import Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.negotiation import Form, negotiate
from api.core.records.resource import Resource
from api.formats.forms import HTML, JSON
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed, built_in_thread
from api.handlers.representation import PAGE_HEADERS

_T = TypeVar("_T")

_OFFERED = (JSON, HTML)
_JSON = ComputedForm(offered=_OFFERED)


class AnswerPage(Protocol):
    """The page of answers of one kind; the application registers them, since they come after resources.

    Attributes:
        parameters: the query parameters that a page has, beside those of its answer.
    """

    parameters: tuple[str, ...]

    async def render(self, request: Request, reader: Reader, answer: Any) -> bytes:
        """Return the page of an answer; the records that it names are read for it."""


def page_asked(request: Request, name: str) -> AnswerPage | None:
    """Return the page that a request asks for; None where it asks for JSON.

    Args:
        request: the request.
        name: which answer it asks.

    Raises:
        ProblemError: it accepts neither.
    """
    if negotiate(request, _OFFERED).form is JSON:
        return None
    page: AnswerPage = request.app.state.answer_pages[name]
    return page


def page_headers(request: Request, page: AnswerPage, form: Form = HTML) -> Mapping[str, str]:
    """Return what the page of an answer says of itself: it depends on what the browser prefers, unless one picked."""
    picked = any(name in request.query_params for name in page.parameters)
    varies = "Accept" if picked else "Accept, Accept-Language"
    return {"Content-Type": form.content_type, "Vary": varies, **PAGE_HEADERS}


async def answer_in_forms(
    request: Request,
    resource: Resource,
    identifier: str,
    read: Callable[[Reader], ReadScript[_T]],
    build: Callable[[_T], BaseModel],
    name: str,
) -> Response:
    """Answer with what is computed from a record, as JSON or as a page.

    Args:
        request: the request.
        resource: what kind of record it is.
        identifier: which.
        read: reads what is needed.
        build: makes the answer of that; pure, and may take long.
        name: which page shows it.

    Raises:
        ProblemError: as `answer_computed`.
        MovedError: the record was merged into another.
    """
    page = page_asked(request, name)
    if page is None:
        return await answer_computed(request, resource, identifier, read, built_in_thread(build), _JSON)
    headers = page_headers(request, page)

    async def shown(_subject: Subject, found: _T) -> ComputedContent:
        return ComputedContent(
            await page.render(request, request.app.state.reader, await run_in_threadpool(build, found)), headers
        )

    form = ComputedForm(HTML.content_type, page.parameters, _OFFERED)
    return await answer_computed(request, resource, identifier, read, shown, form)
