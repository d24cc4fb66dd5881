"""The part that writes: PATCH with If-Match over HTTP, by one writer and by several."""

import asyncio
import time
from collections.abc import Iterator

from tests.bench.databases import issue_key, show
from tests.bench.dataset import Dataset
from tests.bench.editor import Editor
from tests.bench.findings import Written
from tests.bench.fleet import PLAIN, serve
from tests.bench.processes import cpu_seconds, settle
from tests.bench.servers import Server
from tests.bench.shapes import claim_id

WRITERS = (1, 8)
UNLIMITED = {"LUNJU_KEY_WRITES": "0", "LUNJU_ADDRESS_WRITES": "0"}
"""Writers are asked how fast they can be, not how fast they may."""


def write(data: Dataset, seconds: float) -> Iterator[Written]:
    """Let each number of writers write to each database for some seconds."""
    for name, url in data.urls.items():
        key = issue_key(url, "bench-writers")
        with serve(data, name, PLAIN[name], UNLIMITED) as server:
            asyncio.run(_write(server, key, 1, seconds / 4))  # what a process does once is done
            for writers in WRITERS:
                show(f"writers to {name}: {writers}")
                settle(server.roots)
                before = [cpu_seconds(roots) for roots in server.sides]
                writes, during = asyncio.run(_write(server, key, writers, seconds))
                client, database = (
                    (cpu_seconds(roots) - was) / len(writes) * 1e6
                    for roots, was in zip(server.sides, before, strict=True)
                )
                yield Written(name, writers, during, writes, client, database)


async def _write(server: Server, key: str, writers: int, seconds: float) -> tuple[list[float], float]:
    """Return how long each write took, and how long all of them."""
    editors = [await Editor.of(server.base, key, claim_id(place)) for place in range(writers)]
    began = time.perf_counter()
    found = await asyncio.gather(*(_again_and_again(editor, began + seconds) for editor in editors))
    during = time.perf_counter() - began
    for editor in editors:
        editor.close()
    return [took for writes in found for took in writes], during


async def _again_and_again(editor: Editor, until: float) -> list[float]:
    found = [await editor.write()]
    while time.perf_counter() < until:
        found.append(await editor.write())
    return found
