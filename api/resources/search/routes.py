"""Searching everything at once."""

from fastapi import Request
from starlette.responses import Response

from api.core.http.etags import record_tag
from api.core.http.negotiation import negotiate
from api.core.http.router import Router
from api.core.http.urls import next_url
from api.core.openapi.search_operations import counts_hits, searches
from api.core.query.list_query import refuse_unknown
from api.core.query.search_plans import Q
from api.formats.forms import HTML, JSON
from api.handlers.facet_counts import FacetCounts
from api.handlers.list_tags import tag_of
from api.handlers.rendering import JSON_RENDERING, answered, page_rendering, respond_with
from api.resources.registry import SEARCHED_NAMES
from api.resources.search.found_hits import MOST, find_hits
from api.resources.search.models import Hit
from api.resources.search.search_facets import FACETS, answer_search_facets
from api.resources.search.search_parameters import DEFAULT_HITS, MAX_HITS, SEARCHED, parse_search

router = Router()

SEARCHED_RESOURCES = tuple(SEARCHED.values())

ORDERED = "Search-Order"
"""How hits are ordered, where relevance was asked for."""
TOTAL, RELATION = "X-Total-Count", "X-Total-Count-Relation"
"""How many hits there are, and whether there are more than that."""


_DESCRIPTION = f"""\
Search {SEARCHED_NAMES}: each hit tells where and how it matches.

A record is a hit if its text, name, title, author, question, resolution, poles, condition, wording or note says all
of what is asked. Hits come by resource, then in the order of its list; with `sort=relevance` what matches best comes
first, up to {MOST:,} hits. Every filter of a list narrows the records of that resource, and leaves out those of
resources that have no such filter, or no such value."""

_FACETS = (
    "Count the hits of a search by resource, and by the facets of what is searched: each counts where there is one."
)


@router.get("/search", **searches(Q, Hit, SEARCHED_RESOURCES, DEFAULT_HITS, MAX_HITS), description=_DESCRIPTION)
async def search_everything(request: Request) -> Response:
    """Search everything that says something."""
    choice = negotiate(request, (JSON, HTML))
    rendering = page_rendering(request, request.app.state.search_page) if choice.form is HTML else JSON_RENDERING
    if choice.form is HTML and not request.query_params.get(Q.name):
        refuse_unknown(request.query_params, [Q.name, *(rendering.parameters or ())])
        return respond_with(await rendering.many((), None), rendering, {})
    asked = parse_search(request.scope["query_string"], rendering.parameters)
    found = await find_hits(request.app.state.reader, asked, rendering.maker_of)
    following = None if found.cursor is None else next_url(request, found.cursor)
    content = await rendering.many(found.hits, following)
    computes = any(embedding is not None and embedding.computes for embedding in asked.embeddings.values())
    follows = choice.form is JSON and not computes
    if follows:
        tag = await tag_of(request, found.state, found.scopes, JSON.name)
    else:
        tag = record_tag(found.state.version, content)
    headers = {"ETag": tag} | ({"Link": f'<{following}>; rel="next"'} if following else {})
    if found.total is not None:
        headers |= {TOTAL: str(min(found.total, MOST)), RELATION: "gt" if found.total > MOST else "eq"}
    if asked.by_relevance:
        headers[ORDERED] = "relevance" if found.ranked else "natural"
    return answered(request, content, rendering, headers, found.state.version)


@router.get("/search/facets", **counts_hits(Q, FacetCounts, SEARCHED_RESOURCES, FACETS), description=_FACETS)
async def count_hits(request: Request) -> Response:
    """Count what a search finds."""
    return await answer_search_facets(request)
