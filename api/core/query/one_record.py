"""Reading one record."""

from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.query.embedded_records import read_with_embedded
from api.core.query.embedding import Embedding
from api.core.records.plain_records import MakesRecords
from api.core.records.resource import Resource


class RecordFound(NamedTuple):
    """A record, as it was read.

    Attributes:
        state: the state of the database that it is of.
        record: the record.
        version: the number of its version.
        withdrawn: whether it was withdrawn; not told of a record that is trimmed to some fields.
    """

    state: DataState
    record: Any
    version: int
    withdrawn: bool


async def read_one(
    reader: Reader,
    resource: Resource,
    identifier: str,
    fields: tuple[str, ...] | None,
    embedding: Embedding | None,
    maker_of: MakesRecords,
) -> RecordFound | None:
    """Read a record.

    Args:
        reader: what reads.
        resource: what kind of record it is.
        identifier: which.
        fields: the fields to read; None is all.
        embedding: what to embed in it, if anything.
        maker_of: tells what makes records of their rows.

    Returns:
        The record; None where there is none.

    Raises:
        ProblemError: as `Reader.fetch`.
    """
    statement = _one(resource, fields, embedding.columns if embedding else (), reader.dialect)
    snapshot, embedded = await read_with_embedded(reader, statement, {"id": identifier}, embedding, maker_of)
    if not snapshot.rows:
        return None
    [row] = snapshot.rows
    maker = maker_of(resource, fields)
    [record] = maker.records([row], embedded)
    withdrawn = fields is None and row[resource.fields.index("status")] == "withdrawn"
    return RecordFound(snapshot.state, record, row[maker.width], withdrawn)


@lru_cache(maxsize=1024)
def _one(
    resource: Resource, fields: tuple[str, ...] | None, further: tuple[str, ...], dialect: sa.Dialect
) -> Statement:
    table = resource.table
    statement = sa.select(*resource.select(fields), table.c.version.label("tag"), *resource.further(further))
    return compile_statement(statement.where(table.c.id == parameter("id")), dialect)
