"""What leans on each source, counted and drawn small: in the list of sources, and of those that most leans on."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.records.related import published
from api.pages.answers.named_records import read_named
from api.pages.maps.what_is_beneath import counted
from api.pages.page_context import PageContext
from api.pages.parts.cards import RETRACTED, Card, Record, card
from api.pages.parts.list_counts import ListCounts
from api.resources.claims.models import CLAIM_SOURCES, CLAIMS
from api.resources.evidence.models import EVIDENCE
from api.resources.reviews.models import REVIEW_SOURCES, REVIEWS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTIC_SOURCES, STATISTICS

_MOST = 10
"""How many sources are shown of those that most leans on."""
_COUNTED = 10_000
"""Of how many sources there may be that these are looked for."""
_DRAWN = 40
"""How many records are drawn of what leans on a source."""
_SIDE, _STEP = 8, 11
"""The side of a square, and how far it is to the next."""
_IDS = parameter("ids", SqlText)


class LeanedOn(NamedTuple):
    """What leans on a source.

    Attributes:
        says: how much, in words.
        width: how wide it is drawn.
        held: the squares of what it bears on by a link of evidence, as the `d` of a path.
        named: the squares of what is only attributed to it.
        retracted: that it was retracted, in words; else nothing.
    """

    says: str
    width: int
    held: str
    named: str
    retracted: str


async def list_more(
    reader: Reader, records: Sequence[Record], counts: ListCounts | None, context: PageContext
) -> Mapping[str, Any]:
    """Return what the list of sources shows beside what every list does."""
    whole = counts is not None and counts.total <= _COUNTED and not context.query
    most = (await reader.scan(_most(reader.dialect), {})).rows if whole else ()
    names = {record["id"] for record in records} | {row[0] for row in most}
    found = await read_leaned(reader, names, context)
    sources = await read_named(reader, SOURCES, [row[0] for row in most])
    leaders: list[Card] = [card("sources", sources[row[0]], context) for row in most]
    return {"leaned": found, "most_leaned": leaders}


async def read_leaned(reader: Reader, names: Collection[str], context: PageContext) -> dict[str, LeanedOn]:
    """Return what leans on some sources, by their ids."""
    values = {"ids": msgspec.json.encode(sorted(names)).decode()}
    rows = (await reader.fetch(_leaning(reader.dialect), values)).rows
    retracted = {row[0] for row in (await reader.fetch(_retracted(reader.dialect), values)).rows}
    leaning: dict[str, dict[str, tuple[str, bool]]] = {name: {} for name in sorted(names)}
    for source, kind, record, holds in rows:
        known = leaning[source].get(record)
        leaning[source][record] = (kind, bool(holds) or (known is not None and known[1]))
    gone = context.name("verdict", RETRACTED)
    return {name: _told([*those.values()], gone * (name in retracted), context) for name, those in leaning.items()}


def _told(those: Sequence[tuple[str, bool]], retracted: str, context: PageContext) -> LeanedOn:
    numbers = (
        (name, sum(kind == of for of, _ in those)) for name, kind in (("claims", "claim"), ("figures", "statistic"))
    )
    says = context.say["comma"].join(counted(context, name, number) for name, number in numbers if number)
    holding = sum(holds for _, holds in those)
    held, drawn = min(holding, _DRAWN), min(len(those), _DRAWN)
    return LeanedOn(
        context.say["leans_on_it"].format(says) if says else context.say["none_lean"],
        drawn * _STEP,
        _squares(0, held, _SIDE),
        _squares(held, drawn, _SIDE - 1, 0.5),
        retracted,
    )


def _squares(first: int, end: int, side: int, inset: float = 0) -> str:
    return "".join(f"M{place * _STEP + inset:g} {inset:g}h{side}v{side}h-{side}z" for place in range(first, end))


def _all_leaning() -> sa.Subquery:
    """Select what leans on sources: the source, the kind of record, which, and whether by a link of evidence."""
    evidence = EVIDENCE.table
    links = sa.select(
        evidence.c.origin_id.label("source"),
        evidence.c.target_type.label("kind"),
        evidence.c.target_id.label("record"),
        sa.literal(1).label("holds"),
    ).where(evidence.c.origin_type == "source", *published(evidence))
    named = [
        sa.select(held.member, sa.literal(resource.singular), held.owner, sa.literal(0))
        .join_from(held.table, resource.table, resource.table.c.id == held.owner)
        .where(*published(resource.table))
        for resource, held in ((CLAIMS, CLAIM_SOURCES), (STATISTICS, STATISTIC_SOURCES))
    ]
    return sa.union_all(links, *named).subquery()


@lru_cache
def _leaning(dialect: sa.Dialect) -> Statement:
    found = _all_leaning()
    wanted = sa.select(*found.c).where(among(found.c.source, _IDS))
    return compile_statement(wanted.order_by(found.c.source, found.c.kind, found.c.record), dialect)


@lru_cache
def _most(dialect: sa.Dialect) -> Statement:
    found, sources = _all_leaning(), SOURCES.table
    number = sa.func.count(found.c.record.distinct())
    grouped = sa.select(found.c.source).join_from(found, sources, sources.c.id == found.c.source)
    grouped = grouped.where(*published(sources)).group_by(found.c.source)
    return compile_statement(grouped.order_by(number.desc(), found.c.source).limit(_MOST), dialect)


@lru_cache
def _retracted(dialect: sa.Dialect) -> Statement:
    reviews, held = REVIEWS.table, REVIEW_SOURCES
    told = sa.select(held.member).join_from(held.table, reviews, reviews.c.id == held.owner)
    standing = (reviews.c.verdict == RETRACTED, *published(reviews))
    return compile_statement(told.where(among(held.member, _IDS), *standing), dialect)
