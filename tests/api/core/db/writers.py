"""A service with a few small routes that write, and keys of every kind for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import uuid4

import sqlalchemy as sa
from fastapi import Depends, FastAPI, Request

from api.app import create_app
from api.core.write import api_keys
from api.core.write.authorization import Actor, admin, editor
from api.core.write.roles import Role
from api.settings import Settings
from tests.conftest import engine_of, running

DAY = timedelta(days=1)
_NOTE = sa.text(
    "INSERT INTO measures (id, label, status, version, created_at, updated_at) VALUES "
    "(:id, '{\"en\":\"' || :label || '\"}', 'published', 1, '2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z')"
)


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
        return api_keys.issue(connection, name, role, lifetime)


def guarded(url: str, **settings: object) -> FastAPI:
    """Return the application with routes that write nothing of ours, and tell who calls, or how much was sent."""
    app = create_app(Settings.model_validate({"database_url": url, **settings}))

    @app.post("/edits")
    def edit(actor: Annotated[Actor, Depends(editor)]) -> Actor:
        return actor

    @app.post("/admins")
    def administer(actor: Annotated[Actor, Depends(admin)]) -> Actor:
        return actor

    @app.api_route("/bodies", methods=["POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def weigh(request: Request) -> int:
        return len(await request.body())

    @app.post("/echoes")
    async def echo(request: Request) -> list[str]:
        await request.body()
        return request.headers.keys()

    @app.post("/notes")
    def note(kilobytes: int = 0, seconds: int = 0) -> None:
        with app.state.engine.begin() as connection:
            row = {"id": uuid4().hex, "label": "x" * kilobytes * 1024}
            connection.execute(_NOTE, row)
            if seconds:
                connection.execute(sa.select(sa.func.pg_sleep(seconds)))

    return app


@contextmanager
def serving_writers(url: str, **settings: object) -> Iterator[Writers]:
    """Serve the application with a real server."""
    app = guarded(url, **settings)
    with running(app) as base:
        yield Writers(base, app, url)
