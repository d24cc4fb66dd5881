"""How Alembic runs: in one transaction per upgrade, alone, on the database that Lunju is set to."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

import api.core.records.documents
import api.core.texts.attached_texts
import api.core.versions.import_table
import api.core.versions.version_tables
import api.core.write.api_keys
import api.core.write.idempotency
import api.resources.registry  # noqa: F401 - the tables of every room
from api.core.db.columns import SqlJson
from api.core.db.engine import create_engine
from api.core.db.migrate import hold_lock
from api.settings import Settings
from seed.frozen.index_tables import PREFIX

_TEXT = 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")'
"""How a revision says text that sorts and compares by code point."""


def run(connection: sa.Connection) -> None:
    """Migrate over a connection."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_item=_render,
        include_object=_is_declared,
        # The only such defaults are generated columns, which PostgreSQL words in its own way; the test that
        # compares the catalogues compares them.
        compare_server_default=False,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        hold_lock(connection)
        context.run_migrations()


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write columns of JSON as the text that they are: a revision must not move when a type does."""
    return _TEXT if kind == "type" and isinstance(item, SqlJson) else False


def _is_declared(_item: object, name: str | None, kind: str, *_others: object) -> bool:
    """Leave out the search index, which is derived data: no model declares its tables."""
    return kind != "table" or not str(name).startswith(PREFIX)


def main() -> None:
    """Migrate over the engine that the caller set, or the database that the environment names."""
    engine = context.config.attributes.get("engine") or create_engine(Settings().database)
    with engine.begin() as connection:
        run(connection)


main()
