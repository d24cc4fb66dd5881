"""Reading what a map shows: the links around a claim, step by step, and the records that they join."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import ReadScript, Row, Statement, parameter
from api.core.db.reader import compile_statement as compiled
from api.core.records.plain_records import plain_records_of
from api.core.records.related import published
from api.core.records.resource import Resource
from api.resources.arguments.support import ArgumentLink, from_both_sides
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE, SYMMETRIC
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.units.models import UNITS

MOST_LINKS = 2_000
"""How many links of one step are read."""

_E = EVIDENCE.table.c
_IDS = parameter("ids", SqlText)
_LINK = (_E.id, _E.relation, _E.origin_id, _E.target_id, _E.group, _E.scheme, _E.asserted_by)

Record = Mapping[str, Any]


@dataclass(frozen=True)
class MapReading:
    """What a map is made of.

    Attributes:
        essay: the essay of the claim.
        claims: the claims by id.
        statistics: the figures by id, with their units embedded.
        sources: the sources by id.
        inward: the links that lead to the claim, or to what leads to it, in order.
        outward: the links from the claim.
        truncated: whether there are more links than were read.
    """

    essay: Record
    claims: Mapping[str, Record]
    statistics: Mapping[str, Record]
    sources: Mapping[str, Record]
    inward: list[ArgumentLink]
    outward: list[ArgumentLink]
    truncated: bool


def read_map(claim_id: str, depth: int, dialect: sa.Dialect) -> ReadScript[MapReading]:
    """Read what bears on a claim, and one step further to count what is not drawn; and what the claim bears on.

    Args:
        claim_id: the claim.
        depth: how many steps are drawn.
        dialect: of the database.
    """
    outward = _links((yield _touching(_E.origin_id, dialect), _named([claim_id])))
    inward: dict[str, ArgumentLink] = {}
    near, truncated = {claim_id}, len(outward) > MOST_LINKS
    for _ in range(depth + 1):
        rows = yield _touching(_E.target_id, dialect), _named(near)
        truncated |= len(rows) > MOST_LINKS
        opposite = yield _symmetric_from(dialect), _named(near)
        found = [link for link in _links([*rows, *opposite]) if link.id not in inward]
        on_links = yield _touching(_E.target_id, dialect), _named([link.id for link in found])
        found += _links(on_links)
        inward |= {link.id: link for link in found}
        near = {link.origin_id for link in from_both_sides(found)}
    links = [*inward.values(), *outward]
    names = {claim_id, *(end for link in links for end in (link.origin_id, link.target_id))}
    claims = yield from read_records(CLAIMS, names, dialect)
    stated = {figure for claim in claims.values() for figure in claim["states"]}
    statistics = yield from read_records(STATISTICS, names | stated, dialect)
    sources = yield from read_records(SOURCES, names, dialect)
    essays = yield from read_records(ESSAYS, [claims[claim_id]["essay_id"]], dialect)
    units = yield from read_records(UNITS, {one["unit"] for one in statistics.values() if one["unit"]}, dialect)
    with_units = {name: {**one, "_embedded": {"unit": units.get(one["unit"])}} for name, one in statistics.items()}
    known = claims.keys() | statistics.keys() | sources.keys()
    return MapReading(
        essay=next(iter(essays.values())),
        claims=claims,
        statistics=with_units,
        sources=sources,
        inward=[link for link in inward.values() if link.origin_id in known],
        outward=[link for link in outward if link.target_id in claims and link.relation not in SYMMETRIC],
        truncated=truncated,
    )


def read_links_from(origin_id: str, dialect: sa.Dialect) -> ReadScript[list[ArgumentLink]]:
    """Read the links that begin at a record."""
    return _links((yield _touching(_E.origin_id, dialect), _named([origin_id])))


def _named(names: Iterable[str]) -> dict[str, Any]:
    return {"ids": msgspec.json.encode(sorted(names)).decode()}


@lru_cache
def _symmetric_from(dialect: sa.Dialect) -> Statement:
    """Select the links that hold from both sides, and stand, of which the origin is among some ids."""
    both = sa.case((_E.relation.in_(sorted(SYMMETRIC)), sa.true()), else_=sa.false())
    wanted = sa.select(*_LINK).where(among(_E.origin_id, _IDS), both, *published(EVIDENCE.table))
    return compiled(wanted.order_by(_E.essay_id, _E.number).limit(MOST_LINKS + 1), dialect)


@lru_cache
def _touching(end: sa.Column[str], dialect: sa.Dialect) -> Statement:
    """Select the links that stand of which one end is among some ids."""
    wanted = sa.select(*_LINK).where(among(end, _IDS), *published(EVIDENCE.table))
    return compiled(wanted.order_by(_E.essay_id, _E.number).limit(MOST_LINKS + 1), dialect)


def _links(rows: Iterable[Row]) -> list[ArgumentLink]:
    return [ArgumentLink(*row) for row in rows][:MOST_LINKS]


@lru_cache
def _those(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    wanted = sa.select(*plain_records_of(resource).columns).where(among(table.c.id, _IDS))
    return compiled(wanted, dialect)


def read_records(resource: Resource, names: Iterable[str], dialect: sa.Dialect) -> ReadScript[dict[str, Record]]:
    """Read the records that have some ids, by id."""
    rows = yield _those(resource, dialect), _named(names)
    return {record["id"]: record for record in plain_records_of(resource).records(rows)}
