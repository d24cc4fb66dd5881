"""Reading one record."""

from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.query.embedded_records import read_with_embedded
from api.core.query.embedding import Embedding
from api.core.records.documents import stored_or_columns
from api.core.records.plain_records import MakesRecords, RecordMaker
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

    async def read(makes: MakesRecords) -> RecordFound | None:
        maker = makes(resource, fields)
        statement = _one(resource, maker, embedding.columns if embedding else (), reader.dialect)
        snapshot, embedded = await read_with_embedded(reader, statement, {"id": identifier}, embedding, makes)
        if not snapshot.rows:
            return None
        [row] = snapshot.rows
        [record] = maker.records([row], embedded)
        version, status = row[maker.width : maker.width + 2]
        return RecordFound(snapshot.state, record, version, fields is None and status == "withdrawn")

    return await stored_or_columns(read, maker_of)


@lru_cache(maxsize=1024)
def _one(resource: Resource, maker: RecordMaker, further: tuple[str, ...], dialect: sa.Dialect) -> Statement:
    table = resource.table
    told = (table.c.version.label("tag"), table.c.status.label("standing"))
    statement = sa.select(*maker.columns, *told, *resource.further(further))
    return compile_statement(statement.where(table.c.id == parameter("id")), dialect)
