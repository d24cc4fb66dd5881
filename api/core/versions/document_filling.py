"""Making the documents of records anew: after packs were loaded, and where another layout of records was served before.

Others may write meanwhile. While the documents of a resource are made, none of it is read, and who writes a record
takes its document away; what has none in the end is made last.
"""

from collections.abc import Callable, Collection

import sqlalchemy as sa

from api.core.db.engine import reading
from api.core.records.base_record import table_of
from api.core.records.documents import LAYOUTS, DocumentLayout, layout_of, store_document
from api.core.records.json_records import read_rows, records_of
from api.core.records.resource import DOCUMENT, Resource

_BATCH = 5_000
"""How many records are in memory at once, and in one transaction."""

Progress = Callable[[str, int], None]


def outdated(engine: sa.Engine, resources: Collection[Resource]) -> list[Resource]:
    """Return the resources whose documents are not of the layout that this version serves; it looks at no record."""
    with reading(engine) as connection:
        stored = {row.resource: row.layout for row in connection.execute(sa.select(LAYOUTS.resource, LAYOUTS.layout))}
    return [resource for resource in resources if stored.get(resource.name) != layout_of(resource)]


def fill_documents(engine: sa.Engine, resources: Collection[Resource], progress: Progress) -> None:
    """Make the documents that there are not, or not as this version serves them.

    Args:
        engine: the database, at this version's schema.
        resources: every resource.
        progress: told each resource's documents, and how many were made.
    """
    anew = outdated(engine, resources)
    for resource in resources:
        count, missing = 0, resource.table.c[DOCUMENT].is_(None)
        if resource in anew:
            with engine.begin() as connection:  # waits for those who write documents of the layout before
                connection.execute(sa.delete(table_of(DocumentLayout)).where(LAYOUTS.resource == resource.name))
            count += _fill(engine, resource, sa.true()) + _fill(engine, resource, missing)
            layout = {"resource": resource.name, "layout": layout_of(resource)}
            with engine.begin() as connection:
                connection.execute(sa.insert(table_of(DocumentLayout)), layout)
        count += _fill(engine, resource, missing)
        progress(f"documents of {resource.name}", count)


def _fill(engine: sa.Engine, resource: Resource, wanted: sa.ColumnElement[bool]) -> int:
    """Make documents, and return how many; who changes a record meanwhile sees to its document.

    Records are held before they are read, lists and all: a row and its lists of two moments would be no record.
    """
    table, last, count = resource.table, "", 0
    page = sa.select(table.c.id).where(wanted, table.c.id > sa.bindparam("last")).order_by(table.c.id)
    page = page.limit(_BATCH).with_for_update(key_share=True, skip_locked=True)
    encode = records_of(resource).one
    while True:
        with engine.begin() as connection:
            ids = connection.scalars(page, {"last": last}).all()
            if not ids:
                return count
            rows = read_rows(connection, resource, ids)
            told = [{"its_id": record_id, "json": encode(row)} for record_id, row in rows.items()]
            connection.execute(store_document(resource), told)
        last, count = ids[-1], count + len(ids)
