"""Making the documents of records anew: after packs were loaded, and where another layout of records was served before.

Others may write meanwhile. While the documents of a resource are made, none of it is read, and who writes a record
takes its document away; what has none in the end is made last.
"""

from collections.abc import Callable, Iterable

import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.records.documents import LAYOUTS, DocumentLayout, layout_of, store_document
from api.core.records.json_records import records_of
from api.core.records.resource import DOCUMENT, Resource

_BATCH = 5_000
"""How many records are in memory at once, and in one transaction."""

Progress = Callable[[str, int], None]


def fill_documents(engine: sa.Engine, resources: Iterable[Resource], progress: Progress) -> None:
    """Make the documents that there are not, or not as this version serves them.

    Args:
        engine: the database, at this version's schema.
        resources: every resource.
        progress: told each resource's documents, and how many were made.
    """
    for resource in resources:
        count = 0
        if not _is_current(engine, resource):
            with engine.begin() as connection:
                connection.execute(sa.delete(table_of(DocumentLayout)).where(LAYOUTS.resource == resource.name))
            count += _fill(engine, resource, sa.true())
        count += _fill(engine, resource, resource.table.c[DOCUMENT].is_(None))
        if not _is_current(engine, resource):
            layout = {"resource": resource.name, "layout": layout_of(resource)}
            with engine.begin() as connection:
                connection.execute(sa.insert(table_of(DocumentLayout)), layout)
            count += _fill(engine, resource, resource.table.c[DOCUMENT].is_(None))  # what was written meanwhile
        progress(f"documents of {resource.name}", count)


def _is_current(engine: sa.Engine, resource: Resource) -> bool:
    with engine.connect() as connection:
        stored = connection.scalar(sa.select(LAYOUTS.layout).where(LAYOUTS.resource == resource.name))
    return bool(stored == layout_of(resource))


def _fill(engine: sa.Engine, resource: Resource, wanted: sa.ColumnElement[bool]) -> int:
    """Make documents, and return how many; who changes a record meanwhile sees to its document."""
    table, last, count = resource.table, "", 0
    page = sa.select(*resource.select_text()).where(wanted, table.c.id > sa.bindparam("last")).order_by(table.c.id)
    page = page.limit(_BATCH).with_for_update(of=table, key_share=True, skip_locked=True)
    encode, place = records_of(resource).one, resource.fields.index("id")
    while True:
        with engine.begin() as connection:
            rows = connection.execute(page, {"last": last}).all()
            if not rows:
                return count
            told = [{"its_id": row[place], "json": encode(row)} for row in rows]
            connection.execute(store_document(resource), told)
        last, count = rows[-1][place], count + len(rows)
