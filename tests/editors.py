"""A load of editors: many who write at a given rate, to several servers over one PostgreSQL, with batches between.

    python -m tests.editors --editors 64 --servers 4 --rate 300 --seconds 30

Each write is begun when its time has come, whether or not those before it are answered, so that one who waits counts in
full. It prints how long writes took, and how many were told to wait or came too late.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from tests.api.writing import CLAIM, key
from tests.conftest import seed
from tests.deploy.test_proxies import free_port
from tests.failover.programs import Program
from tests.patience import wait_until
from tests.replication import cluster, hosts

_BATCH = 50
_EVERY = 100
"""Each so many writes one is a batch."""


@dataclass
class Measured:
    """What became of writes.

    Attributes:
        seconds: how long each took that was acknowledged, from the moment it was due.
        batches: how long each batch took.
        answers: how many there were of each status.
    """

    seconds: list[float] = field(default_factory=list)
    batches: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)


async def write(services: Sequence[str], token: str, editors: int, rate: float, seconds: float) -> Measured:
    """Write at a rate for so many seconds, each editor at one service."""
    measured = Measured()
    headers = {"Authorization": f"Bearer {token}"}
    limits = httpx.Limits(max_connections=None)
    clients = [httpx.AsyncClient(base_url=base, headers=headers, limits=limits, timeout=60) for base in services]
    begun, tasks = time.monotonic(), set[asyncio.Task[None]]()
    free = asyncio.Semaphore(editors)
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        task = asyncio.create_task(_one(clients[number % len(clients)], number, due, free, measured))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    for client in clients:
        await client.aclose()
    return measured


async def _one(client: httpx.AsyncClient, number: int, due: float, free: asyncio.Semaphore, into: Measured) -> None:
    text = {"zh-Hans": f"第 {number} 条。", "en": f"Number {number}."}
    claim: dict[str, Any] = CLAIM | {"text": text}
    async with free:
        if number % _EVERY:
            answer = await client.post("/claims", json=claim)
            taken = into.seconds
        else:
            operations = [{"op": "create", "resource": "claims", "body": claim} for _ in range(_BATCH)]
            answer = await client.post("/batches", json={"operations": operations})
            taken = into.batches
    into.answers[answer.status_code] += 1
    if answer.is_success:
        taken.append(time.monotonic() - due)


@contextmanager
def served(number: int) -> Iterator[tuple[list[str], str]]:
    """Serve one PostgreSQL with so many servers; yield where they are, and a key."""
    with tempfile.TemporaryDirectory(prefix="lunju-editors-") as folder, cluster(0) as servers, ExitStack() as running:
        url = hosts(servers)
        seed(url)
        settings = {"LUNJU_DATABASE_URL": url, "LUNJU_KEY_WRITES": "0", "LUNJU_ADDRESS_WRITES": "0"}
        bases = []
        for _ in range(number):
            port = free_port()
            command = [str(Path(sys.executable).parent / "lunju"), "serve", "--port", str(port)]
            service = Program(command, Path(folder), settings, f"lunju{port}")
            service.start()
            running.callback(service.stop)
            bases.append(f"http://127.0.0.1:{port}")
        for base in bases:
            wait_until(partial(_is_ready, base), "a service is not ready")
        yield bases, key(url)


def _is_ready(base: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{base}/readyz").status_code == httpx.codes.OK
    return False


def main() -> None:
    """Print how long writes took."""
    parser = argparse.ArgumentParser(prog="python -m tests.editors", description=__doc__)
    parser.add_argument("--editors", type=int, default=64, help="how many write at once, at most")
    parser.add_argument("--servers", type=int, default=4, help="how many servers there are")
    parser.add_argument("--rate", type=float, default=300, help="how many writes are begun in a second")
    parser.add_argument("--seconds", type=float, default=30, help="for how long")
    asked = parser.parse_args()
    with served(asked.servers) as (at, token):
        measured = asyncio.run(write(at, token, asked.editors, asked.rate, asked.seconds))
    sys.stdout.write("".join(f"{line}\n" for line in _told(measured, asked.seconds)))


def _told(measured: Measured, seconds: float) -> Iterator[str]:
    for what, taken in (("writes", sorted(measured.seconds)), (f"batches of {_BATCH}", sorted(measured.batches))):
        if taken:
            half, most = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
            told = f"p50 {half * 1000:.0f} ms, p99 {most * 1000:.0f} ms"
            many = f"{what}: {len(taken)}, {len(taken) / seconds:.0f} a second"
            yield f"{many}; {told}, slowest {taken[-1] * 1000:.0f} ms"
    yield "answers: " + ", ".join(f"{number} × {status}" for status, number in sorted(measured.answers.items()))


if __name__ == "__main__":
    main()
