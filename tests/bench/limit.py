"""The limits: uvicorn without a framework, with constant bytes, and with Lunju's own SQL on SQLite."""

import os
from pathlib import Path
from typing import Any

import msgspec

from api.core.db.engine import SQLITE
from api.core.records.json_records import JsonRecords

Headers = list[tuple[bytes, bytes]]


class Answer(msgspec.Struct):
    """How Lunju answers a path: its statement, and what becomes of the rows; without fields, they begin with bytes."""

    body: str
    sql: str
    arguments: list[Any]
    name: str
    fields: list[str]
    json_fields: list[str]
    boolean_fields: list[str]
    limit: int | None


def answers() -> dict[str, Answer]:
    """Read the answers that the benchmark recorded, by path and query."""
    return msgspec.json.decode(Path(os.environ["BENCH_ANSWERS"]).read_bytes(), type=dict[str, Answer])


class Constant:
    """Answers with bytes that it has."""

    def __init__(self) -> None:
        self._bodies = {path: answer.body.encode() for path, answer in answers().items()}

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await respond(send, self._bodies[target(scope)])


class Queries:
    """Answers with what it reads."""

    def __init__(self) -> None:
        self._connection: Any = SQLITE.connect(os.environ["BENCH_SQLITE"], isolation_level=None)
        self._answers = {path: (answer, encoder(answer)) for path, answer in answers().items() if answer.sql}

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            answer, records = self._answers[target(scope)]
            await respond(send, read(self._connection, answer, records))


class _Stored:
    """Takes rows as the bytes that they begin with."""

    def one(self, row: Any) -> bytes:
        found: bytes = row[0]
        return found

    def many(self, rows: Any) -> bytes:
        return b"[%b]" % b",".join([row[0] for row in rows])


def encoder(answer: Answer) -> JsonRecords | _Stored:
    """Return what encodes the rows of an answer."""
    if not answer.fields:
        return _Stored()
    return JsonRecords(answer.name, answer.fields, frozenset(answer.json_fields), frozenset(answer.boolean_fields))


def read(connection: Any, answer: Answer, records: JsonRecords | _Stored) -> bytes:
    """Return the bytes of an answer, read anew."""
    rows = connection.execute(answer.sql, answer.arguments).fetchall()
    return records.one(rows[0]) if answer.limit is None else records.many(rows[: answer.limit])


def target(scope: Any) -> str:
    """Return the path and query of a request."""
    query = scope["query_string"].decode()
    return f"{scope['path']}?{query}" if query else str(scope["path"])


async def respond(send: Any, body: bytes) -> None:
    """Send a response with the headers that a client cannot do without."""
    headers: Headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
