"""The page of an error: what is not here, why, and where one might go instead."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from api.core.negotiation import prefers
from api.formats.forms import HTML, JSON
from api.reading.look import Look, look_of
from api.reading.pages import ROOMS, frame
from api.reading.templating import template
from api.resources.representing import PAGE_HEADERS

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


def _short(look: Look) -> Look:
    """Return how a page is looked at, without what links to it would repeat of a long path or query string."""
    if len(look.path) > _LONGEST:
        look = replace(look, path="", root=f"{look.at.base}/")
    return replace(look, query=()) if sum(map(len, chain.from_iterable(look.query))) > _LONGEST else look


def _page(request: Request, problem: Mapping[str, Any]) -> bytes:
    look = _short(look_of(request))
    status = problem["status"]
    say = look.say
    heading = {_GONE: say["deleted"], _NOT_FOUND: say["not_found"]}.get(status, say["problem"])
    nearest = next((error["nearest"] for error in problem["errors"] if error["nearest"]), None)
    room = look.path.split("/")[0]
    context = frame(
        look,
        heading,
        heading=heading,
        problem=problem,
        nearest=nearest,
        room=room if room in ROOMS else None,
        faults=problem["errors"] if len(problem["errors"]) > 1 else (),  # what a single one says, the detail does
        history=problem.get("versions"),
    )
    return template("problem.html").render(context).encode()
