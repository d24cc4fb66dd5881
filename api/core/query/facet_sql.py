"""How facets are counted: from tallies where there are any for the question, else from the records."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.db.reader import Statement, compile_statement, parameter, remembering_statements
from api.core.query.list_sql import bind_filters, conditions
from api.core.records.base_record import table_of
from api.core.records.filters import FilterShape, FilterValues, count_values
from api.core.records.related import ends_of
from api.core.records.resource import PUBLISHED, Resource
from api.core.records.tallies import TALLIES, counts_all, text_of, value_of
from api.core.versions.version_tables import Dataset

MAX_FACET_VALUES = 1000
"""How many values of one facet are told."""
TOTAL, MARK = -1, -2
"""What stands in a row for the place of a facet: that it counts all records, and that tallies count all there are."""

_NOTHING = sa.cast(sa.null(), sa.Text)
_STATUS = "status"


class Narrowing(NamedTuple):
    """Which tallies answer a question.

    Attributes:
        field: the field by which it is narrowed; empty where by none.
        held: the values that are asked for in that field.
        statuses: the statuses that are asked for; none is any.
        stands_on: the resources of which nothing may be withdrawn, since tallies do not know what stands on it.
    """

    field: str
    held: tuple[str, ...]
    statuses: tuple[str, ...]
    stands_on: tuple[str, ...]


def narrowing_of(resource: Resource, filters: FilterValues, facets: Sequence[str]) -> Narrowing | None:
    """Return which tallies answer a question; None where none do: they know of one equality at most, beside status."""
    asked = dict(filters)
    published = asked.pop(PUBLISHED, None) is not None
    statuses = ("published",) if published else asked.pop(_STATUS, ())
    if not asked.keys() <= set(resource.narrowing) or len(asked) > 1 or not set(facets) <= set(resource.tallied):
        return None
    [(field, held)] = asked.items() or [("", ("",))]
    stands_on = tuple(sorted(set(ends_of(resource.table).values()))) if published else ()
    return Narrowing(field, tuple(str(text_of(value)) for value in held), statuses, stands_on)


def tallied_counts(
    resource: Resource,
    narrowing: Narrowing,
    facets: tuple[str, ...],
    resources: Iterable[Resource],
    dialect: sa.Dialect,
) -> tuple[Statement, dict[str, Any]]:
    """Return the statement that reads counts from tallies, and its values.

    A row of it tells that tallies count all there is. It is not there where they do not: where somebody wrote without
    them, and of links of evidence, once an end of any was withdrawn.
    """
    held = {f"held_{n}": value for n, value in enumerate(narrowing.held)}
    statuses = {f"status_{n}": value for n, value in enumerate(narrowing.statuses)}
    shape = len(held), len(statuses), narrowing.stands_on
    statement = _of_tallies(resource, facets, shape, tuple(resources), dialect)
    return statement, {"field": narrowing.field, **held, **statuses}


def counts_of_records(
    resource: Resource, filters: FilterValues, facets: tuple[str, ...], dialect: sa.Dialect
) -> tuple[Statement, dict[str, Any]]:
    """Return the statement that counts the records that pass filters, and its values."""
    return _of_records(resource, facets, count_values(filters), dialect), bind_filters(filters)


@remembering_statements
def _of_tallies(
    resource: Resource,
    facets: tuple[str, ...],
    shape: tuple[int, int, tuple[str, ...]],
    resources: tuple[Resource, ...],
    dialect: sa.Dialect,
) -> Statement:
    tally, (held, statuses, stands_on) = TALLIES.c, shape
    wanted = [tally.resource == sa.literal_column(f"'{resource.name}'"), tally.field == parameter("field")]
    wanted.append(tally.held.in_([parameter(f"held_{n}") for n in range(held)]))
    if statuses:
        wanted.append(tally.status.in_([parameter(f"status_{n}") for n in range(statuses)]))
    counted = sa.func.coalesce(sa.func.sum(tally.records), 0)
    value = sa.case((tally.value != "", sa.func.substr(tally.value, 2)))

    def of(facet: str) -> list[sa.ColumnElement[bool]]:
        return [*wanted, tally.facet == sa.literal_column(f"'{facet}'")]

    dataset = table_of(Dataset)
    mark = sa.select(sa.literal_column(str(MARK), sa.Integer), _NOTHING, sa.literal_column("0", sa.Integer))
    mark = mark.select_from(dataset).where(counts_all(dataset.c, resources))
    if stands_on:
        mark = mark.where(~_withdrawn(stands_on))
    every = _every(counted).where(*of(_STATUS))
    most = (_most(place, value, counted, [*of(facet), tally.records > 0]) for place, facet in enumerate(facets))
    return compile_statement(sa.union_all(mark, every, *most), dialect)


@remembering_statements
def _of_records(resource: Resource, facets: tuple[str, ...], filters: FilterShape, dialect: sa.Dialect) -> Statement:
    wanted = list(conditions(resource, filters, of_all=True))
    every = _every(sa.func.count()).select_from(resource.table).where(*wanted)
    most = (_counted(place, resource, facet, wanted) for place, facet in enumerate(facets))
    return compile_statement(sa.union_all(every, *most), dialect)


def _counted(place: int, resource: Resource, facet: str, wanted: Sequence[sa.ColumnElement[bool]]) -> sa.Select[Any]:
    """Select how many records have each value of a facet: of a column, of a list, or of what is true or false."""
    if facet in resource.table.c:
        return _most(place, value_of(resource.table.c[facet]), sa.func.count(), wanted)
    item = resource.filters[facet]
    if item.pairs is None:
        assert item.value is not None, "what is counted has one value, or several"
        values = sa.select(item.value.label("value")).where(*wanted).subquery("values_of_each")
        return _most(place, values.c.value, sa.func.count(), [])
    # A name of their own: conditions may read the same table for reasons of theirs.
    pairs, record = item.pairs().subquery("pairs"), resource.table.c.id
    held = resource.table.outerjoin(pairs, pairs.c.record == record)
    return _most(place, pairs.c.value, sa.func.count(sa.distinct(record)), wanted, held)


def _withdrawn(resources: tuple[str, ...]) -> sa.Exists:
    """Tell whether something of some resources was withdrawn."""
    tally = TALLIES.alias("withdrawn").c
    of_all = (tally.field == sa.literal_column("''"), tally.held == sa.literal_column("''"))
    named = tally.resource.in_([sa.literal_column(f"'{name}'") for name in resources])
    status = (tally.facet == sa.literal_column("'status'"), tally.value == sa.literal_column("'=withdrawn'"))
    return sa.exists().where(named, *of_all, *status, tally.records > 0)


def _every(counted: sa.ColumnElement[int]) -> sa.Select[Any]:
    columns: list[sa.ColumnElement[Any]] = [sa.literal_column(str(TOTAL), sa.Integer), _NOTHING, counted]
    return sa.select(*columns)


def _most(
    place: int,
    value: sa.ColumnElement[str | None],
    counted: sa.ColumnElement[int],
    wanted: Sequence[sa.ColumnElement[bool]],
    among: sa.FromClause | None = None,
) -> sa.Select[Any]:
    """Select the most frequent values, and one more, which tells that there are more."""
    most = sa.select(value.label("value"), counted.label("counted")).where(*wanted).group_by(value)
    most = most if among is None else most.select_from(among)
    most = most.order_by(sa.desc("counted"), value.asc().nulls_last()).limit(MAX_FACET_VALUES + 1)
    rows = most.subquery(f"facet_{place}")
    return sa.select(sa.literal_column(str(place), sa.Integer), rows.c.value, rows.c.counted)
