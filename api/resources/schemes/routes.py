"""Reading the schemes of argument."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from api.core.db.columns import Slug
from api.core.http.etags import read_at, tagged_by_digest
from api.core.http.negotiation import negotiate
from api.core.http.problems import Fault, ProblemError, nearest, shown
from api.core.http.router import Router
from api.core.http.urls import base_url
from api.core.openapi.read_operations import ANY_ERROR, problem
from api.core.query.facet_query import FACET, count_facets, parse_facets
from api.core.query.list_query import refuse_unknown
from api.formats import jsonld
from api.formats.forms import HTML, JSON, JSONLD
from api.formats.record_urls import RecordUrls
from api.handlers.argument_schemes import SCHEMES
from api.handlers.rendering import JSON_RENDERING, Rendering, page_rendering, respond_with
from api.handlers.representation import Record
from api.resources.evidence.models import EVIDENCE
from api.resources.schemes.linked_data import concept, concepts
from api.resources.schemes.models import Scheme

router = Router(tags=["schemes"], responses=ANY_ERROR)

_COUNTED = parse_facets(EVIDENCE, QueryParams({FACET: "scheme"}))


@router.get("/schemes", response_model=list[Scheme], response_description="Every scheme of argument.")
async def list_schemes(request: Request) -> Response:
    """List the schemes of argument, each with what to ask of an argument that follows it."""
    rendering = _rendering(request)
    return _answer(request, rendering, await rendering.many(await _used(request), None))


@router.get(
    "/schemes/{scheme_id}",
    response_model=Scheme,
    response_description="The scheme of argument.",
    responses={404: problem("There is no such scheme.")},
)
async def get_scheme(
    request: Request, scheme_id: Annotated[Slug, Path(description="The scheme.", examples=["expert-opinion"])]
) -> Response:
    """Read one scheme of argument."""
    rendering = _rendering(request)
    if scheme_id not in SCHEMES:
        detail = f"There is no scheme {shown(scheme_id)}; there are: {', '.join(SCHEMES)}."
        fault = Fault(detail="is no scheme", parameter="scheme_id", nearest=nearest(scheme_id, [*SCHEMES]))
        raise ProblemError("not-found", detail, [fault])
    [scheme] = [scheme for scheme in await _used(request) if scheme["id"] == scheme_id]
    return _answer(request, rendering, await rendering.one(scheme))


async def _used(request: Request) -> list[Record]:
    """Return the schemes, each with how many links use it."""
    state = request.app.state
    read, found = await count_facets(state.reader, EVIDENCE, _COUNTED, state.resources.values())
    read_at(request.scope, read.version)
    [counts] = map(dict, found.counts)
    return [asdict(scheme) | {"used": counts.get(scheme.id, 0)} for scheme in SCHEMES.values()]


def _rendering(request: Request) -> Rendering:
    """Return the form that is asked for.

    Raises:
        ProblemError: it is none of those that there are, or a parameter is unknown.
    """
    form = negotiate(request, (JSON, HTML, JSONLD)).form
    if form is HTML:
        rendering = page_rendering(request, request.app.state.schemes_page)
    else:
        rendering = JSON_RENDERING if form is JSON else _linked(RecordUrls(base_url(request)))
    refuse_unknown(request.query_params, rendering.parameters or ())
    return rendering


def _linked(at: RecordUrls) -> Rendering:
    context = f"{at.base}{jsonld.CONTEXT_PATH}"

    async def one(scheme: Record) -> bytes:
        return jsonld.encode_one(concept(scheme, at), context)

    async def many(schemes: Sequence[Record], _following: str | None) -> bytes:
        return jsonld.encode_many(concepts(schemes, at), context)

    return Rendering(JSONLD, (), (), (), one, many)


def _answer(request: Request, rendering: Rendering, content: bytes) -> Response:
    return tagged_by_digest(request, respond_with(content, rendering, {}))
