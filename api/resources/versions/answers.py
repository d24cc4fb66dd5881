"""Answers from the past of one record: the list of its versions, and its state in one of them."""

from functools import lru_cache
from types import GenericAlias
from typing import Any

import msgspec
import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.cache import read_at
from api.core.columns import MAX_INTEGER
from api.core.conditional import ASK_FIRST, FOR_EVER, conditional, list_tag, record_tag
from api.core.documenting import problem
from api.core.history import ONE_RECORD, SUMMARY, VERSIONS, never_was, read_version
from api.core.negotiation import negotiate
from api.core.paging import CURSOR_PATTERN, Key, decode_cursor, encode_cursor, fingerprint
from api.core.problems import Fault, Redacted
from api.core.query import DEFAULT_LIMIT, MAX_LIMIT, read_integer, refuse_faults, refuse_unknown
from api.core.reads import Reader, Statement, compile_statement, parameter
from api.core.resource import Resource
from api.core.urls import page_url
from api.formats.json import MEDIA_TYPE
from api.resources.recalling import recall
from api.resources.rendering import answered, decoded, rendering_of
from api.resources.signposts import link_header
from api.resources.versions.models import VERSION_JSON, VersionPublic, with_url

_PAGING = [
    {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": "The most versions of one page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    {
        "name": "cursor",
        "in": "query",
        "required": False,
        "description": "Where the page begins: leave it out for the first page, then follow `Link: rel=next`.",
        "schema": {"type": "string", "format": "cursor", "pattern": CURSOR_PATTERN},
    },
]
_LINK = {
    "description": "Where there are more versions: the absolute URL of the next page, as `rel=next` (RFC 8288).",
    "schema": {"type": "string"},
}
_KEYS = [Key(VERSIONS.version, descending=True)]
_FAULTS = {
    400: problem("A parameter is unknown, or has a value that is not of its type."),
    404: problem("There never was such a record, or version of it."),
    "default": problem("Any other error."),
}


def lists_versions(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with the versions of a record."""
    return {
        "tags": [resource.name],
        "response_model": GenericAlias(list, (VersionPublic,)),
        "responses": {
            200: {
                "description": f"Versions of the {resource.singular}, the latest first.",
                "headers": {"Link": _LINK},
            }
        }
        | _FAULTS,
        "openapi_extra": {"parameters": _PAGING},
    }


def reads_version(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with a record as a version had it."""
    return {
        "tags": [resource.name],
        "response_model": resource.public,
        "response_description": f"The {resource.singular}, as the version had it. It never changes.",
        "responses": _FAULTS | {410: problem("The content of the version was redacted.", Redacted)},
    }


async def answer_versions(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with a page of the versions of a record, the latest first, whether or not it still stands.

    Raises:
        ProblemError: there never was such a record, or the query string is wrong.
    """
    given = request.query_params
    refuse_unknown(given, ["limit", "cursor"])
    faults = [Fault(detail="give it once", parameter=name) for name in given if len(given.getlist(name)) > 1]
    limit = read_integer("limit", given, 1, MAX_LIMIT, faults) or DEFAULT_LIMIT
    refuse_faults(faults)
    mark = fingerprint(resource.name, identifier)
    below = decode_cursor(given["cursor"], mark, _KEYS)[0] if "cursor" in given else MAX_INTEGER
    reader: Reader = request.app.state.reader
    values = {"resource": resource.name, "id": identifier, "below": below, "limit": limit + 1}
    snapshot = await reader.fetch(_page(reader.dialect), values)
    if not snapshot.rows:
        raise never_was(resource, identifier)
    read_at(request.scope, snapshot.version)
    page, beyond = snapshot.rows[:limit], snapshot.rows[limit:]
    content = VERSION_JSON.many([with_url(request, row) for row in page])
    response = Response(content, media_type=MEDIA_TYPE, headers={"ETag": list_tag(snapshot.state, "json")})
    if beyond:
        cursor = encode_cursor(mark, [page[-1][3]])
        following = page_url(request, [("limit", str(limit)), ("cursor", cursor)])
        response.headers["Link"] = f'<{following}>; rel="next"'
    return conditional(request, response)


async def answer_version(request: Request, resource: Resource, identifier: str, version: int) -> Response:
    """Answer with a record as a version had it: in JSON as it was to the byte, in other forms with what it referred to.

    Raises:
        ProblemError: there never was such a version, or no such form, or its content was redacted.
    """
    choice = negotiate(request, request.app.state.forms[resource.name])
    rendering = rendering_of(request, resource, choice, old=True)
    refuse_unknown(request.query_params, list(rendering.parameters) if rendering else [])
    reader: Reader = request.app.state.reader
    snapshot, past = await read_version(reader, resource, identifier, version)
    read_at(request.scope, snapshot.version)
    content = msgspec.json.encode(past.fields(resource, stamped=True))
    if rendering:
        embedding = rendering.embedding(resource, request.app.state.resources)
        record = await recall(reader, past, decoded(content), embedding)
        content = await rendering.one(record)
    headers = {
        "ETag": record_tag(version, content),
        "Link": await link_header(request, resource, identifier, version, old=True),
    }
    # A later build may show the same in another way; what JSON holds is for ever.
    return conditional(request, answered(content, rendering, headers), ASK_FIRST if rendering else FOR_EVER)


@lru_cache
def _page(dialect: sa.Dialect) -> Statement:
    statement = sa.select(*SUMMARY).where(*ONE_RECORD, VERSIONS.version < parameter("below"))
    statement = statement.order_by(VERSIONS.version.desc()).limit(parameter("limit", sa.Integer()))
    return compile_statement(statement, dialect)
