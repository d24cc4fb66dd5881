"""Reading the links of records, and those of the service, as documents."""

from collections.abc import Iterable

from fastapi import Request
from starlette.responses import Response

from api.core.http.routes import Router
from api.handlers.record_routes import Below, RecordRoute, add_below
from api.resources.linksets.typed_links import answer_catalog, answer_linkset, links_of

router = Router()


@router.get("/.well-known/api-catalog", **links_of("service", "the service"))
async def get_api_catalog(request: Request) -> Response:
    """Tell where the API is, its description and its documentation (RFC 9727)."""
    return await answer_catalog(request)


def router_below(records: Iterable[RecordRoute]) -> Router:
    """Return the route for each kind of record: `/claims/{claim_id}/linkset`."""
    router = Router()
    for of in records:
        says = f"Tell the typed links of {of.one} (RFC 9264): how to cite it, its forms, its versions, its licence."
        links = Below("/linkset", f"get_{of.resource.singular}_linkset", says, answer_linkset)
        add_below(router, of, links, **links_of(of.resource.name, of.one))
    return router
