"""The first records of a kind that stand, in their natural order."""

from functools import lru_cache, partial
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import Reader, Statement, compile_statement
from api.core.query.few_records import read_few
from api.core.records.plain_records import RecordMaker
from api.core.records.related import published
from api.core.records.resource import Resource


async def read_first(
    reader: Reader, resource: Resource, limit: int, *, theses: bool = False, of: str | None = None
) -> list[dict[str, Any]]:
    """Return the first records of a kind.

    Args:
        reader: what reads.
        resource: what kind.
        limit: how many at most.
        theses: of claims: whether theses alone are wanted.
        of: of reviews: the kind of record that is reviewed, where those of one alone are wanted.
    """
    select = partial(_first, resource, theses, of, limit, dialect=reader.dialect)
    return await read_few(reader, resource, select, {})


@lru_cache
def _first(
    resource: Resource,
    theses: bool,  # noqa: FBT001 - of its key
    of: str | None,
    limit: int,
    maker: RecordMaker,
    dialect: sa.Dialect,
) -> Statement:
    table = resource.table
    statement = sa.select(*maker.columns).where(*published(table))
    if theses:
        statement = statement.where(table.c.kind == "thesis")
    if of:
        statement = statement.where(table.c.target_type == of)
    return compile_statement(
        statement.order_by(*(table.c[name] for name in resource.natural_order)).limit(limit), dialect
    )
