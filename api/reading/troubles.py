"""The page of an error: what is not here, why, and where one might go instead."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from api.reading.look import look_of
from api.reading.pages import ROOMS, frame
from api.reading.templating import template

_GONE = 410
_NOT_FOUND = 404


def render_problem(request: Request, problem: Mapping[str, Any]) -> bytes:
    """Return the page of a problem (RFC 9457), given its members."""
    look = look_of(request)
    status = problem["status"]
    say = look.say
    heading = {_GONE: say["deleted"], _NOT_FOUND: say["not_found"]}.get(status, say["problem"])
    nearest = next((error["nearest"] for error in problem.get("errors", ()) if error.get("nearest")), None)
    room = look.path.split("/")[0]
    context = frame(
        look,
        heading,
        heading=heading,
        problem=problem,
        nearest=nearest,
        room=room if room in ROOMS else None,
        sought=look.path.rsplit("/", maxsplit=1)[-1],
        history=problem.get("versions"),
    )
    return template("problem.html").render(context).encode()
