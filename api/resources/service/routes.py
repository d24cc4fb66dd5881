"""What the service says of itself."""

from typing import Annotated, Any, Literal

import msgspec
import sqlalchemy as sa
from fastapi import Path, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from api import __version__
from api.core.db.columns import Slug
from api.core.db.engine import wal_is_safe
from api.core.db.migrate import head
from api.core.db.reader import Reader, Row, compile_statement
from api.core.http.etags import tagged_by_digest
from api.core.http.media_types import JSON_TYPE
from api.core.http.negotiation import negotiate
from api.core.http.problem_types import PROBLEM_TYPES, ProblemType
from api.core.http.problems import ProblemError, shown
from api.core.http.router import Router
from api.core.http.urls import base_url
from api.core.openapi.read_operations import problem
from api.core.query.list_query import refuse_unknown
from api.core.records.base_record import table_of
from api.core.versions.version_tables import Dataset, Pack
from api.formats.forms import HTML, JSON
from api.handlers.rendering import JSON_RENDERING, page_rendering, respond_with
from api.resources.service.models import (
    ClusterHost,
    DatasetState,
    Health,
    Limits,
    LoadedPack,
    ProblemDescription,
    Readiness,
    ResourceLink,
    Service,
)

router = Router(
    tags=["service"],
    responses={"default": problem("Any other error.")},
)

_PACKS = table_of(Pack)
_DATASET = table_of(Dataset)
_SELECT_PACKS = sa.select(_PACKS.c.name, _PACKS.c.title, _PACKS.c.hash, _PACKS.c.license).order_by(
    _PACKS.c.dataset_version
)
_SELECT_DATASET = sa.select(_DATASET.c.version, _DATASET.c.chain_hash, _DATASET.c.epoch)
_SELECT_REVISION = sa.select(sa.column("version_num", sa.Text)).select_from(sa.table("alembic_version"))


@router.get("/", response_model=Service, response_description="The service.")
async def get_service(request: Request) -> Response:
    """Say what this service is: its version, its data, its resources, its documentation."""
    choice = negotiate(request, (JSON, HTML))
    rendering = page_rendering(request, request.app.state.home) if choice.form is HTML else JSON_RENDERING
    refuse_unknown(request.query_params, [*(rendering.parameters or ())])
    base = base_url(request)
    [(version, digest, epoch)] = await _fetch(request, _SELECT_DATASET)
    packs = [
        LoadedPack(name=name, title=msgspec.json.decode(title), hash=pack_hash, license=spdx)
        for name, title, pack_hash, spdx in await _fetch(request, _SELECT_PACKS)
    ]
    service = Service(
        name="Lunju",
        version=__version__,
        description="Structured essay claims and evidence: claims, statistics, sources and relationships, "
        "each anchored to its place in the text, each citable.",
        identifiers="provisional",
        documentation=f"{base}/docs",
        openapi=f"{base}/openapi.json",
        export=f"{base}/export.zip",
        license="CC-BY-4.0",
        dataset=DatasetState(version=version, hash=digest, epoch=epoch, packs=packs),
        limits=Limits.model_validate(request.app.state.settings, from_attributes=True),
        resources=[ResourceLink(name=name, href=f"{base}/{name}") for name in request.app.state.resources],
    )
    content = await rendering.one(service.model_dump())
    return tagged_by_digest(request, respond_with(content, rendering, {}))


@router.get("/healthz", response_model=Health, response_description="The process is well.")
async def get_health(request: Request) -> Response:
    """Say that the process is well; it does not ask the database."""
    refuse_unknown(request.query_params, [])
    reader: Reader = request.app.state.reader
    on_sqlite = reader.dialect.name == "sqlite"
    database: Literal["sqlite", "postgresql"] = "sqlite" if on_sqlite else "postgresql"
    journal = ("WAL" if wal_is_safe() else "DELETE") if on_sqlite else None
    return _json(Health(status="ok", database=database, journal=journal))


Need = Literal["reads", "writes"]


@router.get(
    "/readyz",
    response_model=Readiness,
    response_description="The service is ready.",
    responses={503: problem("The database is not ready.")},
)
async def get_readiness(
    request: Request,
    needs: Annotated[Need, Query(description="What the client needs: without it, 503.")] = "reads",
) -> Response:
    """Say whether the database answers, with the schema of this version, and whether reads met damage before.

    Writes may wait for a new primary meanwhile: that is told, and is no reason to send reads elsewhere.
    """
    refuse_unknown(request.query_params, ["needs"])
    reader: Reader = request.app.state.reader
    await reader.ready()
    found = [revision for (revision,) in await _fetch(request, _SELECT_REVISION)]
    if found != [head()]:
        detail = f"The schema is at revision {', '.join(found) or 'none'}, not {head()}: run `lunju seed`."
        raise ProblemError("unavailable", detail, headers={"Retry-After": "5"})
    writable = await reader.is_writable()
    if needs == "writes" and not writable:
        raise ProblemError("unavailable", "No host of the database can be written to.", headers={"Retry-After": "2"})
    hosts = [ClusterHost(role=host.role, behind=host.behind) for host in reader.hosts()]
    writes: Literal["ready", "waiting"] = "ready" if writable else "waiting"
    return _json(Readiness(status="ready", revision=head(), writes=writes, hosts=hosts))


@router.get("/problems", response_model=list[ProblemDescription], response_description="Every kind of error.")
async def list_problems(request: Request) -> Response:
    """List the kinds of error that this service answers with."""
    refuse_unknown(request.query_params, [])
    return tagged_by_digest(request, _json([_description(request, kind) for kind in PROBLEM_TYPES.values()]))


@router.get(
    "/problems/{slug}",
    response_model=ProblemDescription,
    response_description="The kind of error.",
    responses={404: problem("There is no such kind of error.")},
)
async def get_problem(
    request: Request, slug: Annotated[Slug, Path(description="The name of a kind of error.", examples=["not-found"])]
) -> Response:
    """Say what a kind of error means, and what a client can do: the `type` of a problem leads here."""
    refuse_unknown(request.query_params, [])
    if slug not in PROBLEM_TYPES:
        raise ProblemError("not-found", f"There is no kind of error {shown(slug)}, only {', '.join(PROBLEM_TYPES)}.")
    return tagged_by_digest(request, _json(_description(request, PROBLEM_TYPES[slug])))


def _description(request: Request, kind: ProblemType) -> ProblemDescription:
    url = f"{base_url(request)}/problems/{kind.slug}"
    return ProblemDescription(type=url, title=kind.title, status=kind.status, remedy=kind.remedy)


async def _fetch(request: Request, select: sa.Select[Any]) -> list[Row]:
    reader: Reader = request.app.state.reader
    snapshot = await reader.fetch(compile_statement(select, reader.dialect), {})
    return list(snapshot.rows)


def _json(body: BaseModel | list[ProblemDescription]) -> Response:
    content = [item.model_dump() for item in body] if isinstance(body, list) else body.model_dump()
    return Response(msgspec.json.encode(content), media_type=JSON_TYPE)
