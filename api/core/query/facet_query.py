"""What facets are asked for: what is counted, under which filters, and how a count is put together in one snapshot."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec
import sqlalchemy as sa
from starlette.datastructures import QueryParams

from api.core.db.columns import SqlText, among
from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, ReadScript, Row, Statement, compile_statement, parameter
from api.core.http.problems import Fault, few, nearest, refuse_faults, shown
from api.core.query.facet_sql import MARK, TOTAL, counts_of_records, narrowing_of, tallied_counts
from api.core.query.filter_resolution import resolve
from api.core.query.list_query import PAGING, exclude_withdrawn, read_filters, refuse_unknown
from api.core.query.list_scopes import Scopes, list_scopes, read_in, scopes_of
from api.core.query.scalar_parameters import joined, read_names
from api.core.records.filter_groups import OR
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource, resource_named

FACET, SELF = "facet", "facet_self"
OwnFilter = Literal["include", "exclude"]
"""Whether a facet is narrowed by the filter of its own field."""


@dataclass(frozen=True)
class FacetQuery:
    """What facets are asked for, checked.

    Attributes:
        facets: what is counted.
        filters: what narrows the total.
        of_each: what narrows each facet.
    """

    facets: tuple[str, ...]
    filters: FilterValues
    of_each: tuple[FilterValues, ...]


@dataclass(frozen=True)
class FacetRows:
    """What was counted.

    Attributes:
        total: how many records pass the filters.
        counts: of each facet, its values, each with how many records have it.
        names: by facet that names other records, what they are called, by id, as JSON.
        scopes: what it follows from.
    """

    total: int
    counts: Sequence[Sequence[tuple[str | None, int]]]
    names: Mapping[str, Mapping[str, str]]
    scopes: Scopes


def parse_facets(resource: Resource, asked: QueryParams, filters: FilterValues | None = None) -> FacetQuery:
    """Read a query string.

    Args:
        resource: what is counted.
        asked: the query string.
        filters: its filters, where they were read of it as a list's; what is unknown was refused then.

    Raises:
        ProblemError: a parameter is unknown, or of the wrong type; it names each such parameter.
    """
    faults: list[Fault] = []
    if filters is None:
        refuse_unknown(asked, [*resource.parameters, OR, FACET, SELF, *PAGING], resource)
        filters = read_filters(resource, asked, faults)
    names = _names(resource, joined(asked, FACET), faults)
    own = asked.getlist(SELF) or ["include"]
    if own not in (["include"], ["exclude"]):
        faults.append(Fault(detail="is include or exclude, once", parameter=SELF))
    refuse_faults(faults)
    # Counting by status itself is asking for what was withdrawn too.
    kept = filters if "status" in names else exclude_withdrawn(resource, filters)
    each = (_without(resource, kept, name) if own == ["exclude"] else kept for name in names)
    return FacetQuery(tuple(names), kept, tuple(each))


def _names(resource: Resource, text: str | None, faults: list[Fault]) -> list[str]:
    known = list(resource.facets)
    if text is None:
        faults.append(Fault(detail=f"name what to count: {', '.join(known)}", parameter=FACET))
        return []
    names = read_names(FACET, text, faults)
    if len(set(names)) < len(names):
        faults.append(Fault(detail="names a field twice", parameter=FACET))
    faults += few(
        [name for name in dict.fromkeys(names) if name not in known],
        lambda name: Fault(
            detail=f"{shown(name)} cannot be counted",
            parameter=FACET,
            nearest=nearest(name, known),
            known=tuple(known),
        ),
    )
    return names


def _without(resource: Resource, filters: FilterValues, facet: str) -> FilterValues:
    """Return filters without those of a facet itself, unless others cannot be asked without it."""
    needed = {name for question in resource.composite_filters for name in question.needs(filters)}
    own = {facet, f"{facet}_ne"} - needed
    return tuple(item for item in filters if item[0] not in own)


async def count_facets(
    reader: Reader, resource: Resource, asked: FacetQuery, resources: Iterable[Resource]
) -> tuple[DataState, FacetRows]:
    """Count, in one snapshot and within the limit of time; return the state of the database, and what was counted.

    Raises:
        ProblemError: filters do not fit one another, or counting takes too long.
    """
    steps = await counting(reader, resource, asked, resources)
    return await reader.run_in_snapshot(steps, scans=True)


async def counting(
    reader: Reader, resource: Resource, asked: FacetQuery, resources: Iterable[Resource]
) -> Callable[[], ReadScript[FacetRows]]:
    """Return what begins to count.

    Raises:
        ProblemError: filters do not fit one another.
    """
    resolved = {filters: await resolve(resource, filters, reader) for filters in {asked.filters, *asked.of_each}}
    total = resolved[asked.filters]
    groups: dict[FilterValues, list[str]] = {total: []}
    for name, filters in zip(asked.facets, asked.of_each, strict=True):
        groups.setdefault(resolved[filters], []).append(name)
    every = tuple(resources)
    scopes = [scope for given, those in resolved.items() for scope in list_scopes(resource, given, those)]
    for name in asked.facets:
        named = [target.name for target in _named_by(resource, name, every)]
        scopes += scopes_of(resource, asked.filters, [*named, *_read_to_count(resource, name)])

    def steps() -> ReadScript[FacetRows]:
        counted: dict[str, list[tuple[str | None, int]]] = {}
        all_of_them = 0
        for filters, names in groups.items():
            rows = yield from _count(resource, filters, tuple(names), every, reader.dialect)
            for place, value, count in rows:
                if place >= 0:
                    counted.setdefault(names[place], []).append((value, count))
                elif place == TOTAL and filters is total:
                    all_of_them = count
        called = {}
        for name in asked.facets:
            values = [value for value, _ in counted.get(name, []) if value is not None]
            called[name] = yield from _names_of(_named_by(resource, name, every), values, reader.dialect)
        return FacetRows(
            all_of_them, [counted.get(name, []) for name in asked.facets], called, tuple(dict.fromkeys(scopes))
        )

    return steps


def _count(
    resource: Resource,
    filters: FilterValues,
    facets: tuple[str, ...],
    resources: tuple[Resource, ...],
    dialect: sa.Dialect,
) -> ReadScript[Sequence[Row]]:
    """Count facets under the same filters: from tallies where they are kept for the question, else from records."""
    if narrowing := narrowing_of(resource, filters, facets):
        rows = yield tallied_counts(resource, narrowing, facets, resources, dialect)
        if any(row[0] == MARK for row in rows):
            return rows
    return (yield counts_of_records(resource, filters, facets, dialect))


def _read_to_count(resource: Resource, facet: str) -> Iterator[str]:
    """Yield the resources that are read beside a resource's own to count a facet."""
    item = resource.filters.get(facet)
    if item and item.pairs:
        yield from read_in(resource, item.pairs())
    elif item and item.value is not None:
        yield from read_in(resource, item.value)


def _named_by(resource: Resource, facet: str, resources: Sequence[Resource]) -> Sequence[Resource]:
    """Return what the values of a facet name: by its relation, else by what ids are called; none where no records."""
    if relation := resource.relations.get(facet.removesuffix("_id")):
        return [resource_named(member) for member in resource.related[relation].members]
    return [one for one in resources if one.id_name == facet]


def _names_of(targets: Sequence[Resource], ids: Sequence[str], dialect: sa.Dialect) -> ReadScript[Mapping[str, str]]:
    """Read what some records are called, which may be of several kinds."""
    found: dict[str, str] = {}
    for target in targets:
        if target.named_by and ids:
            rows = yield _called(target, dialect), {"ids": msgspec.json.encode(ids).decode()}
            found |= {row[0]: row[1] for row in rows}
    return found


@lru_cache
def _called(target: Resource, dialect: sa.Dialect) -> Statement:
    columns = target.table.c
    named = sa.select(columns.id, columns[target.named_by]).where(among(columns.id, parameter("ids", SqlText)))
    return compile_statement(named, dialect)
