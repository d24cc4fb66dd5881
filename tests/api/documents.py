"""Looking at the documents of records, beside their columns."""

import sqlalchemy as sa

from api.core.records.documents import document_of
from api.core.records.json_records import records_of
from api.core.records.resource import Resource
from api.resources.registry import RESOURCES


def documents_of(engine: sa.Engine, resource: Resource) -> dict[str, bytes | None]:
    """Return the document of each record, as readers get it."""
    with engine.connect() as connection:
        rows = connection.execute(sa.select(resource.table.c.id, document_of(resource)))
        return {row[0]: row[1] for row in rows}


def wrong_documents(engine: sa.Engine, *names: str) -> list[str]:
    """Return the ids of the records whose document is not what their columns come to, of some resources or of all."""
    wrong = []
    for resource in [RESOURCES[name] for name in names] or RESOURCES.values():
        documents, encode, place = documents_of(engine, resource), records_of(resource).one, resource.fields.index("id")
        with engine.connect() as connection:
            rows = connection.execute(sa.select(*resource.select_text())).all()
        wrong += [row[place] for row in rows if documents[row[place]] != encode(row)]
    return wrong
