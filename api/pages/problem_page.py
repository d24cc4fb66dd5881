"""The page of an error: what is not here, why, and where one might go instead."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from api.core.http.negotiation import prefers
from api.formats.forms import HTML, JSON
from api.handlers.representation import PAGE_HEADERS
from api.pages.page_context import PageContext, page_context_of
from api.pages.records.record_page import ROOMS, frame
from api.pages.templating import render

_LONGEST = 1000
"""How many characters a path or a query string may have for the page of an error to link to itself."""
_GONE = 410
_NOT_FOUND = 404


def problem_page(request: Request, problem: Mapping[str, Any]) -> Response | None:
    """Return a problem (RFC 9457) as a page, given its members; None where the request is not a browser's."""
    if request.method not in {"GET", "HEAD"} or not prefers(request, HTML, JSON):
        return None
    headers = {**PAGE_HEADERS, "Vary": "Accept, Accept-Language"}
    return HTMLResponse(_page(request, problem), problem["status"], headers)


def _short(context: PageContext) -> PageContext:
    """Return how a page is looked at, without what links to it would repeat of a long path or query string."""
    if len(context.path) > _LONGEST:
        context = replace(context, path="", root=f"{context.at.base}/")
    return replace(context, query=()) if sum(map(len, chain.from_iterable(context.query))) > _LONGEST else context


def _page(request: Request, problem: Mapping[str, Any]) -> bytes:
    context = _short(page_context_of(request))
    status = problem["status"]
    say = context.say
    heading = {_GONE: say["deleted"], _NOT_FOUND: say["not_found"]}.get(status, say["problem"])
    nearest = next((error["nearest"] for error in problem["errors"] if error["nearest"]), None)
    room = context.path.split("/")[0]
    values = frame(
        context,
        heading,
        finds=False,
        heading=heading,
        problem=problem,
        nearest=nearest,
        room=room if room in ROOMS else None,
        faults=problem["errors"] if len(problem["errors"]) > 1 else (),  # what a single one says, the detail does
        history=problem.get("versions"),
    )
    return render("problem.html", values)
