"""Reading what the map of an essay is made of: what holds it together, its links, and the records that are shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import ReadContext, ReadScript, Statement, compile_statement, parameter
from api.core.records.plain_records import PlainRecords, plain_records_of
from api.core.records.related import published
from api.core.records.resource import Resource
from api.pages.maps.map_reading import Record
from api.pages.maps.opened_parts import OpenedParts, part_of
from api.resources.arguments.support import ArgumentLink, from_both_sides
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE, SYMMETRIC
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS
from api.resources.units.models import UNITS

MOST_LINKS = 20_000
"""How many links of an essay are read."""
MOST_PARTS = 100
"""How many relationships, topics and theses of an essay are shown."""
MOST_MEMBERS = 60
"""How many claims of a side of a relationship, or of a topic, are shown."""

ROLES = ("pole_a", "between", "pole_b")
"""The sides of a relationship, from left to right."""

_ESSAY = "essay"
_FIELDS: Mapping[Resource, tuple[str, ...]] = {
    ESSAYS: ("id", "title", "language", "license", "sha256"),
    RELATIONSHIPS: ("id", "number", "poles", "question", "thesis_id", "lever_id", "claims"),
    TOPICS: ("id", "number", "kind", "title", "claims"),
    CLAIMS: ("id", "number", "kind", "text", "stance", "section_id", "states", "passages"),
    SECTIONS: ("id", "title"),
    STATISTICS: (
        *("id", "number", "text", "as_written", "quantity", "mode", "bound_basis", "reading", "unit"),
        *("lower", "lower_closed", "upper", "upper_closed"),
    ),
    SOURCES: ("id", "name"),
    UNITS: ("id", "label"),
}
_E = EVIDENCE.table.c
_IDS = parameter("ids", SqlText)


@dataclass(frozen=True)
class EssayArgument:
    """What the map of an essay is made of.

    Attributes:
        essay: the essay.
        relationships: its relationships, in order.
        topics: its topics, in order.
        theses: its theses, in order.
        sections: the sections that these stand in, by id.
        links: the links of evidence of the essay, in order.
        kinds: what each link begins at: a claim, a statistic or a source.
        claims: the claims that are shown, by id.
        statistics: the figures that are shown, by id, each with its unit embedded.
        sources: the sources that are shown, by id.
        truncated: whether there are more links than were read.
    """

    essay: Record
    relationships: Sequence[Record]
    topics: Sequence[Record]
    theses: Sequence[Record]
    sections: Mapping[str, Record]
    links: Sequence[ArgumentLink]
    kinds: Mapping[str, str]
    claims: Mapping[str, Record]
    statistics: Mapping[str, Record]
    sources: Mapping[str, Record]
    truncated: bool

    @cached_property
    def inward(self) -> Mapping[str, Sequence[ArgumentLink]]:
        """The links by what they lead to."""
        return links_by_target(self.links)


def links_by_target(links: Iterable[ArgumentLink]) -> dict[str, list[ArgumentLink]]:
    """Sort links by what they lead to, a record or another link; what holds from both sides leads to both."""
    at: dict[str, list[ArgumentLink]] = {}
    for link in from_both_sides(links):
        at.setdefault(link.target_id, []).append(link)
    return at


def read_weighed(
    resource: Resource, record_id: str, opened: OpenedParts, reader: ReadContext
) -> ReadScript[tuple[Record, EssayArgument]]:
    """Read a relationship or a topic that is there, and what its own map shows; of a topic, what bears on its claims.

    Args:
        resource: which of the two.
        record_id: the record.
        opened: what is unfolded.
        reader: knows the dialect.
    """
    [record] = _maker(resource).records((yield _one(resource, reader.dialect), {"id": record_id}))
    if resource is TOPICS:
        opened = OpenedParts(tuple(part_of(name) for name in record["claims"][:MOST_MEMBERS]))
    return record, (yield from read_argument(essay_of(record_id), opened.with_part(record_id), reader, [record]))


def essay_of(record_id: str) -> str:
    """Return the essay that a record belongs to, which its id begins with."""
    return record_id.rpartition("-")[0]


def read_argument(
    essay_id: str, opened: OpenedParts, reader: ReadContext, beside: Sequence[Record] = ()
) -> ReadScript[EssayArgument]:
    """Read an essay that is there, as far as its map shows it.

    Args:
        essay_id: the essay.
        opened: what is unfolded.
        reader: knows the dialect.
        beside: a relationship that is shown although it may be withdrawn, or one of too many.
    """
    dialect, values = reader.dialect, {_ESSAY: essay_id}
    own: dict[Resource, list[dict[str, Any]]] = {}
    for resource in (ESSAYS, RELATIONSHIPS, TOPICS, CLAIMS):
        own[resource] = _maker(resource).records((yield _of_essay(resource, dialect), values))
    relationships, topics, theses = own[RELATIONSHIPS], own[TOPICS], own[CLAIMS]
    weighing = [*relationships, *(one for one in beside if "poles" in one)]
    rows = yield _links(dialect), values
    links = [ArgumentLink(*row[:7]) for row in rows[:MOST_LINKS]]
    unfolded = opened.of("c", essay_id)
    bearing = _bearing(links, unfolded)
    named = {
        *(one["thesis_id"] for one in weighing),
        *(claim["claim_id"] for one in weighing for claim in drawn_members(one)),
        *(name for one in topics if opened.has(one["id"]) for name in one["claims"][:MOST_MEMBERS]),
        *unfolded,
        *bearing,
    }
    claims = yield from _those(CLAIMS, named - {one["id"] for one in theses}, dialect)
    claims |= {one["id"]: one for one in theses}
    stated = {figure for name in unfolded if name in claims for figure in claims[name]["states"]}
    statistics = yield from _those(STATISTICS, bearing | stated, dialect)
    sources = yield from _those(SOURCES, bearing, dialect)
    units = yield from _those(UNITS, {one["unit"] for one in statistics.values() if one["unit"]}, dialect)
    sections = yield from _those(SECTIONS, {one["section_id"] for one in theses if one["section_id"]}, dialect)
    return EssayArgument(
        essay=own[ESSAYS][0],
        relationships=relationships,
        topics=topics,
        theses=theses,
        sections=sections,
        links=links,
        kinds={end: row[7] for row in rows for end in row[2 : 4 if row[1] in SYMMETRIC else 3]},
        claims=claims,
        statistics={name: {**one, "_embedded": {"unit": units.get(one["unit"])}} for name, one in statistics.items()},
        sources=sources,
        truncated=len(rows) > MOST_LINKS,
    )


def drawn_members(relationship: Record) -> Iterator[Mapping[str, str]]:
    """Yield the claims that a relationship weighs, as far as they are shown, by their side."""
    for role in ROLES:
        yield from islice((claim for claim in relationship["claims"] if claim["role"] == role), MOST_MEMBERS)


def _bearing(links: Iterable[ArgumentLink], targets: Collection[str]) -> set[str]:
    """Return what bears on some claims, and on the links by which it does."""
    direct = [link for link in from_both_sides(links) if link.target_id in targets]
    names = {link.id for link in direct}
    return {link.origin_id for link in (*direct, *(link for link in links if link.target_id in names))}


def _maker(resource: Resource) -> PlainRecords:
    return plain_records_of(resource, _FIELDS[resource])


@lru_cache
def _of_essay(resource: Resource, dialect: sa.Dialect) -> Statement:
    table, asked = resource.table, parameter(_ESSAY)
    statement = sa.select(*_maker(resource).columns)
    if resource is ESSAYS:
        return compile_statement(statement.where(table.c.id == asked), dialect)
    statement = statement.where(table.c.essay_id == asked, *published(table))
    if resource is CLAIMS:
        statement = statement.where(table.c.kind == "thesis")
    return compile_statement(statement.order_by(table.c.number).limit(MOST_PARTS + 1), dialect)


@lru_cache
def _one(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    return compile_statement(sa.select(*_maker(resource).columns).where(table.c.id == parameter("id")), dialect)


@lru_cache
def _links(dialect: sa.Dialect) -> Statement:
    columns = (_E.id, _E.relation, _E.origin_id, _E.target_id, _E.group, _E.scheme, _E.asserted_by, _E.origin_type)
    own = sa.select(*columns).where(_E.essay_id == parameter(_ESSAY), *published(EVIDENCE.table))
    return compile_statement(own.order_by(_E.number).limit(MOST_LINKS + 1), dialect)


@lru_cache
def _named(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    wanted = sa.select(*_maker(resource).columns).where(among(table.c.id, _IDS), *published(table))
    return compile_statement(wanted, dialect)


def _those(resource: Resource, names: Collection[str], dialect: sa.Dialect) -> ReadScript[dict[str, Record]]:
    if not names:
        return {}
    rows = yield _named(resource, dialect), {"ids": msgspec.json.encode(sorted(names)).decode()}
    return {record["id"]: record for record in _maker(resource).records(rows)}
