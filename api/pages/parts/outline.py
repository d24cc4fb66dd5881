"""An essay's outline: its sections, and what stands in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.query.few_records import read_few
from api.core.records.plain_records import RecordMaker
from api.core.records.resource import Resource
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, card
from api.resources.claims.models import CLAIMS
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

MOST = 500
"""How many sections, topics, relationships or theses are shown."""

_ESSAY = "essay"


@dataclass
class Part:
    """A section in an outline.

    Attributes:
        href: where it is read.
        title: what it is called.
        summary: what it says.
        claims: how many claims stand in it.
        statistics: how many figures.
        claims_at: where these claims are listed.
        statistics_at: where these figures are listed.
        parts: the sections in it.
    """

    href: str
    title: str
    summary: str
    claims: int
    statistics: int
    claims_at: str
    statistics_at: str
    parts: list["Part"] = field(default_factory=list)


@lru_cache
def _sections(dialect: sa.Dialect) -> Statement:
    sections = SECTIONS.table.c

    def within(resource: Resource) -> sa.ScalarSelect[Any]:
        table = resource.table.c
        counted = sa.select(sa.func.count()).where(table.section_id == sections.id, table.status == "published")
        return counted.scalar_subquery()

    columns = (sections.id, sections.parent_id, sections.title, sections.summary)
    statement = sa.select(*columns, within(CLAIMS), within(STATISTICS))
    statement = statement.where(sections.essay_id == parameter(_ESSAY), sections.status == "published")
    return compile_statement(statement.order_by(sections.number).limit(MOST), dialect)


async def read_outline(reader: Reader, essay_id: str, context: PageContext) -> list[Part]:
    """Return the outline of an essay."""
    rows = (await reader.scan(_sections(reader.dialect), {_ESSAY: essay_id})).rows
    parts: dict[str, Part] = {}
    top: list[Part] = []
    for identifier, parent, title, summary, claims, statistics in rows:
        part = Part(
            href=context.href("sections", identifier),
            title=context.words(_decoded(title)),
            summary=context.words(_decoded(summary)),
            claims=claims,
            statistics=statistics,
            claims_at=context.href("claims", section_id=identifier),
            statistics_at=context.href("statistics", section_id=identifier),
        )
        parts[identifier] = part
        (parts[parent].parts if parent in parts else top).append(part)
    return top


@lru_cache
def _of_essay(resource: Resource, kind: str | None, maker: RecordMaker, dialect: sa.Dialect) -> Statement:
    table = resource.table.c
    statement = sa.select(*maker.columns).where(table.essay_id == parameter(_ESSAY), table.status == "published")
    if kind is not None:
        statement = statement.where(table.kind == kind)
    return compile_statement(statement.order_by(table.number).limit(MOST), dialect)


async def read_strands(reader: Reader, essay_id: str, context: PageContext) -> Mapping[str, list[Card]]:
    """Return the topics, relationships and theses of an essay."""
    wanted = {"topics": (TOPICS, None), "relationships": (RELATIONSHIPS, None), "theses": (CLAIMS, "thesis")}
    found: dict[str, list[Card]] = {}
    for name, (resource, kind) in wanted.items():
        select = partial(_of_essay, resource, kind, dialect=reader.dialect)
        records = await read_few(reader, resource, select, {_ESSAY: essay_id})
        found[name] = [card(resource.name, record, context) for record in records]
    return found


def _decoded(value: Any) -> Any:
    return msgspec.json.decode(value) if isinstance(value, str) else value
