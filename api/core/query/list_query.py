"""What a list was asked for: filters, sort, page and fields, read from the query string and checked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.core.http.bounded_memo import cached_by_query
from api.core.http.problems import (
    MAX_ERRORS,
    Fault,
    ProblemError,
    and_more,
    few,
    nearest,
    refuse_faults,
    shown,
    summary,
)
from api.core.http.urls import MAX_PARAMETERS, Parameters, parameters
from api.core.query.filter_expressions import read_alternatives
from api.core.query.grid_dialect import GRID, from_grid
from api.core.query.group_filters import read_group
from api.core.query.pagination import DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET, SortKey
from api.core.query.parameter_synonyms import advice, meant
from api.core.query.relation_filters import THROUGH, is_through, relation_fault
from api.core.query.scalar_parameters import joined, read_flag, read_integer, read_names
from api.core.records.filter_groups import OR
from api.core.records.filters import FilterValues
from api.core.records.resource import PUBLISHED, Resource

TRIMMING = ("fields", "embed", "embed_limit")  # what JSON alone can be asked to hold
PAGING = ("sort", "limit", "cursor", "offset", "count", *TRIMMING)
_RELEVANCE = frozenset({"relevance", "score", "_score", "rank"})  # as searches elsewhere call it
_LISTS = frozenset({"sort", "fields", "embed", "facet", "_sort", "_order"})  # what may be repeated


@dataclass(frozen=True)
class ListQuery:
    """A list request, checked.

    Attributes:
        filters: the values asked for, by filter.
        sort: the fields to sort by; a minus before one turns its order round.
        limit: the most records to answer with.
        cursor: where to begin, as a page before told; None is the start.
        offset: how many records to leave out; None where pages go by cursor.
        count: whether to tell how many there are in all.
        fields: the fields to answer with; None is all.
    """

    filters: FilterValues
    sort: tuple[str, ...]
    limit: int
    cursor: str | None
    offset: int | None
    count: bool
    fields: tuple[str, ...] | None


def parse(
    resource: Resource, asked: QueryParams, beside: Collection[str] | None = None, further: Collection[str] = ()
) -> ListQuery:
    """Read a query string.

    Args:
        resource: what is listed.
        asked: the query string.
        beside: the parameters that a form has in place of those that trim and embed; None where it has these.
        further: the parameters that a form has as well.

    Raises:
        ProblemError: a parameter is unknown, repeated where it may not be, or of the wrong type; it
            names every such parameter.
    """
    paging = PAGING if beside is None else [*beside, *(name for name in PAGING if name not in TRIMMING)]
    refuse_unknown(asked, [*resource.parameters, OR, *paging, *GRID, *further], resource)
    faults = [
        Fault(detail="give it once", parameter=name)
        for name in (*PAGING, *GRID, *further)
        if name not in _LISTS and len(asked.getlist(name)) > 1
    ]
    filters = read_filters(resource, asked, faults)
    told = {name: text for name in (*PAGING, *GRID) if (text := joined(asked, name)) is not None}
    given = from_grid(told, faults)
    offset = read_integer("offset", given, 0, MAX_OFFSET, faults)
    if offset is not None and "cursor" in given:
        faults.append(Fault(detail="give a cursor or an offset, not both", parameter="offset"))
    limit = read_integer("limit", given, 1, MAX_LIMIT, faults)
    query = ListQuery(
        filters=filters,
        sort=_sort(resource, given.get("sort"), faults),
        limit=max(DEFAULT_LIMIT, len(asked.getlist("id"))) if limit is None else limit,
        cursor=given.get("cursor"),
        offset=offset,
        count=read_flag("count", given, faults) or offset is not None,
        fields=read_fields(resource, given.get("fields"), faults),
    )
    refuse_faults(faults)
    return query


@cached_by_query
def parse_plain(query: bytes, resource: Resource) -> ListQuery:
    """Read the query string of a list of JSON, which may be trimmed, and have others embedded.

    Raises:
        ProblemError: as `parse`.
    """
    return parse(resource, parameters(query))


@cached_by_query
def parse_fields(query: bytes, resource: Resource) -> tuple[str, ...] | None:
    """Read the query string of a record in JSON: the fields to answer with; None is all of them.

    Raises:
        ProblemError: a parameter is unknown, or names what is no field.
    """
    given = parameters(query)
    refuse_unknown(given, [*TRIMMING])
    faults: list[Fault] = []
    fields = read_fields(resource, joined(given, "fields"), faults)
    refuse_faults(faults)
    return fields


def exclude_withdrawn(resource: Resource, filters: FilterValues) -> FilterValues:
    """Return filters that leave out what was withdrawn, unless they say something of that."""
    if "status" not in resource.filters or _says_of_status(filters):
        return filters
    return (*filters, (PUBLISHED, ()))


def _says_of_status(filters: FilterValues) -> bool:
    return any(name.startswith("status") or (name == OR and any(map(_says_of_status, of))) for name, of in filters)


def read_filters(resource: Resource, asked: QueryParams, faults: list[Fault]) -> FilterValues:
    """Read the filters that are asked for: those that all must hold, and alternatives."""
    given = {name: asked.getlist(name) for name in asked}
    group = read_group(resource, given, faults)
    return (*group, *read_alternatives(resource, given.get(OR, ()), faults))


def refuse_unknown(asked: Iterable[str], known: Sequence[str], filtered: Resource | None = None) -> None:
    """Refuse a query string that has a parameter which is not known.

    Args:
        asked: the parameters that it has.
        known: those that there are.
        filtered: what is filtered, by the filters of what it is related to as well.

    Raises:
        ProblemError: it names each such parameter, and the nearest that exists.
    """
    strangers = [name for name in dict.fromkeys(asked) if name not in known]
    if filtered:
        strangers = [name for name in strangers if not is_through(filtered, name)]
    beyond = asked.beyond if isinstance(asked, Parameters) else 0
    if strangers:
        those = tuple(sorted(known)) or ("none",)
        faults = few(strangers, lambda name: _unknown(name, known, those, filtered))
        if beyond:
            faults[MAX_ERRORS:] = [and_more(max(len(strangers) - MAX_ERRORS, 0) + beyond)]
        raise ProblemError("unknown-parameter", summary(faults), faults)
    if beyond:
        detail = f"The query string has {MAX_PARAMETERS + beyond} parameters: at most {MAX_PARAMETERS} are read."
        raise ProblemError("invalid-parameter", detail)


def _unknown(name: str, known: Sequence[str], those: tuple[str, ...], filtered: Resource | None) -> Fault:
    ours = meant(name, known)
    if filtered and THROUGH in name and not ours:
        return relation_fault(filtered, name)
    called = f": it is {ours} here" if ours else advice(name)
    return Fault(
        detail=f"there is no parameter {shown(name)}{called}",
        parameter=name,
        nearest=ours or nearest(name, [*known]),
        known=those,
    )


def read_fields(resource: Resource, text: str | None, faults: list[Fault]) -> tuple[str, ...] | None:
    """Read which fields to answer with; they keep the order that they have in a record."""
    if text is None:
        return None
    names = read_names("fields", text, faults)
    faults.extend(_strangers("fields", names, list(resource.fields), "has no field"))
    if len(set(names)) < len(names):
        faults.append(Fault(detail="names a field twice", parameter="fields"))
    return tuple(name for name in resource.fields if name in names)


def sort_keys(resource: Resource, sort: Iterable[str]) -> list[SortKey]:
    """Return the order of a list: the sort, then the natural order to break ties."""
    columns = resource.table.c
    keys: dict[str, SortKey] = {}
    for item in sort:
        name, descending = item.removeprefix("-"), item.startswith("-")
        for column in resource.natural_order if name == "id" else resource.sort_columns.get(name, (name,)):
            keys.setdefault(column, SortKey(columns[column], descending))
    for column in resource.natural_order:
        keys.setdefault(column, SortKey(columns[column]))
    return list(keys.values())


def _sort(resource: Resource, text: str | None, faults: list[Fault]) -> tuple[str, ...]:
    if text is None:
        return ()
    items = read_names("sort", text, faults)
    names = [item.removeprefix("-") for item in items]
    by_relevance = [name for name in names if name in _RELEVANCE] if resource.searched else []
    for name in by_relevance:
        detail = f"a list is not sorted by {shown(name)}, but /search?resource={resource.name}&sort=relevance is"
        faults.append(Fault(detail=detail, parameter="sort"))
    others = [name for name in names if name not in by_relevance]
    faults.extend(_strangers("sort", others, ["id", *resource.sorts], "cannot be sorted by"))
    if len(set(items)) < len(items):
        faults.append(Fault(detail="names a field twice", parameter="sort"))
    return tuple(items) if not faults else ()


def _strangers(parameter: str, names: Iterable[str], known: list[str], saying: str) -> list[Fault]:
    return few(
        [name for name in dict.fromkeys(names) if name not in known],
        lambda name: Fault(
            detail=f"a record {saying} {shown(name)}",
            parameter=parameter,
            nearest=nearest(name, known),
            known=tuple(known),
        ),
    )
