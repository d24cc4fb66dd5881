"""What is answered where a record is no more: it was merged into another, or deleted, or never there."""

from http import HTTPStatus

import msgspec
from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.core.history import find_latest, never_was, record_url
from api.core.problems import ProblemError
from api.core.reads import Reader
from api.core.resource import Resource

MERGED_INTO = "merged_into"
"""The field of the last state of a merged record that names the record which it was merged into."""


async def answer_absent(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer for a record that has no row: lead to the record that it was merged into.

    A record that was merged into one which was itself merged leads to the last at once.

    Raises:
        ProblemError: the record was deleted, or there never was one.
    """
    reader: Reader = request.app.state.reader
    asked = identifier
    while True:
        _, last = await find_latest(reader, resource, identifier)
        if last is not None and last.action == "merged":
            identifier = msgspec.json.decode(last.fields(resource)[MERGED_INTO], type=str)
        elif identifier != asked:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(
                f"{record_url(request, resource.name, identifier)}{query}", HTTPStatus.PERMANENT_REDIRECT
            )
        elif last is None or last.action != "deleted":
            raise never_was(resource, asked)
        else:
            break
    versions = f"{record_url(request, resource.name, asked)}/versions"
    why = f": {last.reason}" if last.reason else "."
    raise ProblemError(
        "deleted",
        f"The {resource.singular} {asked} was deleted at {last.created_at}{why}",
        headers={"Link": f'<{versions}>; rel="version-history"'},
        members={"deleted_at": last.created_at, "reason": last.reason, "versions": versions},
    )
