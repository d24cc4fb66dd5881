"""JSON: compact, UTF-8 unescaped, the same field order everywhere, nulls present."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from api.core.embedded import Embedded, Item
from api.core.resource import Resource

MEDIA_TYPE = "application/json"

_NULL = msgspec.Raw(b"null")


def _raw(value: str | None) -> msgspec.Raw:
    return _NULL if value is None else msgspec.Raw(value.encode())


def _boolean(value: int | None) -> bool | None:
    return None if value is None else bool(value)


class JsonRecords:
    """Encodes rows of a database as JSON objects.

    Args:
        name: what one record is called.
        fields: the names of the columns, in order.
        json_fields: those whose values are JSON text already.
        boolean_fields: those that may come as 0 and 1.
        embeds: whether records end with `_embedded`, the records that are embedded in them.
    """

    def __init__(
        self,
        name: str,
        fields: Sequence[str],
        json_fields: frozenset[str],
        boolean_fields: frozenset[str],
        *,
        embeds: bool = False,
    ) -> None:
        """Prepare the encoder."""
        further = ["_embedded"] if embeds else []
        self._struct = msgspec.defstruct(name, [(field, Any) for field in [*fields, *further]])
        self._width = len(fields)
        self._converters: list[tuple[int, Callable[[Any], Any]]] = [
            (position, _raw if field in json_fields else _boolean)
            for position, field in enumerate(fields)
            if field in json_fields or field in boolean_fields
        ]
        self._encoder = msgspec.json.Encoder()

    def one(self, row: Sequence[Any], embedded: Embedded | None = None) -> bytes:
        """Return a record as an object."""
        return self._encoder.encode(self.record(row, embedded))

    def many(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """Return records as an array of objects."""
        return self._encoder.encode([self.record(row) for row in rows])

    def many_with(self, records: Iterable[tuple[Sequence[Any], Embedded]]) -> bytes:
        """Return records, and what is embedded in each, as an array of objects."""
        return self._encoder.encode([self.record(row, embedded) for row, embedded in records])

    def record(self, row: Sequence[Any], embedded: Embedded | None = None) -> msgspec.Struct:
        """Return a record as what is encoded as an object."""
        values = list(row[: self._width])
        for position, convert in self._converters:
            values[position] = convert(values[position])
        if embedded is not None:
            values.append(_embedded(embedded))
        return self._struct(*values)


@lru_cache(maxsize=1024)
def records_of(resource: Resource, fields: tuple[str, ...] | None = None, *, embeds: bool = False) -> JsonRecords:
    """Return what encodes records of a resource; `fields` None is all of them."""
    names = resource.fields if fields is None else fields
    return JsonRecords(resource.public.__name__, names, resource.json_fields, resource.boolean_fields, embeds=embeds)


def _embedded(embedded: Embedded) -> Mapping[str, Any]:
    related = {
        name: [_item(item) for item in found] if isinstance(found, list) else found and _item(found)
        for name, found in embedded.related.items()
    }
    return related | {"truncated": embedded.truncated}


def _item(item: Item) -> msgspec.Struct:
    return records_of(item.resource, embeds=item.embedded is not None).record(item.row, item.embedded)
