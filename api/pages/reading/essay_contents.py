"""What the reading page is made of: an essay, its text where that is served, and all that stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from api.core.db.link_tables import LinkTable
from api.core.db.reader import ReadContext, ReadScript, Row, Statement, compile_statement, parameter
from api.core.records.plain_records import PlainRecords, plain_records_of
from api.core.records.related import published
from api.core.records.resource import Resource
from api.core.texts.text_cache import read_words
from api.pages.parts.cards import Record
from api.resources.claims.models import CLAIM_PASSAGES, CLAIMS, GROUNDS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.passages.models import PASSAGES
from api.resources.reviews.models import REVIEWS
from api.resources.sections.models import SECTION_PASSAGES, SECTIONS
from api.resources.sources.models import SOURCE_PASSAGES, SOURCES
from api.resources.statistics.models import STATISTIC_PASSAGES, STATISTICS
from api.resources.units.models import UNITS

MOST = 5_000
"""How many passages of an essay, links and records of each kind are shown."""

_ESSAY = "essay"
_FIELDS: Mapping[Resource, tuple[str, ...]] = {
    ESSAYS: ("id", "title", "author", "issued", "language", "license", "sha256", "status"),
    SECTIONS: ("id", "number", "level", "title", "summary"),
    PASSAGES: ("id", "number", "start", "end", "sha256", "paragraph", "sentence"),
    CLAIMS: ("id", "number", "kind", "text", "stance"),
    STATISTICS: (
        *("id", "number", "text", "as_written", "quantity", "mode", "bound_basis", "reading", "unit"),
        *("lower", "lower_closed", "upper", "upper_closed"),
    ),
    SOURCES: ("id", "name"),
    UNITS: ("id", "label"),
    REVIEWS: ("id", "target_id", "verdict", "note", "reviewer_id"),
}
_LISTS: Mapping[Resource, LinkTable] = {
    SECTIONS: SECTION_PASSAGES,
    CLAIMS: CLAIM_PASSAGES,
    STATISTICS: STATISTIC_PASSAGES,
    SOURCES: SOURCE_PASSAGES,
}
"""What stands in a text, with the lists of where."""


@dataclass(frozen=True)
class Ground:
    """A link of evidence: what bears on what, how, and whether the author makes it, or the analyst."""

    origin: str
    relation: str
    target: str
    asserter: str


@dataclass(frozen=True)
class EssayContents:
    """An essay and what stands in it.

    Attributes:
        essay: the essay.
        text: its text; None where that is not attached, or not served.
        sections: its sections, in the order of the text.
        passages: its passages, by id.
        claims: its claims, in order.
        statistics: its figures, in order, each with its unit embedded.
        sources: the sources that it leans on somewhere, by name.
        places: the passages of each of these, by id, the primary one first.
        grounds: what bears on its claims, in order.
        grades: what the best chain to each claim rests on.
        reviews: what was found of its claims and figures, by their ids, each with its reviewer embedded.
        truncated: whether there is more than is here.
    """

    essay: Record
    text: str | None
    sections: Sequence[Record]
    passages: Mapping[str, Record]
    claims: Sequence[Record]
    statistics: Sequence[Record]
    sources: Sequence[Record]
    places: Mapping[str, Sequence[str]]
    grounds: Sequence[Ground]
    grades: Mapping[str, str]
    reviews: Mapping[str, Sequence[Record]]
    truncated: bool


def read_contents(essay_id: str, reader: ReadContext) -> ReadScript[EssayContents]:
    """Read an essay that is there, with what stands in it; what was withdrawn is left out."""
    dialect, values = reader.dialect, {_ESSAY: essay_id}
    rows: dict[Resource, Sequence[Row]] = {}
    for resource in _FIELDS:
        rows[resource] = yield _selected(resource, dialect), values
    found = {resource: _maker(resource).records(of_it) for resource, of_it in rows.items()}
    standing = yield _places(dialect), values
    links = yield _grounds(dialect), values
    words = yield from read_words([essay_id], reader)
    graded = yield _grades(dialect), values
    names = yield _reviewers(dialect), values
    reviewers = {source["id"]: source for source in _maker(SOURCES).records(names)}
    reviews: dict[str, list[Record]] = {}
    for review in found[REVIEWS]:
        review["_embedded"] = {"reviewer": reviewers.get(review["reviewer_id"])}
        reviews.setdefault(review["target_id"], []).append(review)
    units = {unit["id"]: unit for unit in found[UNITS]}
    for figure in found[STATISTICS]:
        figure["_embedded"] = {"unit": units.get(figure["unit"])}
    places: dict[str, list[str]] = {}
    for record_id, passage_id in standing:
        places.setdefault(record_id, []).append(passage_id)
    return EssayContents(
        essay=found[ESSAYS][0],
        text=words[essay_id].content if essay_id in words else None,
        sections=found[SECTIONS],
        passages={passage["id"]: passage for passage in found[PASSAGES]},
        claims=found[CLAIMS],
        statistics=found[STATISTICS],
        sources=found[SOURCES],
        places=places,
        grounds=[Ground(*link) for link in links],
        grades={str(name): str(grade) for name, grade in graded},
        reviews=reviews,
        truncated=any(len(of_it) >= MOST for of_it in rows.values()),
    )


def _maker(resource: Resource) -> PlainRecords:
    return plain_records_of(resource, _FIELDS[resource])


@lru_cache
def _selected(resource: Resource, dialect: sa.Dialect) -> Statement:
    table, asked = resource.table, parameter(_ESSAY)
    statement = sa.select(*_maker(resource).columns)
    if resource is ESSAYS:
        statement = statement.where(table.c.id == asked)
    elif resource is UNITS:
        used = sa.select(STATISTICS.table.c.unit).where(STATISTICS.table.c.essay_id == asked)
        statement = statement.where(table.c.id.in_(used))
    elif resource is SOURCES:
        shown = _shown_passages()
        leaning = sa.select(SOURCE_PASSAGES.owner).join_from(
            shown, SOURCE_PASSAGES.table, shown.c.id == SOURCE_PASSAGES.member
        )
        statement = statement.where(table.c.id.in_(leaning), *published(table)).order_by(table.c.id)
    elif resource is REVIEWS:
        statement = statement.where(*_reviewed(), *published(table)).order_by(table.c.essay_id, table.c.number)
    else:
        statement = statement.where(table.c.essay_id == asked, *published(table)).order_by(table.c.number)
    return compile_statement(statement.limit(MOST), dialect)


def _reviewed() -> tuple[sa.ColumnElement[bool]]:
    """Return the condition that a review is of a claim or a figure of the essay."""
    of_essay = [
        sa.select(table.c.id).where(table.c.essay_id == parameter(_ESSAY)) for table in (CLAIMS.table, STATISTICS.table)
    ]
    return (REVIEWS.table.c.target_id.in_(sa.union_all(*of_essay)),)


@lru_cache
def _reviewers(dialect: sa.Dialect) -> Statement:
    names = sa.select(REVIEWS.table.c.reviewer_id).where(*_reviewed())
    return compile_statement(sa.select(*_maker(SOURCES).columns).where(SOURCES.table.c.id.in_(names)), dialect)


@lru_cache
def _grades(dialect: sa.Dialect) -> Statement:
    claims = CLAIMS.table
    graded = sa.select(GROUNDS.c.record_id, GROUNDS.c.grade).join_from(
        claims, GROUNDS, GROUNDS.c.record_id == claims.c.id
    )
    standing = (claims.c.essay_id == parameter(_ESSAY), *published(claims))
    return compile_statement(graded.where(*standing).order_by(claims.c.number).limit(MOST), dialect)


def _shown_passages() -> sa.Subquery:
    table = PASSAGES.table
    shown = sa.select(table.c.id).where(table.c.essay_id == parameter(_ESSAY))
    return shown.order_by(table.c.number).limit(MOST).subquery()


@lru_cache
def _places(dialect: sa.Dialect) -> Statement:
    """Select where everything stands, each record with its passages in order."""
    shown = _shown_passages()
    lists = [
        sa.select(held.owner.label("id"), held.position.label("position"), held.member.label("passage")).join_from(
            shown, held.table, shown.c.id == held.member
        )
        for held in _LISTS.values()
    ]
    found = sa.union_all(*lists).subquery()
    return compile_statement(sa.select(found.c.id, found.c.passage).order_by(found.c.id, found.c.position), dialect)


@lru_cache
def _grounds(dialect: sa.Dialect) -> Statement:
    evidence, claims = EVIDENCE.table, CLAIMS.table
    columns = (evidence.c.origin_id, evidence.c.relation, evidence.c.target_id, evidence.c.asserted_by)
    statement = sa.select(*columns).join_from(claims, evidence, evidence.c.target_id == claims.c.id)
    statement = statement.where(claims.c.essay_id == parameter(_ESSAY), *published(evidence))
    return compile_statement(statement.order_by(evidence.c.number).limit(MOST), dialect)
