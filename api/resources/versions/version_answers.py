"""Answers from the past of one record: the list of its versions, and its state in one of them."""

from functools import lru_cache
from types import GenericAlias
from typing import Any

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.db.columns import MAX_INTEGER
from api.core.db.reader import Reader, Statement, at_most, compile_statement, parameter
from api.core.http.etags import ASK_FIRST, FOR_EVER, record_tag, versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.negotiation import negotiate
from api.core.http.problems import Fault, refuse_faults
from api.core.http.urls import page_url
from api.core.openapi.read_operations import ABSENT, ANY_ERROR, CURSOR, LINK, REDACTED, Responses
from api.core.query.embedded_as_of import recall
from api.core.query.list_query import refuse_unknown
from api.core.query.pagination import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    SortKey,
    decode_cursor,
    encode_cursor,
    fingerprint,
)
from api.core.query.scalar_parameters import read_integer
from api.core.records.resource import Resource
from api.core.versions.history import ONE_RECORD, SUMMARY, VERSIONS, never_was, read_version
from api.handlers.answer_forms import page_asked, page_headers
from api.handlers.rendering import JSON_RENDERING, answered, rendering_of
from api.handlers.signposts import link_header
from api.resources.versions.models import VERSION_JSON, VersionPublic, VersionsPage, with_url

_PAGING = [
    {
        "name": "limit",
        "in": "query",
        "description": "The most versions of one page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    CURSOR,
]
_KEYS = [SortKey(VERSIONS.version, descending=True)]


def lists_versions(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with the versions of a record."""
    page: Responses = {200: {"description": "Versions of the record, the latest first.", "headers": {"Link": LINK}}}
    return {
        "tags": [resource.name],
        "response_model": GenericAlias(list, (VersionPublic,)),
        "responses": page | ABSENT | ANY_ERROR,
        "openapi_extra": {"parameters": _PAGING},
    }


def reads_version(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with a record as a version had it."""
    return {
        "tags": [resource.name],
        "response_model": resource.public,
        "response_description": f"The {resource.singular}, as the version had it. It never changes.",
        "responses": ABSENT | REDACTED | ANY_ERROR,
    }


async def answer_versions(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with a page of the versions of a record, the latest first, whether or not it still stands.

    Raises:
        ProblemError: there never was such a record, or the query string is wrong.
    """
    form = page_asked(request, "versions")
    given = request.query_params
    refuse_unknown(given, ["limit", "cursor", *(form.parameters if form else ())])
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
    page, beyond = snapshot.rows[:limit], snapshot.rows[limit:]
    following = encode_cursor(mark, [page[-1][3]]) if beyond else None
    if form is None:
        content = VERSION_JSON.many([with_url(request, row) for row in page])
        headers = {"ETag": snapshot.state.list_tag("json"), "Content-Type": JSON_TYPE, "Vary": "Accept"}
    else:
        content = await form.render(request, reader, VersionsPage(resource, identifier, page, following))
        headers = {"ETag": record_tag(snapshot.version, content), **page_headers(request, form)}
    if following:
        url = page_url(request, [("limit", str(limit)), ("cursor", following)])
        headers["Link"] = f'<{url}>; rel="next"'
    return versioned(request, Response(content, headers=headers), snapshot.version)


async def answer_version(request: Request, resource: Resource, identifier: str, version: int) -> Response:
    """Answer with a record as a version had it: in JSON as it was to the byte, in other forms with what it referred to.

    Raises:
        ProblemError: there never was such a version, or no such form, or its content was redacted.
    """
    choice = negotiate(request, request.app.state.forms[resource.name])
    rendering = rendering_of(request, resource, choice, old=True)
    refuse_unknown(request.query_params, [*(rendering.parameters or ())])
    reader: Reader = request.app.state.reader
    snapshot, past = await read_version(reader, resource, identifier, version)
    as_it_was = rendering is JSON_RENDERING
    if as_it_was:
        content = await rendering.one(past.fields(resource, stamped=True))
    else:
        embedding = request.app.state.needed_embeddings(resource, rendering.embed, 1)
        record = await recall(reader, past, past.record(resource, stamped=True), embedding)
        content = await rendering.one(record)
    links = await link_header(request, resource, identifier, version, snapshot.version, old=True)
    headers = {"ETag": record_tag(version, content), "Link": links}
    # A later build may show the same in another way; what JSON holds is for ever.
    caching = FOR_EVER if as_it_was else ASK_FIRST
    return answered(request, content, rendering, headers, snapshot.version, caching)


@lru_cache
def _page(dialect: sa.Dialect) -> Statement:
    statement = sa.select(*SUMMARY).where(*ONE_RECORD, VERSIONS.version < parameter("below"))
    statement = statement.order_by(VERSIONS.version.desc()).limit(at_most("limit"))
    return compile_statement(statement, dialect)
