"""Records how Lunju answers, so that the limits can give the same bytes from the same SQL."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx
import msgspec
import sqlalchemy as sa

from api.app import create_app
from api.core.db.engine import SQLITE
from api.core.db.reader import Snapshot, Statement
from api.resources.registry import RESOURCES
from api.settings import Settings
from tests.bench.limit import Answer, encoder, read


class _Recorder:
    """A reader that notes what is read through it."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.read: list[tuple[Statement, Mapping[str, Any]]] = []
        self.dialect: sa.Dialect = reader.dialect

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        self.read.append((statement, values))
        snapshot: Snapshot = await self._reader.fetch(statement, values)
        return snapshot

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        self.read.append((statement, values))
        snapshot: Snapshot = await self._reader.scan(statement, values)
        return snapshot


def record(file: Path, paths: Iterable[str]) -> bytes:
    """Return how Lunju answers paths on a SQLite file, for the limits to read."""
    return msgspec.json.encode(asyncio.run(_record(file, paths)))


async def _record(file: Path, paths: Iterable[str]) -> dict[str, Answer]:
    app = create_app(Settings.model_validate({"database_url": f"sqlite:///{file}", "cache_bytes": 0}))
    found = {}
    connection = SQLITE.connect(str(file))
    async with app.router.lifespan_context(app):
        app.state.reader = recorder = _Recorder(app.state.reader)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            for path in dict.fromkeys(paths):
                recorder.read.clear()
                response = await client.get(path)
                if response.status_code == httpx.codes.OK:
                    found[path] = _answer(path, response.text, recorder.read, connection)
    connection.close()
    return found


def _answer(path: str, body: str, reads: list[tuple[Statement, Mapping[str, Any]]], connection: Any) -> Answer:
    """Make an answer; with its SQL only where one statement gives the same bytes."""
    resource = RESOURCES.get(path.partition("?")[0].split("/")[1])
    nothing = Answer(body, "", [], "", [], [], [], None)
    by_columns = len(reads) == 2
    if resource is None or not (by_columns or len(reads) == 1):
        return nothing
    statement, values = reads[-1]
    limit = values.get("limit")
    answer = Answer(
        body,
        statement.sql,
        statement.arguments(values),
        resource.name,
        list(resource.fields) if by_columns else [],
        sorted(resource.json_fields),
        sorted(resource.boolean_fields),
        None if limit is None else limit - 1,
    )
    first = connection.execute(answer.sql, answer.arguments).fetchone()
    if first is None or len(first) < len(answer.fields) or not (answer.fields or isinstance(first[0], bytes)):
        return nothing  # counts, places of a search, the records of a walk
    return answer if read(connection, answer, encoder(answer)) == body.encode() else nothing
