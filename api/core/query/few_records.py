"""Reading some records that a statement of one's own selects, as mappings."""

from collections.abc import Callable, Mapping
from typing import Any

from api.core.db.reader import Reader, Statement
from api.core.records.documents import decoded_documents_of, stored_or_columns
from api.core.records.plain_records import MakesRecords, RecordMaker
from api.core.records.resource import Resource


async def read_few(
    reader: Reader, resource: Resource, select: Callable[[RecordMaker], Statement], values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the records that a statement selects.

    Args:
        reader: what reads.
        resource: what kind of records they are.
        select: returns the statement, given what makes records of what it selects.
        values: the values of its parameters.

    Raises:
        ProblemError: as `Reader.fetch`.
    """

    async def read(makes: MakesRecords) -> list[dict[str, Any]]:
        maker = makes(resource)
        return maker.records((await reader.fetch(select(maker), values)).rows)

    return await stored_or_columns(read, decoded_documents_of)
