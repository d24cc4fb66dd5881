"""What robots are told: where the pages are, and that they may read them."""

from collections.abc import Callable
from functools import lru_cache
from math import ceil
from typing import Annotated

import sqlalchemy as sa
from fastapi import Path, Request
from starlette.responses import PlainTextResponse, Response

from api.core.db.reader import Reader, Snapshot, Statement, compile_statement, parameter
from api.core.http.etags import versioned
from api.core.http.problems import ProblemError, shown
from api.core.http.routes import Router
from api.core.http.urls import base_url
from api.core.query.list_query import refuse_unknown
from api.core.records.related import published
from api.core.records.resource import Resource
from api.formats import sitemap_xml
from api.formats.record_urls import RecordUrls
from api.pages.records.page_registry import PAGES
from api.resources.registry import RESOURCES

router = Router(include_in_schema=False)

_TAG = "sitemap"
_SHOWN = tuple(resource for name, resource in RESOURCES.items() if name in PAGES)
"""What has pages."""


@router.get("/robots.txt")
async def get_robots(request: Request) -> Response:
    """Tell robots (RFC 9309) that everything may be read, and where the sitemaps are."""
    refuse_unknown(request.query_params, [])
    return PlainTextResponse(f"User-agent: *\nAllow: /\n\nSitemap: {base_url(request)}/sitemap.xml\n")


@router.get("/sitemap.xml")
async def get_sitemap_index(request: Request) -> Response:
    """List the sitemaps of every resource that has pages."""
    refuse_unknown(request.query_params, [])
    reader: Reader = request.app.state.reader
    snapshot = await reader.scan(_counts(_SHOWN, reader.dialect), {})
    found = {name: int(count) for name, count in snapshot.rows}
    base = base_url(request)
    sitemaps = [
        f"{base}/sitemaps/{resource.name}-{page}.xml"
        for resource in _SHOWN
        for page in range(1, ceil(found[resource.name] / sitemap_xml.MOST) + 1)
    ]
    return _answer(request, snapshot, lambda: sitemap_xml.index(sitemaps))


@router.get("/sitemaps/{resource}-{page}.xml")
async def get_sitemap(
    request: Request, resource: Annotated[str, Path()], page: Annotated[int, Path(ge=1, le=1_000_000)]
) -> Response:
    """List pages of one resource, the first fifty thousand, the next, and so on."""
    refuse_unknown(request.query_params, [])
    named = next((item for item in _SHOWN if item.name == resource), None)
    if named is None:
        raise ProblemError("not-found", f"There are no pages of {shown(resource)}. `/sitemap.xml` lists the sitemaps.")
    reader: Reader = request.app.state.reader
    snapshot = await reader.scan(_page(named, reader.dialect), {"offset": (page - 1) * sitemap_xml.MOST})
    if not snapshot.rows:
        raise ProblemError("not-found", f"There is no sitemap {page} of {resource}. `/sitemap.xml` lists them.")
    at = RecordUrls(base_url(request))
    pages = [(at.record(resource, identifier), changed) for identifier, changed in snapshot.rows]
    return _answer(request, snapshot, lambda: sitemap_xml.urls(pages))


def _answer(request: Request, snapshot: Snapshot, content: Callable[[], bytes]) -> Response:
    headers = {"ETag": snapshot.state.list_tag(_TAG)}
    response = Response(content(), media_type=sitemap_xml.MEDIA_TYPE, headers=headers)
    return versioned(request, response, snapshot.version)


@lru_cache
def _counts(resources: tuple[Resource, ...], dialect: sa.Dialect) -> Statement:
    counts = [
        sa.select(sa.literal_column(f"'{item.name}'", sa.Text), sa.func.count()).where(*published(item.table))
        for item in resources
    ]
    return compile_statement(sa.union_all(*counts), dialect)


@lru_cache
def _page(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    statement = sa.select(table.c.id, table.c.updated_at).where(*published(table))
    statement = statement.order_by(*(table.c[name] for name in resource.natural_order)).limit(sitemap_xml.MOST)
    return compile_statement(statement.offset(parameter("offset", sa.BigInteger())), dialect)
