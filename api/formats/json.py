"""JSON: compact, UTF-8 unescaped, the same field order everywhere, nulls present."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from api.core.resource import Resource

MEDIA_TYPE = "application/json"

_NULL = msgspec.Raw(b"null")


def _raw(value: str | None) -> msgspec.Raw:
    return _NULL if value is None else msgspec.Raw(value)


def _boolean(value: int | None) -> bool | None:
    return None if value is None else bool(value)


class JsonRecords:
    """Encodes rows of a database as JSON objects.

    Args:
        name: what one record is called.
        fields: the names of the columns, in order.
        json_fields: those whose values are JSON text already.
        boolean_fields: those that may come as 0 and 1.

    Attributes:
        width: how many values of a row make its record; what follows them is passed over.
    """

    def __init__(
        self, name: str, fields: Sequence[str], json_fields: frozenset[str], boolean_fields: frozenset[str]
    ) -> None:
        """Prepare the encoder."""
        self._struct = msgspec.defstruct(name, [(field, Any) for field in fields])
        self._embedding = msgspec.defstruct(name, [(field, Any) for field in (*fields, "_embedded")])
        self.width = len(fields)
        self._converters: list[tuple[int, Callable[[Any], Any]]] = [
            (position, _raw if field in json_fields else _boolean)
            for position, field in enumerate(fields)
            if field in json_fields or field in boolean_fields
        ]
        self._encoder = msgspec.json.Encoder()

    def one(self, row: Sequence[Any], embedded: Mapping[str, Any] | None = None) -> bytes:
        """Return a record as an object."""
        return self._encoder.encode(self.record(row, embedded))

    def many(self, rows: Iterable[Sequence[Any]], embedded: Iterable[Mapping[str, Any]] | None = None) -> bytes:
        """Return records, and what is embedded in each, as an array of objects."""
        return self._encoder.encode(
            list(map(self.record, rows) if embedded is None else map(self.record, rows, embedded))
        )

    def record(self, row: Sequence[Any], embedded: Mapping[str, Any] | None = None) -> msgspec.Struct:
        """Return a record as what is encoded as an object."""
        values = list(row[: self.width])
        for position, convert in self._converters:
            values[position] = convert(values[position])
        return self._struct(*values) if embedded is None else self._embedding(*values, embedded)


@lru_cache(maxsize=1024)
def records_of(resource: Resource, fields: tuple[str, ...] | None = None) -> JsonRecords:
    """Return what encodes records of a resource; `fields` None is all of them."""
    names = resource.fields if fields is None else fields
    return JsonRecords(resource.public.__name__, names, resource.json_fields, resource.boolean_fields)
