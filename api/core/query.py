"""What a list was asked for: filters, sort, page and fields, read from the query string and checked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import QueryParams

from api.core.filters import Asked, Parameter
from api.core.paging import Key
from api.core.problems import Fault, ProblemError, nearest
from api.core.resource import Resource

DEFAULT_LIMIT = 50
MAX_LIMIT = 1000
MAX_OFFSET = 1_000_000
MAX_VALUES = 100
"""How often a filter may be repeated."""

TRIMMING = ("fields", "embed", "embed_limit")  # what JSON alone can be asked to hold
PAGING = ("sort", "limit", "cursor", "offset", "count", *TRIMMING)
GRID = ("_start", "_end", "_sort", "_order")
"""The dialect of json-server, which admin grids speak."""
_ORDERS = {"asc": "", "ASC": "", "desc": "-", "DESC": "-"}


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

    filters: Asked
    sort: tuple[str, ...]
    limit: int
    cursor: str | None
    offset: int | None
    count: bool
    fields: tuple[str, ...] | None


def parse(resource: Resource, parameters: QueryParams, beside: Collection[str] | None = None) -> ListQuery:
    """Read a query string; `beside` names the parameters that a form has of its own, where it is not JSON.

    Raises:
        ProblemError: a parameter is unknown, repeated where it may not be, or of the wrong type; it
            names every such parameter.
    """
    paging = PAGING if beside is None else [*beside, *(name for name in PAGING if name not in TRIMMING)]
    refuse_unknown(parameters, [*resource.parameters, *paging, *GRID])
    faults = [
        Fault(detail="give it once", parameter=name) for name in (*PAGING, *GRID) if len(parameters.getlist(name)) > 1
    ]
    filters = read_filters(resource, parameters, faults)
    given = _from_grid(parameters, faults)
    offset = read_integer("offset", given, 0, MAX_OFFSET, faults)
    if offset is not None and "cursor" in given:
        faults.append(Fault(detail="give a cursor or an offset, not both", parameter="offset"))
    limit = read_integer("limit", given, 1, MAX_LIMIT, faults)
    query = ListQuery(
        filters=filters,
        sort=_sort(resource, given.get("sort"), faults),
        limit=max(DEFAULT_LIMIT, len(parameters.getlist("id"))) if limit is None else limit,
        cursor=given.get("cursor"),
        offset=offset,
        count=_flag("count", given, faults) or offset is not None,
        fields=read_fields(resource, given.get("fields"), faults),
    )
    refuse_faults(faults)
    return query


def read_filters(
    resource: Resource, parameters: QueryParams, faults: list[Fault]
) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Read the values of the filters that are asked for, by filter."""
    return tuple(
        (name, tuple(read_values(item, parameters.getlist(name), faults)))
        for name, item in sorted(resource.parameters.items())
        if name in parameters
    )


def refuse_unknown(parameters: Iterable[str], known: list[str]) -> None:
    """Refuse a query string that has a parameter which is not known.

    Raises:
        ProblemError: it names each such parameter, and the nearest that exists.
    """
    faults = [
        Fault(
            detail=f"there is no parameter {name!r}; there are: {', '.join(sorted(known)) or 'none'}",
            parameter=name,
            nearest=nearest(name, known),
        )
        for name in dict.fromkeys(parameters)
        if name not in known
    ]
    if faults:
        raise ProblemError("unknown-parameter", _summary(faults), faults)


def refuse_faults(faults: list[Fault]) -> None:
    """Refuse a query string in which faults were found.

    Raises:
        ProblemError: there are any.
    """
    if faults:
        raise ProblemError("invalid-parameter", _summary(faults), faults)


def read_fields(resource: Resource, text: str | None, faults: list[Fault]) -> tuple[str, ...] | None:
    """Read which fields to answer with; they keep the order that they have in a record."""
    if text is None:
        return None
    asked = text.split(",")
    faults.extend(_strangers("fields", asked, list(resource.fields), "has no field"))
    if len(set(asked)) < len(asked):
        faults.append(Fault(detail="names a field twice", parameter="fields"))
    return tuple(name for name in resource.fields if name in asked)


def sort_keys(resource: Resource, sort: Iterable[str]) -> list[Key]:
    """Return the order of a list: the sort, then the natural order to break ties."""
    columns = resource.table.c
    keys: dict[str, Key] = {}
    for item in sort:
        name, descending = item.removeprefix("-"), item.startswith("-")
        for column in resource.natural_order if name == "id" else resource.sort_columns.get(name, (name,)):
            keys.setdefault(column, Key(columns[column], descending))
    for column in resource.natural_order:
        keys.setdefault(column, Key(columns[column]))
    return list(keys.values())


def read_values(item: Parameter, texts: list[str], faults: list[Fault]) -> Iterable[Any]:
    """Read the values of a parameter."""
    most = 1 if item.single else MAX_VALUES
    if len(texts) > most:
        faults.append(Fault(detail=f"has {len(texts)} values, more than {most}", parameter=item.name))
        return
    for text in dict.fromkeys(texts):
        try:
            value = item.adapter.validate_strings(text, strict=True)
        except ValidationError as error:
            faults.append(_wrong(item, text, error))
        else:
            # A text that is read as another, as `EN` is as `en`, is another spelling of the same.
            plain = text if isinstance(value, str) else item.adapter.dump_json(value).decode()
            if plain != text:
                faults.append(Fault(detail=f"{text!r}: write it as {plain}", parameter=item.name))
            yield value


def _from_grid(parameters: QueryParams, faults: list[Fault]) -> Mapping[str, str]:
    """Say in our own words what was asked in the dialect of admin grids."""
    given = {name: parameters[name] for name in PAGING if name in parameters}
    grid = {name: parameters[name] for name in GRID if name in parameters}
    said = {"_start": ("offset", "cursor"), "_end": ("limit", "cursor"), "_sort": ("sort",), "_order": ("sort",)}
    for name in grid:
        for other in said[name]:
            if other in given:
                faults.append(Fault(detail=f"says what {other} says: give one of them", parameter=name))
    if "_start" in grid or "_end" in grid:
        start = read_integer("_start", grid, 0, MAX_OFFSET, faults) or 0
        end = read_integer("_end", grid, start + 1, start + MAX_LIMIT, faults)
        given["offset"] = str(start)
        if end is not None:
            given["limit"] = str(end - start)
    orders = grid.get("_order", "asc").split(",")
    fields = grid["_sort"].split(",") if "_sort" in grid else orders
    if len(orders) not in {1, len(fields)} or not _ORDERS.keys() >= set(orders):
        faults.append(Fault(detail="give asc or desc, for each field of _sort", parameter="_order"))
    elif "_sort" in grid:
        orders *= len(fields) if len(orders) == 1 else 1
        given["sort"] = ",".join(_ORDERS[order] + name for name, order in zip(fields, orders, strict=True))
    return given


def _wrong(item: Parameter, text: str, error: ValidationError) -> Fault:
    [first, *_] = error.errors()
    options = [str(option) for option in item.schema.get("enum", [])]
    examples = item.schema.get("examples")
    if first["type"] == "value_error":  # a check of ours, which says what is wrong
        detail = str(first["ctx"]["error"])
    elif options:
        detail = f"{text!r} is none of {', '.join(options)}"
    elif examples:
        detail = f"{text!r} is not of the form: one looks like {examples[0]}"
    elif item.schema["type"] == "integer":
        detail = f"{text!r} is not a whole number of its range; repeat the parameter for several"
    elif item.schema["type"] == "boolean":
        detail = f"{text!r} is neither true nor false"
    else:
        detail = f"{text!r}: {first['msg']}"
    return Fault(detail=detail, parameter=item.name, nearest=nearest(text, options))


def _sort(resource: Resource, text: str | None, faults: list[Fault]) -> tuple[str, ...]:
    if text is None:
        return ()
    items = text.split(",")
    names = [item.removeprefix("-") for item in items]
    faults.extend(_strangers("sort", names, ["id", *resource.sorts], "cannot be sorted by"))
    if len(set(items)) < len(items):
        faults.append(Fault(detail="names a field twice", parameter="sort"))
    return tuple(items) if not faults else ()


def _strangers(parameter: str, asked: list[str], known: list[str], saying: str) -> Iterable[Fault]:
    return (
        Fault(
            detail=f"a record {saying} {name!r}; there are: {', '.join(known)}",
            parameter=parameter,
            nearest=nearest(name, known),
        )
        for name in asked
        if name not in known
    )


def read_integer(name: str, given: Mapping[str, str], least: int, most: int, faults: list[Fault]) -> int | None:
    """Read a whole number within bounds; None where none is given."""
    text = given.get(name)
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    faults.append(Fault(detail=f"{text!r} is not a whole number from {least} to {most}", parameter=name))
    return None


def _flag(name: str, given: Mapping[str, str], faults: list[Fault]) -> bool:
    if given.get(name, "false") not in {"true", "false"}:
        faults.append(Fault(detail=f"{given[name]!r} is neither true nor false", parameter=name))
    return given.get(name) == "true"


def _summary(faults: list[Fault]) -> str:
    return "; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults)
