"""The database of commands that need one which is seeded."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from api.core import schema
from api.core.db import create_engine, require_file
from api.settings import Settings


@contextmanager
def transaction() -> Iterator[sa.Connection]:
    """Open a transaction on a database that is there, and at this version's schema.

    Raises:
        DatabaseUrlError: its URL cannot be used, or its file is not there.
        ValueError: its schema is another.
    """
    url = Settings().database
    require_file(url)
    engine = create_engine(url)
    try:
        schema.require(engine)
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
