"""Asking questions of an argument."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Annotated

import sqlalchemy as sa
from fastapi import Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript, Row, Statement, compile_statement, parameter
from api.core.http.negotiation import negotiate
from api.core.http.router import Router
from api.core.http.urls import base_url
from api.core.identifiers import ClaimId, EssayId, SourceId, StatisticId
from api.core.openapi.read_operations import ABSENT, identifier, problem
from api.core.records.resource import Resource
from api.formats.forms import GRAPHS, JSON
from api.formats.record_urls import RecordUrls
from api.handlers.answer_forms import answer_in_forms
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.resources.arguments import argument_answers, argument_sql, graph_answers, graph_forms
from api.resources.arguments.gathered_rows import Gathered, gathered
from api.resources.arguments.graph_drawing import ArgumentDrawing, read_drawing
from api.resources.arguments.graph_models import Graph
from api.resources.arguments.graph_parameters import GRAPH_PARAMETERS, graph_parameters, read_graph_query
from api.resources.arguments.models import Against, Audit, Impact, Why
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.reviews.models import REVIEWS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

router = Router(
    tags=["arguments"],
    responses={
        "default": problem("Any other error."),
    }
    | ABSENT,
)

_GRAPH = ComputedForm(parameters=GRAPH_PARAMETERS, offered=(JSON, *GRAPHS))
_ROOMS = {
    resource.singular: resource.name
    for resource in (CLAIMS, STATISTICS, SOURCES, EVIDENCE, RELATIONSHIPS, REVIEWS, SECTIONS, TOPICS)
}
"""Where the records are read that a graph draws, by their type."""


@router.get("/claims/{claim_id}/why", response_model=Why, response_description="How the claim is supported.")
async def get_claim_why(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Answer how a claim is supported: the reasons and chains, down to statistics and sources, with their places."""
    return await _answer(request, CLAIMS, claim_id, argument_sql.why, argument_answers.why, "why")


@router.get("/claims/{claim_id}/against", response_model=Against, response_description="What stands against the claim.")
async def get_claim_against(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Answer what challenges, qualifies or undercuts a claim, what does so to that, and what stands on it."""
    return await _answer(request, CLAIMS, claim_id, argument_sql.against, argument_answers.against, "against")


@router.get("/sources/{source_id}/impact", response_model=Impact, response_description="What would fall.")
async def get_source_impact(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Answer which claims and theses lose some, or all, of their support if a source falls."""
    return await _answer_impact(request, SOURCES, source_id)


@router.get("/statistics/{statistic_id}/impact", response_model=Impact, response_description="What would fall.")
async def get_statistic_impact(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """Answer which claims and theses lose some, or all, of their support if a statistic falls."""
    return await _answer_impact(request, STATISTICS, statistic_id)


@router.get("/claims/{claim_id}/impact", response_model=Impact, response_description="What would fall.")
async def get_claim_impact(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """Answer which claims and theses lose some, or all, of their support if a claim falls."""
    return await _answer_impact(request, CLAIMS, claim_id)


@router.get("/essays/{essay_id}/audit", response_model=Audit, response_description="What the audit found.")
async def get_essay_audit(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Audit an essay's argument by published rules; each finding names its rule and records."""

    def read(reader: Reader) -> ReadScript[tuple[Sequence[Row], Sequence[Row]]]:
        argument = yield argument_sql.argument(reader.dialect), {"id": essay_id}
        figures = yield argument_sql.figures(reader.dialect), {"id": essay_id}
        return argument, figures

    def build(found: tuple[Sequence[Row], Sequence[Row]]) -> Audit:
        argument, figures = found
        return argument_answers.audit(essay_id, gathered(argument), figures)

    return await answer_in_forms(request, ESSAYS, essay_id, read, build, "audit")


@router.get(
    "/essays/{essay_id}/graph",
    response_model=Graph,
    response_description="The argument as a graph.",
    openapi_extra={"parameters": graph_parameters()},
)
async def get_essay_graph(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Answer with an essay's argument, or a part, as Cytoscape.js elements; links that are undercut are nodes too."""
    query, form = read_graph_query(request.query_params), negotiate(request, _GRAPH.offered).form
    urls = RecordUrls(base_url(request))

    def read(reader: Reader) -> ReadScript[tuple[str, ArgumentDrawing]]:
        [(language,)] = yield _language(reader.dialect), {"id": essay_id}
        return language, (yield from read_drawing(essay_id, query, reader.dialect))

    async def build(_subject: Subject, found: tuple[str, ArgumentDrawing]) -> ComputedContent:
        def encode() -> bytes:
            graph = graph_answers.graph(essay_id, *found, query)
            if form is JSON:
                return graph.model_dump_json(exclude_unset=True).encode()
            return graph_forms.encoded(graph, form, lambda kind, name: urls.record(_ROOMS[kind], name))

        return ComputedContent(await run_in_threadpool(encode), {"Content-Type": form.content_type})

    return await answer_computed(request, ESSAYS, essay_id, read, build, _GRAPH)


async def _answer(
    request: Request,
    resource: Resource,
    identifier: str,
    statement: Callable[[sa.Dialect], Statement],
    put_together: Callable[[str, Gathered], BaseModel],
    page: str,
) -> Response:
    """Answer a question of one record with what one statement gathers."""

    def read(reader: Reader) -> ReadScript[Sequence[Row]]:
        return (yield statement(reader.dialect), {"id": identifier})

    def build(rows: Sequence[Row]) -> BaseModel:
        return put_together(identifier, gathered(rows))

    return await answer_in_forms(request, resource, identifier, read, build, page)


async def _answer_impact(request: Request, resource: Resource, identifier: str) -> Response:
    statement = partial(argument_sql.impact, resource)
    return await _answer(request, resource, identifier, statement, argument_answers.impact, "impact")


@lru_cache
def _language(dialect: sa.Dialect) -> Statement:
    essays = ESSAYS.table.c
    return compile_statement(sa.select(essays.language).where(essays.id == parameter("id")), dialect)
