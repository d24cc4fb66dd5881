"""The part in which front ends poll lists while one editor writes: what a poll takes, and how many change nothing.

Each database is polled twice: with tags that tell the version of the dataset, as where nobody notes last changes, and
with tags that tell the last change of what each list follows from.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from api.core.db.engine import create_engine, parse_url
from api.core.versions.last_changes import fill_last_changes
from api.resources.registry import RESOURCES
from tests.bench.databases import issue_key, show
from tests.bench.dataset import Dataset
from tests.bench.editor import Editor
from tests.bench.findings import Polled
from tests.bench.fleet import CACHED, serve
from tests.bench.processes import cpu_seconds, settle
from tests.bench.servers import Server
from tests.bench.shapes import claim_id
from tests.bench.wire import Connection
from tests.bench.writing import UNLIMITED

BY_DATASET, BY_LIST = "of the dataset", "of each list"
_NOT_MODIFIED = 304


@dataclass
class _FrontEnd:
    """What polls a list, and knows the tag that it was answered with."""

    connection: Connection
    path: str
    tag: str = ""
    unchanged: int = 0

    async def poll(self) -> None:
        status, headers = await self.connection.ask("GET", self.path, {"If-None-Match": self.tag} if self.tag else {})
        self.tag, self.unchanged = headers["etag"], self.unchanged + (status == _NOT_MODIFIED)


def poll(data: Dataset, claims: int, pollers: int, writes: int) -> Iterator[Polled]:
    """Let front ends poll each database after each write.

    Args:
        data: the databases.
        claims: how many claims they hold.
        pollers: how many front ends poll.
        writes: how many writes are made.
    """
    edited, other = (claim_id(number).partition("-")[0] for number in (0, claims - 1))
    paths = [
        f"/claims?essay_id={edited}",
        f"/claims?essay_id={other}",
        f"/essays/{other}/claims?embed=passages",
        f"/sections?essay_id={edited}",
        "/sources?kind=person",
        "/topics",
        f"/statistics?essay_id={other}",
        f"/claims/facets?facet=kind&facet=stance&essay_id={other}",
    ]
    asked = [paths[number % len(paths)] for number in range(pollers)]
    for name, url in data.urls.items():
        key = issue_key(url, "bench-polled")
        for tags in (BY_DATASET, BY_LIST):
            show(f"{pollers} pollers of {name}, tags {tags}")
            with serve(data, name, CACHED[name], UNLIMITED) as server:  # notes them itself as it starts, on SQLite
                _note(url, noted=tags == BY_LIST)
                yield asyncio.run(_poll(server, (name, tags), key, asked, writes))
        _note(url, noted=True)


def _note(url: str, *, noted: bool) -> None:
    """Let last changes be noted, or nobody believe them."""
    engine = create_engine(parse_url(url))
    try:
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE dataset SET noted = NULL"))
        if noted:
            fill_last_changes(engine, RESOURCES.values(), lambda _what, _count: None)
    finally:
        engine.dispose()


async def _poll(server: Server, what: tuple[str, str], key: str, paths: list[str], writes: int) -> Polled:
    editor = await Editor.of(server.base, key, claim_id(0))
    front_ends = [_FrontEnd(await Connection.to(server.base), path) for path in paths]
    await _rounds(editor, front_ends, 3)  # what a process does once is done
    settle(server.roots)
    alone = await _cpu(server, editor, [], writes)
    for front_end in front_ends:
        front_end.unchanged = 0
    spent = await _cpu(server, editor, front_ends, writes)
    polls = writes * len(front_ends)
    editor.close()
    for front_end in front_ends:
        front_end.connection.close()
    unchanged = sum(front_end.unchanged for front_end in front_ends) / polls
    return Polled(*what, len(front_ends), writes, unchanged, (spent - alone) / polls * 1e6)


async def _cpu(server: Server, editor: Editor, front_ends: list[_FrontEnd], writes: int) -> float:
    """Return the CPU seconds that a server took while all was written, and polled after each write."""
    before = cpu_seconds(server.roots)
    await _rounds(editor, front_ends, writes)
    return cpu_seconds(server.roots) - before


async def _rounds(editor: Editor, front_ends: list[_FrontEnd], writes: int) -> None:
    for _ in range(writes):
        await editor.write()
        await asyncio.gather(*(front_end.poll() for front_end in front_ends))
