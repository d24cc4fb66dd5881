"""Records as JSON: compact, UTF-8 unescaped, the same field order everywhere, nulls present.

A record is stored as these very bytes beside its columns (`documents.py`), and mostly served from there.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.records.resource import Resource

_CHUNK = 500
"""How many records one statement reads by their ids."""
_NULL = msgspec.Raw(b"null")

encode = msgspec.json.Encoder().encode
"""Encodes records, or whatever else JSON can hold."""


class JsonRecords:
    """Encodes rows of a database as JSON objects.

    Args:
        name: what one record is called.
        fields: the names of the columns, in order.
        json_fields: those whose values are JSON text already.
        boolean_fields: those that may come as 0 and 1.
        columns: what to select for them, where they are a resource's.

    Attributes:
        columns: the same.
        width: how many values of a row make its record; what follows them is passed over.
    """

    def __init__(
        self,
        name: str,
        fields: Sequence[str],
        json_fields: frozenset[str],
        boolean_fields: frozenset[str],
        columns: Sequence[sa.ColumnElement[Any]] = (),
    ) -> None:
        """Prepare the encoder."""
        self.columns = columns
        # Nothing that a record holds leads back to it, so that the garbage collector need not look.
        self._struct = msgspec.defstruct(name, [(field, Any) for field in fields], gc=False)
        self._embedding = msgspec.defstruct(name, [(field, Any) for field in (*fields, "_embedded")], gc=False)
        self.width = len(fields)
        self._json = [position for position, field in enumerate(fields) if field in json_fields]
        self._boolean = [position for position, field in enumerate(fields) if field in boolean_fields]

    def one(self, row: Sequence[Any], embedded: Mapping[str, Any] | None = None) -> bytes:
        """Return a record as an object."""
        return encode(self.records([row], None if embedded is None else [embedded])[0])

    def many(self, rows: Iterable[Sequence[Any]], embedded: Iterable[Mapping[str, Any]] | None = None) -> bytes:
        """Return records, and what is embedded in each, as an array of objects."""
        return encode(self.records(rows, embedded))

    def records(
        self, rows: Iterable[Sequence[Any]], embedded: Iterable[Mapping[str, Any]] | None = None
    ) -> list[msgspec.Struct]:
        """Return records as what is encoded as objects: made column by column, which takes two thirds of the time."""
        columns: list[Any] = list(zip(*rows, strict=True))[: self.width]
        if not columns:
            return []
        for position in self._json:
            columns[position] = [_NULL if value is None else msgspec.Raw(value) for value in columns[position]]
        for position in self._boolean:
            columns[position] = [None if value is None else bool(value) for value in columns[position]]
        if embedded is None:
            return list(map(self._struct, *columns))
        return list(map(self._embedding, *columns, embedded))


def read_rows(connection: sa.Connection, resource: Resource, ids: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Return records as `records_of` takes them, their rows with JSON as its text, by id."""
    place = resource.fields.index("id")
    found: dict[str, Sequence[Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = connection.execute(_by_ids(resource), {"ids": ids[start : start + _CHUNK]})
        found |= {row[place]: tuple(row) for row in rows}
    return found


@lru_cache(maxsize=256)
def _by_ids(resource: Resource) -> sa.Select[Any]:
    """Return the query for some records: put together once, since that takes longer than to run it."""
    return sa.select(*resource.select_text()).where(resource.table.c.id.in_(sa.bindparam("ids", expanding=True)))


@lru_cache(maxsize=256)
def records_of(resource: Resource, fields: tuple[str, ...] | None = None) -> JsonRecords:
    """Return what encodes records of a resource; `fields` None is all of them."""
    names = resource.fields if fields is None else fields
    columns = resource.select(names)
    return JsonRecords(resource.public.__name__, names, resource.json_fields, resource.boolean_fields, columns)
