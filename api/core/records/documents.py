"""Records as the bytes in which they are served, stored beside their columns.

Each table of records has a column `document`: the JSON of the record, as `json_records.py` makes it of the columns. It
is written with each version (`core/write/version_recorder.py`), and after packs were loaded (`core/versions/
document_filling.py`). Where it is NULL, or was made by another layout of the record, the columns are read instead.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2s
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import SqlText, json_array
from api.core.db.reader import Row
from api.core.records.base_record import table_of
from api.core.records.json_records import encode, records_of
from api.core.records.plain_records import MakesRecords, RecordMaker, plain_records_of
from api.core.records.resource import DOCUMENT, TYPE, Resource

_T = TypeVar("_T")
_decode = msgspec.json.decode

_ENCODING = "1"
"""Which bytes `json_records.py` makes of the same columns: to be raised with every change of that."""


class DocumentLayout(SQLModel, table=True):
    """The layout that the documents of a resource have; a resource that is not told of has none to be read."""

    __tablename__ = "document_layouts"

    resource: str = Field(primary_key=True, sa_type=SqlText)
    layout: str = Field(sa_type=SqlText)


LAYOUTS = table_of(DocumentLayout).c


RowsById = dict[Resource, dict[str, Row]]
"""Rows of records, as `records_of` takes them, by their ids."""


class DocumentsMissingError(Exception):
    """A record has no document, or none of this layout: read its columns."""


@lru_cache
def layout_of(resource: Resource) -> str:
    """Return what tells apart the documents of a resource that were made otherwise: a hash of its fields."""
    fields = [(name, name in resource.json_fields, name in resource.boolean_fields) for name in resource.fields]
    return blake2s(msgspec.json.encode([_ENCODING, fields]), digest_size=12).hexdigest()


def document_of(resource: Resource) -> sa.ColumnElement[bytes | None]:
    """Return what selects the document of a record; NULL where it has none of this layout."""
    stored = sa.select(LAYOUTS.layout).where(LAYOUTS.resource == resource.name).scalar_subquery()
    return sa.case((stored == layout_of(resource), resource.table.c[DOCUMENT])).label(DOCUMENT)


def encode_documents(resource: Resource, names: Sequence[str], rows: Iterable[Row]) -> list[bytes]:
    """Return the documents of records, of whose rows the values have these names, all that are stored among them."""
    fields = itemgetter(*map((*names, TYPE).index, resource.fields))
    told = (fields((*row, resource.singular)) for row in rows)
    return list(map(encode, records_of(resource).records(told)))


class _OfDocuments:
    """What is made of the documents of records.

    Args:
        resource: what kind of records they are.

    Attributes:
        columns: what to select of the resource's table.
        width: how many values of a row make its record.
    """

    width = 1

    def __init__(self, resource: Resource) -> None:
        """Select the document alone."""
        self.columns: Sequence[sa.ColumnElement[Any]] = [document_of(resource)]


class DocumentRecords(_OfDocuments):
    """Takes records as their documents."""

    def records(self, rows: Iterable[Row], embedded: Iterable[Mapping[str, Any]] | None = None) -> list[msgspec.Raw]:
        """Return records as JSON, with what is embedded in each.

        Raises:
            DocumentsMissingError: one has no document.
        """
        documents = _all_stored(rows)
        if embedded is not None:
            both = zip(documents, map(encode, embedded), strict=True)
            documents = [b'%b,"_embedded":%b}' % (document[:-1], within) for document, within in both]
        return list(map(msgspec.Raw, documents))


class DecodedDocuments(_OfDocuments):
    """Takes records as mappings, each decoded of its document at once."""

    def records(self, rows: Iterable[Row], embedded: Iterable[Mapping[str, Any]] | None = None) -> list[dict[str, Any]]:
        """Return a mapping for each row; what is embedded in each stands under `_embedded`.

        Raises:
            DocumentsMissingError: one has no document.
        """
        records = list(map(_decode, _all_stored(rows)))
        if embedded is not None:
            for record, within in zip(records, embedded, strict=True):
                record["_embedded"] = within
        return records


def _all_stored(rows: Iterable[Row]) -> list[Any]:
    documents = [row[0] for row in rows]
    if None in documents:
        raise DocumentsMissingError
    return documents


class DocumentLines:
    """Writes whole records as lines of JSON: their documents, and of those that have none, their columns.

    A list that is streamed cannot begin again where one is missing.

    Args:
        resource: what kind of records they are.

    Attributes:
        columns: what to select of the resource's table.
    """

    def __init__(self, resource: Resource) -> None:
        """Select the document, and where there is none the columns, as one value."""
        document = document_of(resource)
        held = sa.case((document.element.is_(None), json_array(*resource.select_text())))
        self.columns: Sequence[sa.ColumnElement[Any]] = [document, held.label("held")]
        self._encode = records_of(resource).one

    def encode(self, rows: Iterable[Row]) -> bytes:
        """Return rows as lines."""
        return b"".join(
            [b"%b\n" % (self._encode(_decode(held)) if document is None else document) for document, held in rows]
        )


@lru_cache
def lines_of(resource: Resource) -> DocumentLines:
    """Return what writes whole records as lines."""
    return DocumentLines(resource)


async def stored_or_columns(read: Callable[[MakesRecords], Awaitable[_T]], maker_of: MakesRecords) -> _T:
    """Return what is read with records made as is told; where one has no document, all of it by their columns."""
    try:
        return await read(maker_of)
    except DocumentsMissingError:
        return await read(plain_records_of if maker_of is decoded_documents_of else records_of)


@lru_cache
def decoded_documents_of(resource: Resource, fields: tuple[str, ...] | None = None) -> RecordMaker:
    """Return what makes mappings of whole records of their documents, and of some fields of the columns."""
    return DecodedDocuments(resource) if fields is None else plain_records_of(resource, fields)


@lru_cache
def documents_of(resource: Resource, fields: tuple[str, ...] | None = None) -> RecordMaker:
    """Return what makes JSON of whole records of their documents, and of some fields of the columns."""
    return DocumentRecords(resource) if fields is None else records_of(resource, fields)


def write_documents(connection: sa.Connection, rows: RowsById) -> None:
    """Store records as the JSON that their rows are, once they are what they are to be.

    Where documents of a resource are of another layout, or are being made, they are taken away: whoever makes them
    finds what has none in the end (`document_filling.py`). The layout is held until the transaction ends: it cannot
    become another between the look at it and the commit.
    """
    for resource, found in rows.items():
        encoded = records_of(resource).one
        held = sa.select(LAYOUTS.layout).where(LAYOUTS.resource == resource.name)
        current = connection.scalar(held.with_for_update(read=True, key_share=True)) == layout_of(resource)
        told = [{"its_id": record_id, "json": encoded(row) if current else None} for record_id, row in found.items()]
        if told:
            connection.execute(store_document(resource), told)


@lru_cache
def store_document(resource: Resource) -> sa.Update:
    """Return the statement that stores the document `json` of the record `its_id`."""
    table = resource.table
    changed = sa.update(table).where(table.c.id == sa.bindparam("its_id"))
    return changed.values({DOCUMENT: sa.bindparam("json", type_=sa.LargeBinary())})
