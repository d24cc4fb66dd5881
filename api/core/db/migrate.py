"""Which schema this version needs, and how a database comes to have it."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import sqlalchemy as sa

from api import __version__
from api.core.db.engine import reading

if TYPE_CHECKING:
    from alembic.config import Config  # Alembic takes longer to import than a service at this schema to start

_LOCK = 0x6C756E6A75
"""The advisory lock of PostgreSQL that whoever migrates holds ("lunju" in ASCII)."""

_NAMES = re.compile(r"""^(revision|down_revision)\b[^=\n]*= ["'](\w+)""", re.MULTILINE)
"""How a revision's file says which it is, and which it follows."""


def alembic_config(engine: sa.Engine, report: Callable[[str, int], None] | None = None) -> "Config":
    """Return Alembic's configuration for a database, from wherever Lunju is installed."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["engine"] = engine
    config.attributes["report"] = report
    return config


@cache
def head() -> str:
    """Return the revision that this version needs."""
    known, followed = _revisions()
    [last] = known - followed
    return last


class SchemaError(ValueError):
    """A database whose schema is not this version's; the message says what to do."""


def current(engine: sa.Engine) -> str | None:
    """Return the revision that a database is at; None where it is empty.

    Raises:
        SchemaError: it is at one that this version does not know.
    """
    with reading(engine) as connection:
        stamped = sa.inspect(connection).has_table("alembic_version")
        found = connection.scalars(sa.text("SELECT version_num FROM alembic_version")).all() if stamped else []
    unknown = sorted(set(found) - _revisions()[0])
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
def _revisions() -> tuple[frozenset[str], frozenset[str]]:
    """Return the revisions that this version knows, and those of them that another follows."""
    scripts = [file for file in (files("migrations") / "versions").iterdir() if file.name.endswith(".py")]
    said = [name for script in scripts for name in _NAMES.findall(script.read_text("utf-8"))]
    known, followed = (frozenset(name for kind, name in said if kind == of) for of in ("revision", "down_revision"))
    return known, followed


def hold_lock(connection: sa.Connection) -> None:
    """Wait until no other process migrates, keeping others out until the transaction ends; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def upgrade(engine: sa.Engine, report: Callable[[str, int], None] | None = None) -> None:
    """Bring a database to the revision that this version needs, in one transaction.

    Args:
        engine: the database.
        report: told what is loaded, and how much, as it is loaded.
    """
    from alembic import command  # noqa: PLC0415 - see above

    command.upgrade(alembic_config(engine, report), "head")
