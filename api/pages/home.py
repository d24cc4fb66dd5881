"""The home page, which invites one to begin."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import sqlalchemy as sa
from fastapi import Request

from api.core.db.reader import Reader, Statement, compile_statement
from api.core.query.few_records import read_few
from api.core.records.plain_records import RecordMaker
from api.core.records.related import published
from api.core.records.resource import Resource
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.axis import draw
from api.pages.parts.cards import Card, Record, card
from api.pages.parts.comparison import extents_of
from api.pages.parts.figure_words import meant, number, symbols
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.units.models import UNITS

_ESSAYS = 12
_RELATIONSHIPS = 4
_THESES = 5
_COUNTED = (CLAIMS, STATISTICS, SOURCES, EVIDENCE)


class HomePage:
    """What this service holds, and where to begin."""

    parameters: tuple[str, ...] = (PARAMETER,)
    embed: tuple[str, ...] = ()
    list_embed: tuple[str, ...] = ()

    async def render(self, request: Request, reader: Reader, record: Record) -> bytes:
        """Return the home page; `record` is what the service says of itself."""
        context = page_context_of(request)
        essays = await _read(reader, ESSAYS, "all", _ESSAYS)
        [counts] = (await reader.scan(_counts(reader.dialect), {})).rows
        values = frame(
            context,
            context.say["home_title"],
            finds=False,
            canonical=f"{context.at.base}/",
            description=context.say["home_about"],
            service=record,
            asked=data_of_page(context, ""),
            essays=[card("essays", essay, context) for essay in essays],
            relationships=await _read(reader, RELATIONSHIPS, "all", _RELATIONSHIPS),
            theses=await _cards(reader, CLAIMS, "theses", _THESES, context),
            figure=await _figure(reader, essays, context),
            counts=[(resource.name, count) for resource, count in zip(_COUNTED, counts, strict=True)],
        )
        return render("home.html", values)

    async def render_list(
        self, request: Request, reader: Reader, records: Sequence[Record], following: str | None
    ) -> bytes:
        """Return the home page: there is but one."""
        del records, following
        return await self.render(request, reader, {})


@lru_cache
def _counts(dialect: sa.Dialect) -> Statement:
    counted = [sa.select(sa.func.count()).where(*published(resource.table)).scalar_subquery() for resource in _COUNTED]
    return compile_statement(sa.select(*counted), dialect)


_CONDITIONS: Mapping[str, Any] = {
    "all": sa.true(),
    "theses": CLAIMS.table.c.kind == "thesis",
    # A figure whose wording leaves one end open shows best what an interval is.
    "open": sa.and_(STATISTICS.table.c.comparator == "gt", STATISTICS.table.c.upper.is_(None)),
}


@lru_cache
def _first(resource: Resource, condition: str, limit: int, maker: RecordMaker, dialect: sa.Dialect) -> Statement:
    table = resource.table.c
    order = [table[name] for name in resource.natural_order]
    statement = sa.select(*maker.columns).where(table.status == "published", _CONDITIONS[condition])
    return compile_statement(statement.order_by(*order).limit(limit), dialect)


async def _read(reader: Reader, resource: Resource, condition: str, limit: int) -> list[dict[str, Any]]:
    return await read_few(reader, resource, partial(_first, resource, condition, limit, dialect=reader.dialect), {})


async def _cards(reader: Reader, resource: Resource, condition: str, limit: int, context: PageContext) -> list[Card]:
    return [card(resource.name, record, context) for record in await _read(reader, resource, condition, limit)]


async def _figure(reader: Reader, essays: Sequence[Record], context: PageContext) -> dict[str, Any] | None:
    """Return a figure to show what a figure means, if there is one."""
    for record in await _read(reader, STATISTICS, "open", 1):
        units = {unit["id"]: unit for unit in await _read(reader, UNITS, "all", 1000)} if record["unit"] else {}
        figure = {**record, "_embedded": {"unit": units.get(record["unit"])}}
        language = next((essay["language"] for essay in essays if essay["id"] == record["essay_id"]), "")
        return {
            "card": card("statistics", record, context),
            "language": language,
            "means": meant(figure, context),
            "symbols": symbols(record),
            "drawing": draw(extents_of(record)),
            "tick": lambda value: number(value, context.language),
        }
    return None
