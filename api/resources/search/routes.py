"""Searching everything at once."""

from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.core.db.reader import Reader
from api.core.http.etags import record_tag
from api.core.http.negotiation import negotiate
from api.core.http.problems import ProblemError, shown
from api.core.http.router import Router
from api.core.http.urls import next_url
from api.core.openapi.read_operations import searches
from api.core.query.list_query import refuse_unknown
from api.core.query.pagination import decode_cursor, encode_cursor, fingerprint
from api.core.query.search_plans import Q, choose, terms
from api.formats.forms import HTML, JSON
from api.handlers.rendering import JSON_RENDERING, answered, page_rendering, respond_with
from api.resources.registry import SEARCHED_NAMES
from api.resources.search.models import Hit
from api.resources.search.search_parameters import DEFAULT_HITS, MAX_HITS, parse_search
from api.resources.search.search_sql import ORDER, SEARCHED, hit_of, search_statement
from seed.frozen.tokens import parse_query

router = Router()


_DESCRIPTION = f"""\
Search {SEARCHED_NAMES}: each hit tells where it matches.

A record is a hit if its text, name, title, author, question, resolution, poles, condition or wording says all of
what is asked; its `note` is not searched. Hits come by resource, then in the order of its list."""


@router.get("/search", **searches(Q, Hit, DEFAULT_HITS, MAX_HITS), description=_DESCRIPTION)
async def search_everything(request: Request) -> Response:
    """Search everything that says something."""
    choice = negotiate(request, (JSON, HTML))
    rendering = page_rendering(request, request.app.state.search_page) if choice.form is HTML else JSON_RENDERING
    own = rendering.parameters or ()
    if choice.form is HTML and not request.query_params.get(Q.name):
        refuse_unknown(request.query_params, [Q.name, *own])
        return respond_with(await rendering.many((), None), rendering, {})
    text, limit, cursor = parse_search(request.query_params, own)
    query = parse_query(text)
    mark = fingerprint("search", text)
    position = None if cursor is None else decode_cursor(cursor, mark, ORDER)
    start = 0 if position is None else int(position[0] or 0)
    if start not in range(len(SEARCHED)):
        raise ProblemError("invalid-cursor", f"{shown(cursor)} is not a cursor that this service made.")
    reader: Reader = request.app.state.reader
    chosen = await choose(query, (resource.name for resource in SEARCHED[start:]), reader)
    asked = terms(query, reader.dialect)
    values: dict[str, Any] = {f"value_{n}": value for n, value in enumerate(asked)}
    values |= {f"after_{n}": value for n, value in enumerate(position or ())}
    forms = tuple(chosen.values())
    statement = search_statement(forms, len(asked), reader.dialect, after_start=position is not None)
    read = reader.fetch if set(forms) == {"q:few"} else reader.scan
    snapshot = await read(statement, values | {"limit": limit + 1})
    page = snapshot.rows[:limit]
    hits = [hit_of(row, query.phrases).model_dump() for row in page]
    following = None
    if len(snapshot.rows) > limit:
        following = next_url(request, encode_cursor(mark, list(page[-1][: len(ORDER)])))
    content = await rendering.many(hits, following)
    of_page = record_tag(snapshot.version, content)
    tag = of_page if choice.form is HTML else snapshot.state.list_tag(choice.form.name)
    headers = {"ETag": tag} | ({"Link": f'<{following}>; rel="next"'} if following else {})
    return answered(request, content, rendering, headers, snapshot.version)
