"""Answers what changed between two versions of a record."""

from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from api.core.db.columns import MAX_INTEGER
from api.core.db.reader import Reader
from api.core.http.etags import record_tag, versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.problems import Fault, refuse_faults
from api.core.openapi.read_operations import ABSENT, ANY_ERROR, REDACTED
from api.core.query.list_query import refuse_unknown
from api.core.query.scalar_parameters import read_integer
from api.core.records.resource import Resource
from api.core.versions.history import PastState, read_latest, read_version
from api.core.versions.json_diff import difference
from api.handlers.answer_forms import page_asked, page_headers
from api.resources.diffs.models import ComparedVersions, Diff
from api.resources.versions.models import VERSION_JSON, with_url

_PARAMETERS = [
    {
        "name": "from",
        "in": "query",
        "description": "The version to compare from; where it is left out, the one before `to`. 0 is before the first.",
        "schema": {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER},
    },
    {
        "name": "to",
        "in": "query",
        "description": "The version to compare to; where it is left out, the latest. It may be the earlier one.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_INTEGER},
    },
]


def compares(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with what changed between two versions."""
    return {
        "tags": [resource.name],
        "response_model": Diff,
        "response_description": "What changed in the record.",
        "responses": {
            **ABSENT,
            **REDACTED,
            **ANY_ERROR,
        },
        "openapi_extra": {"parameters": _PARAMETERS},
    }


async def answer_diff(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with what changed between two versions of a record, whether or not it still stands.

    Raises:
        ProblemError: there never was such a record or version, one was redacted, or the query string is wrong.
    """
    page = page_asked(request, "diff")
    given = request.query_params
    refuse_unknown(given, ["from", "to", *(page.parameters if page else ())])
    faults = [Fault(detail="give it once", parameter=name) for name in given if len(given.getlist(name)) > 1]
    start = read_integer("from", given, 0, MAX_INTEGER, faults)
    end = read_integer("to", given, 1, MAX_INTEGER, faults)
    refuse_faults(faults)
    reader: Reader = request.app.state.reader
    if end is None:
        snapshot, after = await read_latest(reader, resource, identifier)
    else:
        snapshot, after = await read_version(reader, resource, identifier, end)
    start = after.version - 1 if start is None else start
    before = (await read_version(reader, resource, identifier, start))[1] if start else None
    compared = ComparedVersions(resource, before, after)
    content = await page.render(request, reader, compared) if page else _json(request, compared)
    headers = {"Content-Type": JSON_TYPE, "Vary": "Accept", **(page_headers(request, page) if page else {})}
    response = Response(content, headers={"ETag": record_tag(after.version, content), **headers})
    return versioned(request, response, snapshot.version)


def _json(request: Request, compared: ComparedVersions) -> bytes:
    return msgspec.json.encode(
        {
            "from": _summary(request, compared.before),
            "to": _summary(request, compared.after),
            "patch": list(difference(*compared.fields)),
        }
    )


def _summary(request: Request, past: PastState | None) -> msgspec.Raw | None:
    return msgspec.Raw(VERSION_JSON.one(with_url(request, past.summary))) if past else None
