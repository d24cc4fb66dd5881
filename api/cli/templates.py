"""Seeded databases that are made once, and copied in milliseconds."""

import json
import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256

import sqlalchemy as sa

from api import __version__
from api.cli.database import seed_database
from api.core.db import migrate
from api.core.db.engine import create_engine
from api.core.db.whole_databases import WholeDatabases, beside
from seed.packs import Pack

Tell = Callable[[str], None]


def template_name(packs: Sequence[Pack]) -> str:
    """Return what the template with packs is called: another version, or another edition of a pack, has another."""
    loaded = sorted(f"{pack.name} {pack.hash}" for pack in packs)
    shipped = [pack.hash for pack in Pack.shipped()]
    named = json.dumps([__version__, migrate.head(), shipped, loaded])
    return f"lunju_template_{sha256(named.encode()).hexdigest()[:12]}"


def make_template(url: sa.URL, packs: Sequence[Pack], tell: Tell) -> sa.URL:
    """Return the template with packs beside a database, which is made where there is none.

    Args:
        url: the database; it is not touched itself.
        packs: what is loaded beyond this version's own data.
        tell: told what was loaded.
    """
    databases = beside(url)
    template = databases.place(template_name(packs))
    made = databases.place(_new_name())
    try:
        with databases.alone():
            if not databases.exists(template):
                databases.create(made)
                _seed(made, packs, tell)
                databases.publish(made, template)
    except BaseException:
        databases.drop(made)
        raise
    finally:
        databases.close()
    return template


class SeededCopies:
    """Copies of a seeded database, which end with this object, as it does.

    Args:
        databases: where they are made.
        templates: where `lunju seed --template` may have left a template.
        packs: what is loaded beyond this version's own data.
    """

    def __init__(self, databases: WholeDatabases, templates: WholeDatabases, packs: Sequence[Pack]) -> None:
        """Note where."""
        self._databases = databases
        self._templates = templates
        self._packs = packs
        self._made: list[sa.URL] = []
        self._original = self._new()

    def begin(self, prepare: Callable[[sa.Engine], None], tell: Tell) -> None:
        """Make what is copied: of a template, where there is one.

        Args:
            prepare: does to it what is to be done beyond seeding it.
            tell: told what was loaded.
        """
        template = self._templates.place(template_name(self._packs))
        if self._templates.exists(template):
            self._databases.copy(template, self._original)
        else:
            self._databases.create(self._original)
        _seed(self._original, self._packs, tell, prepare)

    def copy(self) -> sa.URL:
        """Return a new copy."""
        url = self._new()
        self._databases.copy(self._original, url)
        return url

    def drop(self, url: sa.URL) -> None:
        """Remove a copy."""
        self._databases.drop(url)
        self._made.remove(url)

    def close(self) -> None:
        """Remove all that was made."""
        while self._made:
            self._databases.drop(self._made.pop())
        self._databases.close()
        self._templates.close()

    def _new(self) -> sa.URL:
        url = self._databases.place(_new_name())
        self._made.append(url)
        return url


def _new_name() -> str:
    return f"lunju_ephemeral_{secrets.token_hex(6)}"


def _seed(url: sa.URL, packs: Sequence[Pack], tell: Tell, prepare: Callable[[sa.Engine], None] | None = None) -> None:
    """Seed a database, or what it lacks of it, and leave nothing connected: it is to be copied."""
    engine = create_engine(url)
    try:
        seed_database(engine, packs, tell)
        if prepare:
            prepare(engine)
    finally:
        engine.dispose()
