"""The part that follows the changes live: how soon followers know of a write, and what that takes of the server."""

import asyncio
import time
from collections.abc import Awaitable, Iterator

from api.resources.changes.event_stream import MEDIA_TYPE, TICK
from tests.bench.databases import issue_key, show
from tests.bench.dataset import Dataset
from tests.bench.editor import Editor
from tests.bench.findings import Followed
from tests.bench.fleet import PLAIN, serve
from tests.bench.processes import cpu_seconds, resident_megabytes, settle
from tests.bench.servers import Server
from tests.bench.shapes import claim_id
from tests.bench.wire import Connection
from tests.bench.writing import UNLIMITED

_IDLE_SECONDS = 0.15
"""How long nothing happens for each write that is to come, to know what waiting takes."""
_GOLDEN = 0.618
"""Writes come at every place between two ticks alike."""


class FollowError(Exception):
    """A follower was refused."""


def follow(data: Dataset, followers: int, writes: int) -> Iterator[Followed]:
    """Let followers follow each database.

    Args:
        data: the databases.
        followers: how many follow at once.
        writes: how many writes they are told of.
    """
    room = {name: str(followers + 100) for name in ("LUNJU_STREAMS", "LUNJU_ADDRESS_STREAMS", "LUNJU_CONNECTIONS")}
    for name, url in data.urls.items():
        show(f"{followers:,} followers of {name}")
        key = issue_key(url, "bench-followed")
        with serve(data, name, PLAIN[name], UNLIMITED | room) as server:
            yield asyncio.run(_follow(server, name, key, followers, writes))


async def _follow(server: Server, name: str, key: str, count: int, writes: int) -> Followed:
    editor = await Editor.of(server.base, key, claim_id(0))
    await editor.write()  # what a process does once is done
    alone = await _cpu(server, _write(editor, writes))
    settle(server.roots)
    memory = resident_megabytes(server.process)
    followers = [await _follower(server.base) for _ in range(count)]
    pause = _IDLE_SECONDS * writes
    idle = await _cpu(server, asyncio.sleep(pause)) / pause
    held = resident_megabytes(server.process) - memory
    until_one: list[list[float]] = []
    began = time.perf_counter()
    spent = await _cpu(server, _write_and_tell(editor, writes, followers, until_one))
    during = time.perf_counter() - began
    editor.close()
    for follower in followers:
        follower.close()
    return Followed(
        name,
        count,
        [wait for waits in until_one for wait in waits],
        [max(waits) for waits in until_one],
        (spent - alone - idle * during) / (writes * count) * 1e6,
        idle / count * 1e6,
        held * 1024 / count,
    )


async def _cpu(server: Server, doing: Awaitable[object]) -> float:
    """Return the CPU seconds that a server took while something was done."""
    before = cpu_seconds(server.roots)
    await doing
    return cpu_seconds(server.roots) - before


async def _follower(base: str) -> Connection:
    connection = await Connection.to(base)
    status = await connection.begin("/changes", {"Accept": MEDIA_TYPE})
    if status != 200:
        message = f"a follower is answered with {status}"
        raise FollowError(message)
    await connection.until(b"event: start\n")
    return connection


async def _write(editor: Editor, times: int) -> None:
    for _ in range(times):
        await editor.write()


async def _write_and_tell(
    editor: Editor, times: int, followers: list[Connection], until_one: list[list[float]]
) -> None:
    """Write, and note for each write how long after its answer each follower knew of it."""
    for number in range(times):
        await asyncio.sleep(number * _GOLDEN % 1 * TICK)
        told = [asyncio.create_task(_told(follower)) for follower in followers]
        await editor.write()
        answered = time.perf_counter()
        until_one.append([max(moment - answered, 0.0) for moment in await asyncio.gather(*told)])


async def _told(follower: Connection) -> float:
    await follower.until(b"event: change\n")
    return time.perf_counter()
