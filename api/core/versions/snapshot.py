"""Reading everything: every table in one snapshot, row by row, by a thread that has all the time it wants."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from api.core.db.engine import snapshot
from api.core.db.reader import ReadScript, Row, Statement, compile_statement
from api.core.records.base_record import table_of
from api.core.records.resource import Resource
from api.core.records.text_languages import languages_in
from api.core.versions.version_tables import Dataset, Version

BATCH = 500
"""How many rows are read at once."""
_DIALECTS: Mapping[str, sa.Dialect] = {
    "sqlite": sqlite_dialect(paramstyle="qmark"),
    "postgresql": PGDialect_psycopg(paramstyle="format"),  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
}

_T = TypeVar("_T")


class DatabaseSnapshot:
    """One snapshot of a database.

    Attributes:
        dialect: what statements are compiled for.
        version: the version of the dataset.
        chain_hash: the head of the version chain.
        epoch: which life of the dataset it is of.
        created_at: when the last version was made (RFC 3339); None where there is none.
        serves_texts: as of a reader: whether texts may be shown that are not free.
    """

    def __init__(self, connection: sa.Connection, *, serves_texts: bool = False) -> None:
        """Read what the snapshot is of."""
        self._connection = connection
        self.serves_texts = serves_texts
        self.dialect = _DIALECTS[connection.dialect.name]
        dataset, versions = table_of(Dataset).c, table_of(Version).c
        stands = self.rows(sa.select(dataset.version, dataset.chain_hash, dataset.epoch))
        [(self.version, self.chain_hash, self.epoch)] = stands
        last = sa.select(versions.created_at).order_by(versions.sequence.desc()).limit(1)
        self.created_at: str | None = next((row[0] for row in self.rows(last)), None)

    def rows(self, select: sa.Select[Any] | sa.CompoundSelect[Any]) -> Iterator[Row]:
        """Return the rows of a statement as the driver has them, as they are wanted."""
        for batch in self.batches(select):
            yield from batch

    def batches(self, select: sa.Select[Any] | sa.CompoundSelect[Any]) -> Iterator[Sequence[Row]]:
        """Return the same, some hundred at once."""
        result = self._execute(compile_statement(select, self.dialect), {}, stream_results=True, max_row_buffer=BATCH)
        yield from result.partitions(BATCH)

    def languages(self, resource: Resource) -> tuple[str, ...]:
        """Return the languages that the words of a resource's records are in, in their order."""
        columns = [resource.table.c[name] for name in resource.fields if name in resource.worded_fields]
        found = self.rows(languages_in(columns, self.dialect)) if columns else ()
        return tuple(sorted(row[0] for row in found))

    def take(self, steps: ReadScript[_T]) -> _T:
        """Take steps that a reader would take within one transaction, and return what they return."""
        try:
            statement, values = next(steps)
            while True:
                statement, values = steps.send(self._execute(statement, values).fetchall())
        except StopIteration as end:
            result: _T = end.value
            return result

    def _execute(self, statement: Statement, values: Mapping[str, Any], **options: Any) -> sa.CursorResult[Any]:
        arguments = tuple(statement.arguments(values))
        return self._connection.exec_driver_sql(statement.sql, arguments, execution_options=options)


@contextmanager
def database_snapshot(engine: sa.Engine, *, serves_texts: bool = False) -> Iterator[DatabaseSnapshot]:
    """Open a snapshot of everything; texts that are not free are read where they may be shown."""
    with snapshot(engine) as connection:
        yield DatabaseSnapshot(connection, serves_texts=serves_texts)
