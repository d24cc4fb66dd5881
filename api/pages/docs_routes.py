"""The OpenAPI document, and the page that shows it, with everything that it loads beside it."""

from importlib.resources import files

import msgspec
from fastapi import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from api.core.http.content_security_policy import OF_DOCS
from api.core.http.etags import tagged_by_digest
from api.core.http.media_types import JSON_TYPE
from api.core.http.router import Router
from api.core.query.list_query import refuse_unknown

router = Router(include_in_schema=False)

_HERE = files("api.pages")
static = StaticFiles(directory=str(_HERE / "static"))

_DOCS = (_HERE / "templates" / "docs.html").read_text(encoding="utf-8")


@router.get("/docs")
async def get_docs(request: Request) -> Response:
    """Show the documentation of the API, to read and to try."""
    refuse_unknown(request.query_params, [])
    return tagged_by_digest(request, HTMLResponse(_DOCS, headers={"Content-Security-Policy": OF_DOCS}))


@router.get("/openapi.json")
async def get_openapi(request: Request) -> Response:
    """Answer with the OpenAPI document."""
    refuse_unknown(request.query_params, [])
    return tagged_by_digest(request, Response(msgspec.json.encode(request.app.openapi()), media_type=JSON_TYPE))
