"""Reading the links of records, of every resource alike, and those of the service, as documents."""

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.handlers.record_routes import record_endpoint
from api.resources.linksets.linkset_answers import answer_catalog, answer_linkset, links_of
from api.resources.registry import RESOURCES

router = Router()


@router.get("/.well-known/api-catalog", **links_of("service", "the service"))
async def get_api_catalog(request: Request) -> Response:
    """Tell where the API is, its description and its documentation (RFC 9727)."""
    return await answer_catalog(request)


for _resource in RESOURCES.values():
    router.add_api_route(
        f"{_resource.record_path}/linkset",
        record_endpoint(_resource, answer_linkset),
        name=f"get_{_resource.singular}_linkset",
        description=f"Tell the typed links of {_resource.a_record} (RFC 9264).",
        **links_of(_resource.name, _resource.a_record),
    )
