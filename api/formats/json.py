"""JSON: compact, UTF-8 unescaped, the same field order everywhere, nulls present."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

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
    """

    def __init__(
        self, name: str, fields: Sequence[str], json_fields: frozenset[str], boolean_fields: frozenset[str]
    ) -> None:
        """Prepare the encoder."""
        self._struct = msgspec.defstruct(name, [(field, Any) for field in fields])
        self._width = len(fields)
        self._converters: list[tuple[int, Callable[[Any], Any]]] = [
            (position, _raw if field in json_fields else _boolean)
            for position, field in enumerate(fields)
            if field in json_fields or field in boolean_fields
        ]
        self._encoder = msgspec.json.Encoder()

    def one(self, row: Sequence[Any]) -> bytes:
        """Return a record as an object."""
        return self._encoder.encode(self._record(row))

    def many(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """Return records as an array of objects."""
        return self._encoder.encode([self._record(row) for row in rows])

    def _record(self, row: Sequence[Any]) -> msgspec.Struct:
        values = list(row[: self._width])
        for position, convert in self._converters:
            values[position] = convert(values[position])
        return self._struct(*values)
