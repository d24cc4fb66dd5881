"""Which schema this version needs, and how a database comes to have it."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from api.core.db import reading


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
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    revision = ScriptDirectory.from_config(config).get_current_head()
    assert revision is not None
    return revision


def current(engine: sa.Engine) -> str | None:
    """Return the revision that a database is at; None where it is empty."""
    with reading(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: sa.Engine, report: Callable[[str, int], None] | None = None) -> None:
    """Bring a database to the revision that this version needs, in one transaction.

    Args:
        engine: the database.
        report: told what is loaded, and how much, as it is loaded.
    """
    command.upgrade(alembic_config(engine, report), "head")
