"""Bodies of writing requests: read strictly, held to a shape, each fault with its JSON Pointer."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import SQLModel

from api.core.columns import MAX_INTEGER
from api.core.problems import Fault, ProblemError, nearest

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
"""The type of a JSON Merge Patch (RFC 7396)."""

Body = dict[str, Any]
Shape = TypeVar("Shape", bound=SQLModel)


def decode(content: bytes) -> Any:
    """Read a body as JSON.

    Raises:
        ProblemError: `malformed-body`, where it is none, or has a name twice in an object; `invalid-body`,
            where a value is none that a database can hold.
    """
    try:
        value = json.loads(content.decode(), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ProblemError("malformed-body", f"The body is not JSON: {error}.") from error
    refuse(list(_unstorable(value, ())))
    return value


def read(shape: type[Shape], value: Mapping[str, Any]) -> Shape:
    """Return an object as a shape.

    Raises:
        ProblemError: `invalid-body`, with every fault.
    """
    try:
        return shape.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        faults = [_fault(item, shape) for item in error.errors()]
        refuse(faults)
        raise


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
    return [_unknown(name, known) for name in body if name not in known]


def pointer(*path: str | int) -> str:
    """Return the JSON Pointer (RFC 6901) of a place in a body."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def refuse(faults: Iterable[Fault]) -> None:
    """Refuse a body in which faults were found.

    Raises:
        ProblemError: `invalid-body`, where there are any.
    """
    if found := list(faults):
        summary = "; ".join(f"{fault.pointer or 'the body'}: {fault.detail}" for fault in found[:10])
        raise ProblemError("invalid-body", summary, found)


def merged(target: Any, patch: Any) -> Any:
    """Return a value with a JSON Merge Patch applied (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def _object(pairs: list[tuple[str, Any]]) -> Body:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        message = f"an object has {next(name for name in names if names.count(name) > 1)!r} twice"
        raise ValueError(message)
    return found


def _refuse_constant(text: str) -> None:
    message = f"{text} is no JSON value"
    raise ValueError(message)


def _unstorable(value: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _unstorable(name, (*path, name))
            yield from _unstorable(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unstorable(inner, (*path, place))
    elif isinstance(value, str) and any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value):
        # The pointer is part of the answer, which is UTF-8: a name that has none is shown with marks.
        shown = pointer(*path).encode("utf-8", "replace").decode()
        yield Fault(detail="holds a character that no database holds: NUL, or half of a pair", pointer=shown)
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_INTEGER:
        yield Fault(detail=f"is not a whole number up to {MAX_INTEGER}", pointer=pointer(*path))


def _fault(item: Mapping[str, Any], shape: type[SQLModel]) -> Fault:
    path = [part for part in item["loc"] if part != "[key]"]
    if item["type"] == "extra_forbidden":
        known = list(shape.model_fields) if len(path) == 1 else []
        return _unknown(str(path[-1]), known, path)
    if item["type"] == "missing":
        return Fault(detail="is needed, and is not there", pointer=pointer(*path))
    if item["type"] == "literal_error":
        options = [option.strip("'") for option in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        detail = f"{item['input']!r} is none of {', '.join(options)}"
        return Fault(detail=detail, pointer=pointer(*path), nearest=nearest(str(item["input"]), options))
    detail = str(item["ctx"]["error"]) if item["type"] == "value_error" else str(item["msg"])
    return Fault(detail=detail, pointer=pointer(*path))


def _unknown(name: str, known: Sequence[str], path: Sequence[str | int] = ()) -> Fault:
    there = f"; there are: {', '.join(known)}" if known else ""
    return Fault(
        detail=f"there is no field {name!r}{there}",
        pointer=pointer(*(path or [name])),
        nearest=nearest(name, list(known)),
    )
