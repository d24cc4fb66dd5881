"""The database of commands that need one which is seeded."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from api.core.db import migrate
from api.core.db.engine import create_engine, require_file
from api.core.db.vacuum import truncate_log_after
from api.settings import Settings


@contextmanager
def transaction(*, removes: bool = False) -> Iterator[sa.Connection]:
    """Open a transaction on a database that is there, and at this version's schema.

    Args:
        removes: whether what it takes away must not stay in SQLite's write-ahead log.

    Raises:
        DatabaseUrlError: its URL cannot be used, or its file is not there.
        ValueError: its schema is another.
    """
    url = Settings().database
    require_file(url)
    engine = create_engine(url)
    try:
        migrate.require(engine)
        with engine.begin() as connection:
            yield connection
        if removes:
            truncate_log_after(engine, "what was removed")
    finally:
        engine.dispose()
