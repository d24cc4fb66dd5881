"""Which schema this version needs, and how a database comes to have it."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from api import __version__
from api.core.db.engine import reading


def alembic_config(engine: sa.Engine, report: Callable[[str, int], None] | None = None) -> Config:
    """Return Alembic's configuration for a database, from wherever Lunju is installed."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["engine"] = engine
    config.attributes["report"] = report
    return config


@cache
def head() -> str:
    """Return the revision that this version needs."""
    revision = _scripts().get_current_head()
    assert revision is not None
    return revision


class SchemaError(ValueError):
    """A database whose schema is not this version's; the message says what to do."""


def current(engine: sa.Engine) -> str | None:
    """Return the revision that a database is at; None where it is empty.

    Raises:
        SchemaError: it is at one that this version does not know.
    """
    with reading(engine) as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    unknown = sorted(set(found) - _known())
    if unknown:
        message = (
            f"the database is at the revision {', '.join(unknown)}, which Lunju {__version__} does not know: use the "
            "version of Lunju that made it, put a backup in its place, or name a new database"
        )
        raise SchemaError(message)
    return found[0] if found else None


def require(engine: sa.Engine) -> None:
    """Refuse a database that is not at the revision that this version needs.

    Raises:
        SchemaError: it is at another.
    """
    if current(engine) != head():
        message = "the database is not at this version's schema: run `lunju seed` first"
        raise SchemaError(message)


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    return ScriptDirectory.from_config(config)


def upgrade(engine: sa.Engine, report: Callable[[str, int], None] | None = None) -> None:
    """Bring a database to the revision that this version needs, in one transaction.

    Args:
        engine: the database.
        report: told what is loaded, and how much, as it is loaded.
    """
    command.upgrade(alembic_config(engine, report), "head")
