"""Bodies of writing requests: read strictly, held to a shape, each fault with its JSON Pointer."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import SQLModel

from api.core.db.columns import MAX_INTEGER
from api.core.http.problems import Fault, ProblemError, few, nearest, shown, summary
from api.core.http.validation_words import words_of

Body = dict[str, Any]
Shape = TypeVar("Shape", bound=SQLModel)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LISTED = 10_000
"""Of how many faults each is looked at."""
_AT_ONCE = 10_000
"""How many members the objects of a list may have together to be looked at at once."""


def decode(content: bytes) -> Any:
    """Read a body as JSON, of which `refuse_excess` has found that it is not too much, and each name once.

    Raises:
        ProblemError: `malformed-body`, where it is none; `invalid-body`, where a value is none that a database can
            hold.
    """
    try:
        value = json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ProblemError("malformed-body", f"The body is not JSON: {error}.") from error
    escaped = b"\\u" in content  # else every string is what UTF-8 can say, without control characters
    refuse(_unstorable(value, (), escaped=escaped))
    return value


def read(shape: type[Shape], value: Mapping[str, Any]) -> Shape:
    """Return an object as a shape.

    Raises:
        ProblemError: `invalid-body`, with every fault.
    """
    for name, items in value.items():
        if isinstance(items, list) and sum(map(_members, items)) > _AT_ONCE:
            _refuse_in_parts(shape, name, items)
    try:
        return _validated(shape, value)
    except ValidationError as error:
        _refuse(error.errors(include_url=False), shape)
        raise


def _validated(shape: type[Shape], value: Mapping[str, Any]) -> Shape:
    return shape.model_validate_json(json.dumps(value), strict=True)


def _refuse_in_parts(shape: type[SQLModel], name: str, items: Sequence[Any]) -> None:
    """Refuse a long list of objects if some are at fault, without looking at all: pydantic holds a kB of each fault.

    Raises:
        ProblemError: `invalid-body`.
    """
    start = 0
    while start < len(items):
        end, members = start, 0
        while end < len(items) and members <= _AT_ONCE:
            members += _members(items[end])
            end += 1
        try:
            _validated(shape, {name: items[start:end]})
        except ValidationError as error:
            # The other fields are not there now.
            faults = [item for item in error.errors(include_url=False) if item["loc"][0] == name and item["loc"][1:]]
            for item in faults:
                _, place, *within = item["loc"]
                item["loc"] = (name, int(place) + start, *within)
            _refuse(faults, shape)
        start = end


def _members(item: Any) -> int:
    return len(item) if isinstance(item, dict) else 0


def _refuse(found: Sequence[Mapping[str, Any]], shape: type[SQLModel]) -> None:
    lists = set[str]()
    refuse(few(found, lambda item: _fault(item, shape, lists)))


def read_record(shape: type[SQLModel], value: Mapping[str, Any]) -> Body:
    """Return the fields of a record, as a shape has them; within a field, null says nothing, and is left out.

    Raises:
        ProblemError: `invalid-body`, with every fault.
    """
    dumped = read(shape, value).model_dump(exclude_none=True)
    return {name: dumped.get(name) for name in shape.model_fields}


def as_object(body: Any) -> Body:
    """Return a body that is an object.

    Raises:
        ProblemError: `invalid-body`, where it is something else.
    """
    if not isinstance(body, dict):
        refuse([Fault(detail="is not an object", pointer="")])
    return dict(body)


def unknown(body: Mapping[str, Any], known: Sequence[str]) -> list[Fault]:
    """Return a fault for each field of a body that is not known."""
    return few([name for name in body if name not in known], lambda name: _unknown(name, known))


def pointer(*path: str | int) -> str:
    """Return the JSON Pointer (RFC 6901) of a place in a body."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def refuse(faults: Iterable[Fault]) -> None:
    """Refuse a body in which faults were found.

    Raises:
        ProblemError: `invalid-body`, where there are any.
    """
    if found := list(islice(faults, _LISTED)):
        raise ProblemError("invalid-body", summary(found), found)


def _refuse_constant(text: str) -> None:
    message = f"{text} is no JSON value"
    raise ValueError(message)


def _unstorable(value: Any, path: tuple[str | int, ...], *, escaped: bool) -> Iterator[Fault]:
    """Yield a fault for each value that no database holds; strings can only be such where any has an escape."""
    if isinstance(value, dict):
        if escaped:
            yield from (fault for name in value for fault in _unstorable(name, (*path, name), escaped=True))
        yield from _unstorable_within(value.items(), path, escaped=escaped)
    elif isinstance(value, list):
        yield from _unstorable_within(enumerate(value), path, escaped=escaped)
    elif isinstance(value, str):
        if escaped and _UNSTORABLE.search(value):
            # The pointer is part of the answer, which is UTF-8: a name that has none is shown with marks.
            where = pointer(*path).encode("utf-8", "replace").decode()
            yield Fault(detail="holds a character that no database holds: NUL, or half of a pair", pointer=where)
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_INTEGER:
        yield Fault(detail=f"is not a whole number up to {MAX_INTEGER}", pointer=pointer(*path))


def _unstorable_within(
    items: Iterable[tuple[str | int, Any]], path: tuple[str | int, ...], *, escaped: bool
) -> Iterator[Fault]:
    for place, inner in items:
        if escaped or not isinstance(inner, str):
            yield from _unstorable(inner, (*path, place), escaped=escaped)


def _fault(item: Mapping[str, Any], shape: type[SQLModel], lists: set[str]) -> Fault:
    """Return a fault that pydantic found; `lists` are the lists of values that were told before."""
    path = [part for part in item["loc"] if part != "[key]"]
    if item["type"] == "extra_forbidden":
        known = list(shape.model_fields) if len(path) == 1 else []
        return _unknown(str(path[-1]), known, path)
    if item["type"] == "missing":
        return Fault(detail="is needed, and is not there", pointer=pointer(*path))
    if item["type"] == "literal_error":
        options = [option.strip("'") for option in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        values = ", ".join(options)
        detail = f"{shown(item['input'])} is none of {'these either' if values in lists else values}"
        lists.add(values)
        return Fault(detail=detail, pointer=pointer(*path), nearest=nearest(str(item["input"]), options))
    return Fault(detail=words_of(item, shape), pointer=pointer(*path))


def _unknown(name: str, known: Sequence[str], path: Sequence[str | int] = ()) -> Fault:
    return Fault(
        detail=f"there is no field {shown(name)}",
        pointer=pointer(*(path or [name])),
        nearest=nearest(name, list(known)),
        known=tuple(known),
    )
