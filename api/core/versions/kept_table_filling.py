"""Making kept tables: anew, after packs were loaded, and again, to verify them."""

from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa

from api.core.db.engine import reading
from api.core.records.base_record import table_of
from api.core.records.kept_tables import kept_mark, kept_tables
from api.core.records.resource import Resource
from api.core.versions.version_tables import Dataset

_DATASET = table_of(Dataset)

Progress = Callable[[str, int], None]


def fill_kept_tables(engine: sa.Engine, resources: Collection[Resource], progress: Progress) -> None:
    """Make kept tables anew, unless they are kept up to now; who writes waits meanwhile.

    Args:
        engine: the database, at this version's schema.
        resources: every resource.
        progress: told how many rows were made.
    """
    with reading(engine) as connection:
        if _are_kept(connection.execute(sa.select(_DATASET)).one(), resources):
            return
    with engine.begin() as connection:
        keep_tables(connection, resources, progress)


def keep_tables(connection: sa.Connection, resources: Collection[Resource], progress: Progress) -> None:
    """Do so in a transaction that has written records otherwise than by versions of its own."""
    head = connection.execute(sa.select(_DATASET).with_for_update()).one()
    if _are_kept(head, resources):  # another has made them since
        return
    tables = kept_tables(resources)
    for table in tables:
        progress(table.layout, table.fill(connection))
    connection.execute(sa.update(_DATASET).values(kept=kept_mark(head, tables)))


def wrong_kept_rows(connection: sa.Connection, resources: Collection[Resource]) -> Iterator[str]:
    """Yield what rows say that does not follow from the records, of tables that are kept up to now."""
    if _are_kept(connection.execute(sa.select(_DATASET)).one(), resources):
        for table in kept_tables(resources):
            yield from table.wrong(connection)


def _are_kept(head: sa.Row[tuple[object, ...]], resources: Collection[Resource]) -> bool:
    return bool(head.kept == kept_mark(head, kept_tables(resources)))
