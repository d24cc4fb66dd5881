"""Reading the figures of an essay: with what they are computed from, and what reviews found of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import ReadContext, ReadScript, Statement, parameter
from api.core.db.reader import compile_statement as compiled
from api.core.records.plain_records import PlainRecords, plain_records_of
from api.core.records.related import published
from api.core.records.resource import Resource
from api.pages.page_look import Words
from api.pages.parts.cards import Record
from api.resources.entities.models import ENTITIES
from api.resources.essays.models import ESSAYS
from api.resources.measures.models import MEASURES
from api.resources.reviews.models import REVIEW_STATISTICS, REVIEWS
from api.resources.statistics.models import STATISTIC_INPUTS, STATISTICS
from api.resources.units.models import UNITS

MOST = 150
"""How many figures of an essay are shown at once."""

_S, _R = STATISTICS.table.c, REVIEWS.table.c
_ESSAY, _IDS = "essay", "ids"
_FIELDS: Mapping[Resource, tuple[str, ...] | None] = {
    STATISTICS: (
        *("id", "version", "text", "measure", "subject", "quantity", "as_written", "mode", "period", "asserted_by"),
        *("lower", "lower_closed", "upper", "upper_closed", "bound_basis", "reading", "unit"),
        *("normalised_lower", "normalised_upper"),
        *("formula", "recomputed_lower", "recomputed_upper", "agrees"),
    ),
    MEASURES: ("id", "label"),
    ENTITIES: ("id", "label"),
    UNITS: ("id", "label", "dimension", "factor", "offset"),
    ESSAYS: None,
}


class ReviewFinding(NamedTuple):
    """What a review came to: its verdict, and the figure that it compares with, if there is one."""

    review_id: str
    verdict: str
    figure_id: str | None


@dataclass(frozen=True)
class FigureReading:
    """The figures of an essay, and what belongs to them.

    Attributes:
        essay: the essay.
        shown: the ids of the figures that are shown, in order.
        figures: those, what they are computed from and what reviews compare them with, by id, with units embedded.
        inputs: what is computed, by id, with what it is computed from.
        findings: what reviews found of figures, by id.
        labels: what measures and subjects are called, by the field that names them.
        measures: how many figures the essay has of each measure, in the order of the essay.
        truncated: whether there are more figures than are shown.
    """

    essay: Record
    shown: Sequence[str]
    figures: Mapping[str, Record]
    inputs: Mapping[str, Sequence[str]]
    findings: Mapping[str, Sequence[ReviewFinding]]
    labels: Mapping[str, Mapping[str, Words]]
    measures: Mapping[str, int]
    truncated: bool


def read_figures(essay_id: str, measures: Sequence[str], reader: ReadContext) -> ReadScript[FigureReading]:
    """Read the figures of an essay that is there.

    Args:
        essay_id: the essay.
        measures: of which measures alone; none are all.
        reader: the database.
    """
    dialect, asked = reader.dialect, {_ESSAY: essay_id}
    essay = _maker(ESSAYS).records((yield _essay(dialect), asked))[0]
    counted = yield _measures(dialect), asked
    rows = yield _figures(dialect, some=bool(measures)), asked | _named(measures)
    shown = _maker(STATISTICS).records(rows)[:MOST]
    names = _named(figure["id"] for figure in shown)
    findings = _grouped((yield _findings(dialect), names), lambda row: ReviewFinding(*row))
    inputs = _grouped((yield _inputs(dialect), names), lambda row: str(row[0]))
    figures = {figure["id"]: figure for figure in shown}
    found = {finding.figure_id for several in findings.values() for finding in several if finding.figure_id}
    wanted = {*found, *(one for several in inputs.values() for one in several)} - figures.keys()
    figures |= _by_id(STATISTICS, (yield _those(STATISTICS, dialect), _named(wanted)))
    units = _by_id(
        UNITS, (yield _those(UNITS, dialect), _named({one["unit"] for one in figures.values() if one["unit"]}))
    )
    labels: dict[str, dict[str, Words]] = {}
    for field, resource in (("measure", MEASURES), ("subject", ENTITIES)):
        named = {one[field] for one in figures.values()} | (
            {row[0] for row in counted} if field == "measure" else set()
        )
        terms = _by_id(resource, (yield _those(resource, dialect), _named(named)))
        labels[field] = {name: term["label"] for name, term in terms.items()}
    return FigureReading(
        essay=essay,
        shown=[figure["id"] for figure in shown],
        figures={name: {**one, "_embedded": {"unit": units.get(one["unit"])}} for name, one in figures.items()},
        inputs=inputs,
        findings=findings,
        labels=labels,
        measures={measure: number for measure, number in counted},  # noqa: C416 - a row is a sequence, not a pair
        truncated=len(rows) > MOST,
    )


def _named(names: Iterable[str]) -> dict[str, Any]:
    return {_IDS: msgspec.json.encode(sorted(names)).decode()}


def _maker(resource: Resource) -> PlainRecords:
    return plain_records_of(resource, _FIELDS[resource])


def _by_id(resource: Resource, rows: Sequence[Any]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in _maker(resource).records(rows)}


def _grouped(rows: Iterable[Sequence[Any]], make: Any) -> dict[str, list[Any]]:
    """Return what is made of all but the first value of each row, by the first."""
    made: dict[str, list[Any]] = {}
    for owner, *rest in rows:
        made.setdefault(owner, []).append(make(rest))
    return made


@lru_cache
def _essay(dialect: sa.Dialect) -> Statement:
    columns = _maker(ESSAYS).columns
    return compiled(sa.select(*columns).where(ESSAYS.table.c.id == parameter(_ESSAY)), dialect)


def _of_essay() -> tuple[sa.ColumnElement[bool], ...]:
    return (_S.essay_id == parameter(_ESSAY), *published(STATISTICS.table))


@lru_cache
def _measures(dialect: sa.Dialect) -> Statement:
    counted = sa.select(_S.measure, sa.func.count()).where(*_of_essay())
    return compiled(counted.group_by(_S.measure).order_by(sa.func.min(_S.number)), dialect)


@lru_cache
def _figures(dialect: sa.Dialect, *, some: bool) -> Statement:
    chosen = sa.select(*_maker(STATISTICS).columns).where(*_of_essay())
    if some:
        chosen = chosen.where(among(_S.measure, parameter(_IDS, SqlText)))
    return compiled(chosen.order_by(_S.number).limit(MOST + 1), dialect)


@lru_cache
def _findings(dialect: sa.Dialect) -> Statement:
    first = (REVIEW_STATISTICS.owner == _R.id) & (REVIEW_STATISTICS.position == 1)
    columns = (_R.target_id, _R.id, _R.verdict, REVIEW_STATISTICS.member)
    found = sa.select(*columns).select_from(REVIEWS.table.outerjoin(REVIEW_STATISTICS.table, first))
    standing = (among(_R.target_id, parameter(_IDS, SqlText)), *published(REVIEWS.table))
    return compiled(found.where(*standing).order_by(_R.essay_id, _R.number), dialect)


@lru_cache
def _inputs(dialect: sa.Dialect) -> Statement:
    held = STATISTIC_INPUTS
    columns: list[sa.ColumnElement[Any]] = [held.owner, held.member]
    found = sa.select(*columns).where(among(held.owner, parameter(_IDS, SqlText)))
    return compiled(found.order_by(held.owner, held.position), dialect)


@lru_cache
def _those(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    wanted = sa.select(*_maker(resource).columns).where(among(table.c.id, parameter(_IDS, SqlText)))
    return compiled(wanted.where(*published(table)) if resource is STATISTICS else wanted, dialect)
