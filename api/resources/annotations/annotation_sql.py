"""The SQL of annotations: which records stand at which passages of an essay, in the order of the text."""

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.columns import SqlText
from api.core.db.link_tables import LinkTable
from api.core.db.reader import Statement, at_most, compile_statement, parameter
from api.core.records.resource import Resource
from api.resources.claims.models import CLAIM_PASSAGES, CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.passages.models import PASSAGES
from api.resources.sources.models import SOURCE_PASSAGES, SOURCES
from api.resources.statistics.models import STATISTIC_PASSAGES, STATISTICS

_PLACED = (
    (CLAIMS, CLAIM_PASSAGES, "text"),
    (STATISTICS, STATISTIC_PASSAGES, "text"),
    (SOURCES, SOURCE_PASSAGES, "name"),
)
COLUMNS = ("resource", "id", "words", "created_at", "updated_at", "passage_id", "start", "end", "sha256")
"""What is selected of an annotation: of its record, then of its passage."""

_PASSAGES = PASSAGES.table.c
_ESSAY = parameter("essay")


@lru_cache
def essay(dialect: sa.Dialect) -> Statement:
    """Select the language of an essay."""
    essays = ESSAYS.table.c
    return compile_statement(sa.select(essays.language).where(essays.id == _ESSAY), dialect)


@lru_cache
def summary(dialect: sa.Dialect) -> Statement:
    """Count the annotations of an essay, and tell when the latest was changed."""
    placed = _placed()
    told: list[sa.ColumnElement[Any]] = [sa.func.count(), sa.func.max(placed.c.updated_at)]
    return compile_statement(sa.select(*told).select_from(placed), dialect)


@lru_cache
def page(dialect: sa.Dialect) -> Statement:
    """Select annotations in the order of the text, from an offset on."""
    placed = _placed().c
    order = (placed.start, placed.end, placed.rank, placed.number, placed.id)
    statement = sa.select(*(placed[name] for name in COLUMNS)).order_by(*order)
    statement = statement.limit(at_most("limit")).offset(parameter("offset", sa.BigInteger()))
    return compile_statement(statement, dialect)


@lru_cache
def one(dialect: sa.Dialect) -> Statement:
    """Select the annotation of a record at a passage."""
    placed = _placed().c
    statement = sa.select(*(placed[name] for name in COLUMNS))
    chosen = statement.where(placed.passage_id == parameter("passage"), placed.id == parameter("record"))
    return compile_statement(chosen, dialect)


def _placed() -> sa.Subquery:
    parts = [_part(rank, *part) for rank, part in enumerate(_PLACED)]
    return sa.union_all(*parts).subquery("placed")


def _part(rank: int, resource: Resource, link: LinkTable, words: str) -> sa.Select[Any]:
    columns = resource.table.c
    number = columns.number if "essay_id" in columns else sa.literal_column("0", sa.Integer)
    statement = sa.select(
        sa.literal_column(f"'{resource.name}'", SqlText).label("resource"),
        sa.literal_column(str(rank), sa.Integer).label("rank"),
        columns.id.label("id"),
        number.label("number"),
        columns[words].label("words"),
        columns.created_at.label("created_at"),
        columns.updated_at.label("updated_at"),
        _PASSAGES.id.label("passage_id"),
        _PASSAGES.start.label("start"),
        _PASSAGES.end.label("end"),
        _PASSAGES.sha256.label("sha256"),
    )
    statement = statement.select_from(
        PASSAGES.table.join(link.table, link.member == _PASSAGES.id).join(resource.table, columns.id == link.owner)
    )
    return statement.where(_PASSAGES.essay_id == _ESSAY, _PASSAGES.status == "published", columns.status == "published")
