"""A service with two small routes that need keys, and keys of every kind for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, FastAPI

from api.app import create_app
from api.core import keys
from api.core.access import Actor, admin, editor
from api.core.keys import Role
from api.settings import Settings
from tests.conftest import engine_of, running

DAY = timedelta(days=1)


@dataclass
class Writers:
    """Where the service is, and its keys."""

    base: str
    app: FastAPI
    url: str

    def key(self, name: str, role: Role = "editor", lifetime: timedelta = DAY) -> dict[str, str]:
        """Make a key, and return the header that carries it."""
        return {"Authorization": f"Bearer {issue(self.url, name, role, lifetime)}"}


def issue(url: str, name: str, role: Role = "editor", lifetime: timedelta = DAY) -> str:
    """Make a key for a database."""
    with engine_of(url) as engine, engine.begin() as connection:
        return keys.issue(connection, name, role, lifetime)


def guarded(url: str, **settings: object) -> FastAPI:
    """Return the application with routes that tell an editor, and an admin, who they are."""
    app = create_app(Settings.model_validate({"database_url": url, **settings}))

    @app.post("/edits")
    def edit(actor: Annotated[Actor, Depends(editor)]) -> Actor:
        return actor

    @app.post("/redactions")
    def redact(actor: Annotated[Actor, Depends(admin)]) -> Actor:
        return actor

    return app


@contextmanager
def serving_writers(url: str, **settings: object) -> Iterator[Writers]:
    """Serve the application with a real server."""
    app = guarded(url, **settings)
    with running(app) as base:
        yield Writers(base, app, url)
