"""What a list was asked for: filters, sort, page, read from the query string and checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import QueryParams

from api.core.paging import CURSOR_PATTERN, Key
from api.core.problems import Fault, ProblemError, nearest
from api.core.resource import Filter, Resource

DEFAULT_LIMIT = 50
MAX_LIMIT = 1000
MAX_VALUES = 100
"""How often a filter may be repeated."""

PAGING = ("sort", "limit", "cursor")


@dataclass(frozen=True)
class ListQuery:
    """A list request, checked.

    Attributes:
        filters: the values asked for, by filter.
        sort: the fields to sort by; a minus before one turns its order round.
        limit: the most records to answer with.
        cursor: where to begin; None is the start.
    """

    filters: tuple[tuple[str, tuple[Any, ...]], ...]
    sort: tuple[str, ...]
    limit: int
    cursor: str | None


def parse(resource: Resource, parameters: QueryParams) -> ListQuery:
    """Read a query string.

    Raises:
        ProblemError: a parameter is unknown, repeated where it may not be, or of the wrong type; it
            names every such parameter.
    """
    refuse_unknown(parameters, [*resource.filters, *PAGING])
    faults: list[Fault] = []
    filters = tuple(
        (name, tuple(_values(item, parameters.getlist(name), faults)))
        for name, item in sorted(resource.filters.items())
        if name in parameters
    )
    faults += [Fault(detail="give it once", parameter=name) for name in PAGING if len(parameters.getlist(name)) > 1]
    query = ListQuery(
        filters=filters,
        sort=_sort(resource, parameters.get("sort"), faults),
        limit=_limit(parameters.get("limit"), faults),
        cursor=parameters.get("cursor"),
    )
    if faults:
        raise ProblemError("invalid-parameter", _summary(faults), faults)
    return query


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


def sort_keys(resource: Resource, sort: Iterable[str]) -> list[Key]:
    """Return the order of a list: the sort, then the natural order to break ties."""
    columns = resource.table.c
    keys: dict[str, Key] = {}
    for item in sort:
        name, descending = item.removeprefix("-"), item.startswith("-")
        for column in resource.natural_order if name == "id" else (name,):
            keys.setdefault(column, Key(columns[column], descending))
    for column in resource.natural_order:
        keys.setdefault(column, Key(columns[column]))
    return list(keys.values())


def parameters(resource: Resource) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters of a list."""
    described = [
        {
            "name": item.name,
            "in": "query",
            "required": False,
            "description": f"{item.description} Repeat it to admit any of several values.",
            "style": "form",
            "explode": True,
            "schema": {"type": "array", "items": item.schema, "minItems": 1, "maxItems": MAX_VALUES},
        }
        for item in resource.filters.values()
    ]
    names = [sign + name for name in ("id", *resource.sorts) for sign in ("", "-")]
    return [
        *described,
        {
            "name": "sort",
            "in": "query",
            "required": False,
            "description": "The fields to sort by, joined with commas; a minus turns a field's order round. Nulls come "
            f"last, text sorts by code point, ties and `id` go by {' and '.join(resource.natural_order)}.",
            "style": "form",
            "explode": False,
            "schema": {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1, "uniqueItems": True},
            "example": ["id"],
        },
        {
            "name": "limit",
            "in": "query",
            "required": False,
            "description": "The most records of one page.",
            "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        },
        {
            "name": "cursor",
            "in": "query",
            "required": False,
            "description": "Where the page begins: leave it out for the first page, then follow `Link: rel=next`.",
            "schema": {"type": "string", "format": "cursor", "pattern": CURSOR_PATTERN},
        },
    ]


def _values(item: Filter, texts: list[str], faults: list[Fault]) -> Iterable[Any]:
    if len(texts) > MAX_VALUES:
        faults.append(Fault(detail=f"has {len(texts)} values, more than {MAX_VALUES}", parameter=item.name))
        return
    for text in dict.fromkeys(texts):
        try:
            value = item.adapter.validate_strings(text, strict=True)
        except ValidationError as error:
            faults.append(_wrong(item, text, error.errors()[0]["msg"]))
        else:
            plain = value if isinstance(value, str) else item.adapter.dump_json(value).decode()
            if plain != text:
                faults.append(Fault(detail=f"{text!r}: write it as {plain}", parameter=item.name))
            yield value


def _wrong(item: Filter, text: str, message: str) -> Fault:
    options = [str(option) for option in item.schema.get("enum", [])]
    examples = item.schema.get("examples")
    if options:
        detail = f"{text!r} is none of {', '.join(options)}"
    elif examples:
        detail = f"{text!r} is not of the form: one looks like {examples[0]}"
    elif item.schema["type"] == "integer":
        detail = f"{text!r} is not a whole number of its range; repeat the parameter for several"
    elif item.schema["type"] == "boolean":
        detail = f"{text!r} is neither true nor false"
    else:
        detail = f"{text!r}: {message}"
    return Fault(detail=detail, parameter=item.name, nearest=nearest(text, options))


def _sort(resource: Resource, text: str | None, faults: list[Fault]) -> tuple[str, ...]:
    if text is None:
        return ()
    known = ["id", *resource.sorts]
    items = text.split(",")
    for item in items:
        name = item.removeprefix("-")
        if name not in known:
            faults.append(
                Fault(
                    detail=f"cannot sort by {name!r}, only by {', '.join(known)}",
                    parameter="sort",
                    nearest=nearest(name, known),
                )
            )
    if len(set(items)) < len(items):
        faults.append(Fault(detail="names a field twice", parameter="sort"))
    return tuple(items)


def _limit(text: str | None, faults: list[Fault]) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if text.isascii() and text.isdigit() and len(text) <= len(str(MAX_LIMIT)) and 1 <= int(text) <= MAX_LIMIT:
        return int(text)
    faults.append(Fault(detail=f"{text!r} is not a whole number from 1 to {MAX_LIMIT}", parameter="limit"))
    return DEFAULT_LIMIT


def _summary(faults: list[Fault]) -> str:
    return "; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults)
