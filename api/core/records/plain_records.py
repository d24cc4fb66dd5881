"""Rows of the database as records in Python, of which every form but JSON is made.

How records are made of rows is handed to whatever reads them, so that what is embedded in a record is made as it is.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

import msgspec
import sqlalchemy as sa

from api.core.db.reader import Row
from api.core.records.resource import Resource


class RecordMaker(Hashable, Protocol):
    """Makes records of one kind of rows.

    Attributes:
        columns: what to select of the table for it.
        width: how many values of a row make its record, as many; what follows them is passed over.
    """

    columns: Sequence[sa.ColumnElement[Any]]
    width: int

    def records(self, rows: Iterable[Row], embedded: Iterable[Mapping[str, Any]] | None = None) -> list[Any]:
        """Return a record for each row, with what is embedded in each."""


class MakesRecords(Protocol):
    """Tells what makes the records of a resource; `fields` None is all of them."""

    def __call__(self, resource: Resource, fields: tuple[str, ...] | None = None) -> RecordMaker:
        """Return it."""


class PlainRecords:
    """Makes mappings of rows.

    Args:
        fields: the names of the columns, in order.
        json_fields: those whose values are JSON text.
        boolean_fields: those that may come as 0 and 1.
        columns: what to select for them.

    Attributes:
        columns: the same.
        width: how many values of a row make its record; what follows them is passed over.
    """

    def __init__(
        self,
        fields: Sequence[str],
        json_fields: frozenset[str],
        boolean_fields: frozenset[str],
        columns: Sequence[sa.ColumnElement[Any]],
    ) -> None:
        """Find where the values are that must be read."""
        self.columns = columns
        self.width = len(fields)
        self._fields = fields
        self._json = [position for position, field in enumerate(fields) if field in json_fields]
        self._boolean = [position for position, field in enumerate(fields) if field in boolean_fields]
        self._decode = msgspec.json.Decoder().decode

    def records(self, rows: Iterable[Row], embedded: Iterable[Mapping[str, Any]] | None = None) -> list[dict[str, Any]]:
        """Return a mapping for each row; what is embedded in each stands under `_embedded`."""
        columns: list[Any] = list(zip(*rows, strict=True))[: self.width]
        for position in self._json if columns else ():
            columns[position] = [None if value is None else self._decode(value) for value in columns[position]]
        for position in self._boolean if columns else ():
            columns[position] = [None if value is None else bool(value) for value in columns[position]]
        made = [dict(zip(self._fields, values, strict=True)) for values in zip(*columns, strict=True)]
        if embedded is None:
            return made
        return [{**record, "_embedded": within} for record, within in zip(made, embedded, strict=True)]


@lru_cache(maxsize=256)
def plain_records_of(resource: Resource, fields: tuple[str, ...] | None = None) -> PlainRecords:
    """Return what makes mappings of rows of a resource; `fields` None is all of them."""
    names = resource.fields if fields is None else fields
    return PlainRecords(names, resource.json_fields, resource.boolean_fields, resource.select(names))
