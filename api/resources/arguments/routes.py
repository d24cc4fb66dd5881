"""Asking questions of an argument."""

from collections.abc import Callable
from functools import lru_cache
from typing import Annotated

import sqlalchemy as sa
from fastapi import Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Snapshot, Statement, compile_statement, parameter
from api.core.http.etags import conditional
from api.core.http.problems import ProblemError
from api.core.http.routes import Router
from api.core.identifiers import ClaimId, EssayId, SourceId, StatisticId
from api.core.openapi.read_operations import ABSENT, identifier, problem
from api.core.query.list_query import refuse_unknown
from api.core.query.response_cache import read_at
from api.core.records.resource import Resource
from api.formats.json import MEDIA_TYPE
from api.handlers.gone import raise_absent
from api.resources.arguments import argument_answers, argument_sql
from api.resources.arguments.gathered_rows import Gathered, gathered
from api.resources.arguments.models import Against, Audit, Graph, Impact, Why
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

router = Router(
    tags=["arguments"],
    responses={
        400: problem("The request has a query parameter."),
        "default": problem("Any other error."),
    }
    | ABSENT,
)

_ATTEMPTS = 5


@router.get("/claims/{claim_id}/why", response_model=Why, response_description="How the claim is supported.")
async def get_claim_why(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Answer how a claim is supported: the reasons and chains, down to statistics and sources, with their places."""
    statement = argument_sql.why(_reader(request).dialect)
    return await _answer(request, CLAIMS, claim_id, statement, argument_answers.why)


@router.get("/claims/{claim_id}/against", response_model=Against, response_description="What stands against the claim.")
async def get_claim_against(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Answer what challenges, qualifies or undercuts a claim, what does so to that, and what stands on it."""
    statement = argument_sql.against(_reader(request).dialect)
    return await _answer(request, CLAIMS, claim_id, statement, argument_answers.against)


@router.get("/sources/{source_id}/impact", response_model=Impact, response_description="What would fall.")
async def get_source_impact(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Answer which claims and theses lose some, or all, of their support if a source falls."""
    statement = argument_sql.impact(SOURCES, _reader(request).dialect)
    return await _answer(request, SOURCES, source_id, statement, argument_answers.impact)


@router.get("/statistics/{statistic_id}/impact", response_model=Impact, response_description="What would fall.")
async def get_statistic_impact(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """Answer which claims and theses lose some, or all, of their support if a statistic falls."""
    statement = argument_sql.impact(STATISTICS, _reader(request).dialect)
    return await _answer(request, STATISTICS, statistic_id, statement, argument_answers.impact)


@router.get("/essays/{essay_id}/audit", response_model=Audit, response_description="What the audit found.")
async def get_essay_audit(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Audit an essay's argument by published rules; each finding names its rule and records."""
    refuse_unknown(request.query_params, [])
    dialect = _reader(request).dialect
    essay, argument, figures = await _together(
        request, essay_id, [_essay(dialect), argument_sql.argument(dialect), argument_sql.figures(dialect)]
    )
    if not essay.rows:
        await raise_absent(request, ESSAYS, essay_id)
    body = await run_in_threadpool(lambda: argument_answers.audit(essay_id, gathered(argument.rows), figures.rows))
    return _respond(request, body, essay.state)


@router.get("/essays/{essay_id}/graph", response_model=Graph, response_description="The argument as a graph.")
async def get_essay_graph(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Answer with an essay's whole argument as Cytoscape.js elements; links that others undercut are nodes too."""
    refuse_unknown(request.query_params, [])
    dialect = _reader(request).dialect
    essay, argument = await _together(request, essay_id, [_essay(dialect), argument_sql.graph(dialect)])
    if not essay.rows:
        await raise_absent(request, ESSAYS, essay_id)
    language = essay.rows[0][0]
    body = await run_in_threadpool(lambda: argument_answers.graph(essay_id, language, gathered(argument.rows)))
    return _respond(request, body, essay.state)


async def _answer(
    request: Request,
    resource: Resource,
    identifier: str,
    statement: Statement,
    put_together: Callable[[str, Gathered], BaseModel],
) -> Response:
    refuse_unknown(request.query_params, [])
    snapshot = await _reader(request).scan(statement, {"id": identifier})

    def body() -> BaseModel | None:
        found = gathered(snapshot.rows)
        return put_together(identifier, found) if identifier in found.nodes else None

    answer = await run_in_threadpool(body)  # large answers take longer than a request may hold the event loop
    if answer is None:
        await raise_absent(request, resource, identifier)
    return _respond(request, answer, snapshot.state)


async def _together(request: Request, identifier: str, statements: list[Statement]) -> list[Snapshot]:
    """Read several statements of one version of the dataset: again, where a write came between them."""
    for _ in range(_ATTEMPTS):
        snapshots = [await _reader(request).scan(statement, {"id": identifier}) for statement in statements]
        if len({snapshot.state for snapshot in snapshots}) == 1:
            return snapshots
    detail = "The data changes faster than it can be read."
    raise ProblemError("unavailable", detail, headers={"Retry-After": "1"})


@lru_cache
def _essay(dialect: sa.Dialect) -> Statement:
    essays = ESSAYS.table.c
    return compile_statement(sa.select(essays.language).where(essays.id == parameter("id")), dialect)


def _reader(request: Request) -> Reader:
    reader: Reader = request.app.state.reader
    return reader


def _respond(request: Request, body: BaseModel, state: DataState) -> Response:
    response = Response(body.model_dump_json().encode(), media_type=MEDIA_TYPE)
    response.headers["ETag"] = state.list_tag("json")
    read_at(request.scope, state.version)
    return conditional(request, response)
