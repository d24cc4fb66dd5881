"""The records that an answer names, to be told in words."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache, partial

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.query.few_records import read_few
from api.core.records.plain_records import RecordMaker
from api.core.records.resource import Resource
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card, unknown
from api.pages.parts.evidence_lists import PLURALS
from api.pages.parts.places import Crumb
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.units.models import UNITS

_IDS = parameter("ids", SqlText)


async def read_named(reader: Reader, resource: Resource, ids: Collection[str]) -> dict[str, Record]:
    """Return records of one kind by their ids; those that there are."""
    if not ids:
        return {}
    select = partial(_those, resource, dialect=reader.dialect)
    values = {"ids": msgspec.json.encode(sorted(ids)).decode()}
    return {record["id"]: record for record in await read_few(reader, resource, select, values)}


async def read_arguing(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[str, Record]]:
    """Return the claims, figures and sources of some ids, each with the name of its resource; units are embedded."""
    wanted = set(ids)
    found: dict[str, tuple[str, Record]] = {}
    for resource in (CLAIMS, STATISTICS, SOURCES):
        records = await read_named(reader, resource, wanted - found.keys())
        if resource is STATISTICS:
            units = await read_named(reader, UNITS, {one["unit"] for one in records.values() if one["unit"]})
            records = {name: {**one, "_embedded": {"unit": units.get(one["unit"])}} for name, one in records.items()}
        found |= {name: (resource.name, record) for name, record in records.items()}
    return found


async def read_cards(reader: Reader, ids: Iterable[str], context: PageContext) -> dict[str, Card]:
    """Return claims, figures and sources as lines."""
    found = await read_arguing(reader, ids)
    return {name: card(resource, record, context) for name, (resource, record) in found.items()}


async def read_one_of(reader: Reader, resource: Resource, identifier: str) -> Record | None:
    """Return a record; None where it is no more."""
    return (await read_named(reader, resource, [identifier])).get(identifier)


async def way_to(reader: Reader, resource: Resource, record: Record, context: PageContext) -> list[Crumb]:
    """Return the way to what is told of a record: its essay, if it has one, and the record."""
    way = []
    if "essay_id" in record and (essay := await read_one_of(reader, ESSAYS, record["essay_id"])):
        way.append(Crumb(context.href("essays", essay["id"]), context.words(essay["title"])))
    if resource is ESSAYS:
        return [Crumb(context.href("essays", record["id"]), context.words(record["title"]))]
    return [*way, Crumb(context.href(resource.name, record["id"]), record["id"])]


def card_of(cards: Mapping[str, Card], kind: str, identifier: str, context: PageContext) -> Card:
    """Return the line of a record, of its id alone where no more is known.

    Args:
        cards: the lines that are known.
        kind: whether it is a claim, a statistic or a source.
        identifier: which.
        context: where links lead.
    """
    return cards.get(identifier) or unknown(PLURALS[kind], identifier, context)


@lru_cache
def _those(resource: Resource, maker: RecordMaker, dialect: sa.Dialect) -> Statement:
    statement = sa.select(*maker.columns).where(among(resource.table.c.id, _IDS))
    return compile_statement(statement, dialect)
