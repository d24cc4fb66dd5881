"""Rewriting the database, so that nothing of what was removed stays in its files.

What is deleted on SQLite is overwritten at once (`secure_delete`), but copies that pages left behind when they were
split, the write-ahead log and the planner's samples may still have it; on PostgreSQL dead rows have it until they are
vacuumed, and their space is used again. Backups, archived logs and what a file system keeps are out of reach.
"""

import logging
from collections.abc import Callable

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.db.engine import SQLITE
from seed.frozen.index_tables import PREFIX

_BUSY = (
    "others are using the database, whose old states cannot be thrown away meanwhile: end `lunju serve` and whatever "
    "else has it open, and try again"
)
_PATIENCE_MS = 1000
_logger = logging.getLogger(__name__)


class BusyError(Exception):
    """The database is in use; the message says what to do."""


def vacuum(engine: sa.Engine, tell: Callable[[str], None]) -> None:
    """Rewrite the whole database, and empty SQLite's write-ahead log.

    Args:
        engine: the database, at this version's schema.
        tell: is told what PostgreSQL says meanwhile, as of tables that are not ours to rewrite.

    Raises:
        BusyError: others are using it; nothing is lost, and it may be tried again.
        OperationalError: it cannot be rewritten, as where the disk is full.
    """
    if engine.dialect.name == "sqlite":
        _rewrite_sqlite(engine)
    else:
        _rewrite_postgres(engine, tell)


def truncate_log(engine: sa.Engine) -> bool:
    """Bring SQLite's write-ahead log into the file, and empty it; tell whether that could be done.

    It cannot while somebody reads a state that only the log has; that is waited for, but not long, since nobody can
    write meanwhile.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
    finally:
        connection.close()
    return not busy


def truncate_log_after(engine: sa.Engine, what: str) -> None:
    """Empty SQLite's write-ahead log after something was taken away; the operator is told where that cannot be."""
    if not truncate_log(engine):
        _logger.warning("The write-ahead log was in use, and may still hold %s: run `lunju vacuum`.", what)


def _rewrite_sqlite(engine: sa.Engine) -> None:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
        if cursor.execute("SELECT 1 FROM sqlite_schema WHERE name GLOB 'sqlite_stat[134]'").fetchone():
            cursor.execute("ANALYZE")  # its samples are of what is there now
        cursor.execute("VACUUM")
    except SQLITE.DatabaseError as error:
        if "locked" in str(error):
            raise BusyError(_BUSY) from error
        raise sa.exc.OperationalError("VACUUM", None, error) from error
    finally:
        connection.close()
    if not truncate_log(engine):
        raise BusyError(_BUSY)


def _rewrite_postgres(engine: sa.Engine, tell: Callable[[str], None]) -> None:
    searched = [name for name in sa.inspect(engine).get_table_names() if name.startswith(PREFIX)]
    names = ", ".join(f'"{name}"' for name in [*SQLModel.metadata.tables, *searched])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver = connection.connection.driver_connection
        assert driver is not None, "it is connected"
        driver.add_notice_handler(lambda notice: tell(notice.message_primary))
        try:
            connection.execute(sa.text(f"VACUUM (FULL, ANALYZE) {names}"))
            # Where the planner keeps samples of what columns hold.
            connection.execute(sa.text("VACUUM (FULL) pg_catalog.pg_statistic"))
        except sa.exc.OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != "55P03":  # lock_not_available
                raise
            raise BusyError(_BUSY) from error
