"""The database of commands."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from api.cli.output import report
from api.core.db import migrate
from api.core.db.engine import create_engine, require_file
from api.core.db.vacuum import truncate_log_after
from api.core.versions.document_filling import fill_documents, outdated
from api.core.versions.kept_table_filling import fill_kept_tables, keep_tables
from api.core.versions.last_changes import fill_last_changes
from api.core.versions.tally_filling import fill_tallies
from api.resources.registry import RESOURCES, SEARCHED
from api.settings import Settings
from seed.frozen import index, index_tables
from seed.loader import load
from seed.packs import Pack


@contextmanager
def any_database() -> Iterator[sa.Engine]:
    """Open the database that is set, whatever its schema; an SQLite file that is not there is made.

    Raises:
        DatabaseUrlError: its URL cannot be used.
    """
    look_for_garbage()
    engine = create_engine(Settings().database)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def seeded_database(lock_seconds: float | None = None) -> Iterator[sa.Engine]:
    """Open the database that is set, which must be there, and at this version's schema.

    Args:
        lock_seconds: how long to wait for those who hold it; None is as long as is usual.

    Raises:
        DatabaseUrlError: its URL cannot be used, or its file is not there.
        SchemaError: its schema is another.
    """
    look_for_garbage()
    url = Settings().database
    require_file(url)
    engine = create_engine(url) if lock_seconds is None else create_engine(url, lock_seconds=lock_seconds)
    try:
        migrate.require(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def transaction(*, removes: bool = False) -> Iterator[sa.Connection]:
    """Open a transaction on a database that is there, and at this version's schema.

    Args:
        removes: whether what it takes away must not stay in SQLite's write-ahead log.

    Raises:
        DatabaseUrlError: its URL cannot be used, or its file is not there.
        SchemaError: its schema is another.
    """
    with seeded_database() as engine:
        with engine.begin() as connection:
            yield connection
        if removes:
            truncate_log_after(engine, "what was removed")


def look_for_garbage() -> None:
    """Look for garbage from now on, but never through what was imported."""
    gc.freeze()
    gc.enable()


def bring_up(engine: sa.Engine, tell: Callable[[str, int], None] = report) -> None:
    """Bring a database to this version's schema and data, and what is derived: search index, documents, tallies."""
    if migrate.current(engine) != migrate.head():
        migrate.upgrade(engine, tell)
    with engine.connect() as connection:
        indexed = index_tables.is_current(connection)
    if not indexed:
        with engine.begin() as connection:
            index.rebuild(connection, tell, SEARCHED)
    if outdated(engine, RESOURCES.values()):
        fill_documents(engine, RESOURCES.values(), tell)
    fill_tallies(engine, RESOURCES.values(), tell)
    fill_last_changes(engine, RESOURCES.values(), tell)
    fill_kept_tables(engine, RESOURCES.values(), tell)


def seed_database(engine: sa.Engine, packs: Sequence[Pack], tell: Callable[[str], None]) -> None:
    """Bring a database to this version's schema and data, and load further packs.

    Args:
        engine: the database.
        packs: the packs; one that is there already changes nothing.
        tell: told what came of each.
    """
    from api.imports.corrected_packs import correct_pack, is_another_edition
    from api.imports.import_reports import as_lines

    bring_up(engine)
    for pack in packs:
        with engine.connect() as connection:
            is_other = is_another_edition(connection, pack)
        if is_other:
            tell(as_lines(correct_pack(engine, pack)))
            continue
        with engine.begin() as connection:
            new = load(connection, pack, report, SEARCHED)
            # With the records: nothing else tells those who keep answers that what follows from them is another.
            keep_tables(connection, RESOURCES.values(), report)
        tell(f"{pack.name}: {new} new records" if new else f"{pack.name}: nothing new")
    fill_documents(engine, RESOURCES.values(), report)
    fill_tallies(engine, RESOURCES.values(), report)
    fill_last_changes(engine, RESOURCES.values(), report)
