"""A load of strangers: whoever has no key does all at once what ought not to hurt, while an editor and a reader go on.

    python -m tests.strangers --seconds 60

It serves a new SQLite file at the loopback address, in a process of its own as `lunju serve` does, and prints how long
the editor and the reader waited, and how much memory the service had at most. It fails if p99 is over a second, if an
answer was no success, or if the memory was over 300 MB. What the strangers do is bounded: so many connections each,
and no longer than they were told.
"""

import argparse
import asyncio
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.deploy.test_proxies import free_port

MOST_SECONDS = 1.0
MOST_MEGABYTES = 300
_HEAD = "Host: 127.0.0.1\r\n"
_KEY = f"Authorization: Bearer lunju_{'0' * 16}_{'0' * 64}\r\n"
_MEGABYTE = b"[" * 1024 * 1024


@dataclass
class Target:
    """Where strangers go, and until when."""

    port: int
    until: float
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def is_open(self) -> bool:
        """Whether there is time left."""
        return time.monotonic() < self.until

    async def say(self, *parts: bytes, pause: float = 0, hold: float = 0) -> None:
        """Connect, say something in parts, and take the beginning of the answer."""
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                for part in parts:
                    writer.write(part)
                    await asyncio.wait_for(writer.drain(), 5)
                    await asyncio.sleep(pause)
                if hold:
                    await asyncio.sleep(min(hold, max(self.until - time.monotonic(), 0)))
                else:
                    line = await asyncio.wait_for(reader.readline(), 10)
                    self.answers[line.split(b" ")[1].decode() if b" " in line else "closed"] += 1
            finally:
                writer.close()


def head(line: str, *fields: str) -> bytes:
    """Return the head of a request."""
    return (line + " HTTP/1.1\r\n" + _HEAD + "Connection: close\r\n" + "".join(fields) + "\r\n").encode()


Doing = Callable[[Target], Awaitable[None]]


async def half_a_head(at: Target) -> None:
    """Send half a head, and wait."""
    await at.say(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", hold=60)


async def a_head_without_end(at: Target) -> None:
    """Send ten megabytes of one header."""
    await at.say(b"GET / HTTP/1.1\r\nX: ", *[b"x" * 1024 * 1024] * 10)


async def brackets(at: Target) -> None:
    """Send 16 MiB of brackets without a good key."""
    said = head("POST /batches", _KEY, "Content-Type: application/json\r\n", f"Content-Length: {16 * 1024 * 1024}\r\n")
    await at.say(said, *[_MEGABYTE] * 16)


async def a_stalled_body(at: Target) -> None:
    """Begin a body, and wait."""
    await at.say(head("POST /claims", _KEY, "Content-Length: 1000000\r\n") + b"{", hold=60)


async def a_costly_header(at: Target) -> None:
    """Send headers that a careless parser reads in more than linear time."""
    accepts = [("Accept", "a/b" + " " * 60_000 + "x"), ("Accept", "a;" * 30_000), ("Accept-Language", "a-" * 30_000)]
    for name, value in (*accepts, ("If-None-Match", '"' * 60_000), ("Range", "bytes=" + "1" * 60_000)):
        await at.say(head("GET /claims", f"{name}: {value}\r\n"))


async def a_costly_query(at: Target) -> None:
    """Send a query string of sixty kilobytes of parameters that there are not."""
    await at.say(head("GET /claims?" + "&".join(f"p{number}=1" for number in range(7000))))


async def a_keyless_write(at: Target) -> None:
    """Write without a key."""
    await at.say(head("POST /claims", "Content-Type: application/json\r\n", "Content-Length: 2\r\n") + b"{}")


async def an_export_for_another_host(at: Target) -> None:
    """Ask for the export under a host that nobody asked by before."""
    at.answers["hosts"] += 1
    await at.say(f"HEAD /export.zip HTTP/1.1\r\nHost: h{at.answers['hosts']}\r\nConnection: close\r\n\r\n".encode())


async def a_stream(at: Target) -> None:
    """Follow the changes."""
    await at.say(head("GET /changes", "Accept: text/event-stream\r\n"), hold=60)


async def two_hosts(at: Target) -> None:
    """Name two hosts."""
    await at.say(b"GET /claims?limit=1 HTTP/1.1\r\nHost: a\r\nHost: b.evil\r\nConnection: close\r\n\r\n")


CROWD: tuple[tuple[Doing, int, float], ...] = (
    (half_a_head, 300, 1.0),
    (a_stalled_body, 100, 1.0),
    (a_stream, 100, 1.0),
    (a_head_without_end, 2, 0.2),
    (brackets, 2, 0.2),
    (a_costly_header, 2, 0.05),
    (a_costly_query, 2, 0.05),
    (a_keyless_write, 4, 0.01),
    (an_export_for_another_host, 2, 0.05),
    (two_hosts, 2, 0.05),
)
"""What strangers do, how many of them, and how many seconds each rests between two tries."""


async def _again_and_again(at: Target, doing: Doing, rest: float) -> None:
    while at.is_open:
        await doing(at)
        await asyncio.sleep(rest)


async def _crowd(port: int, seconds: float) -> None:
    targets = [(Target(port, time.monotonic() + seconds), *how) for how in CROWD]
    tasks = [_again_and_again(at, doing, rest) for at, doing, most, rest in targets for _ in range(most)]
    await asyncio.gather(*tasks)
    for at, doing, _, _ in targets:
        heard = ", ".join(f"{count} × {status}" for status, count in sorted(at.answers.items()) if status != "hosts")
        print(f"  {doing.__name__.replace('_', ' ')}: {heard or 'no answer was waited for'}", flush=True)


def crowd(port: int, seconds: float) -> None:
    """Let the strangers loose."""
    asyncio.run(_crowd(port, seconds))


@dataclass
class Waited:
    """How long somebody waited for each answer, in seconds, and what they were told."""

    who: str
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def ask(self, client: httpx.Client, until: float, request: Callable[[int], httpx.Request]) -> None:
        """Ask again and again."""
        number = 0
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                status = client.send(request(number)).status_code
            except httpx.HTTPError:
                status = 0
            self.seconds.append(time.monotonic() - began)
            self.statuses[status] += 1
            number += 1
            time.sleep(0.05)

    def quantile(self, part: float) -> float:
        """Return how long at most that part of the answers took."""
        return sorted(self.seconds)[min(int(part * len(self.seconds)), len(self.seconds) - 1)]

    @property
    def held(self) -> bool:
        """Whether all was well."""
        return set(self.statuses) == {200} and self.quantile(0.99) < MOST_SECONDS

    def __str__(self) -> str:
        """Tell it."""
        told = ", ".join(f"{count} × {status}" for status, count in self.statuses.items())
        return f"{self.who}: {told}; p50 {self.quantile(0.5) * 1000:.0f} ms, p99 {self.quantile(0.99) * 1000:.0f} ms"


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _lunju(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from api.cli.main import main; main()", *arguments]


def hold(seconds: float) -> bool:
    """Serve, let strangers loose, and tell whether an editor and a reader were served meanwhile."""
    with tempfile.TemporaryDirectory(prefix="lunju-") as folder:
        port = free_port()
        environment = os.environ | {"LUNJU_DATABASE_URL": f"sqlite:///{folder}/lunju.db"}
        subprocess.run(_lunju("seed"), env=environment, check=True, capture_output=True)  # noqa: S603
        made = _lunju("key", "create", "editor", "--role", "editor")
        key = subprocess.run(made, env=environment, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
        serving = _lunju("serve", "--port", str(port))
        with subprocess.Popen(serving, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
            try:
                return _watch(server.pid, port, key, seconds)
            finally:
                server.terminate()


def _watch(process: int, port: int, key: str, seconds: float) -> bool:
    base = f"http://127.0.0.1:{port}"
    while True:
        with suppress(httpx.TransportError):
            httpx.get(f"{base}/readyz")
            break
        time.sleep(0.05)
    strangers = multiprocessing.get_context("spawn").Process(target=crowd, args=(port, seconds))
    strangers.start()
    until = time.monotonic() + seconds
    editor, reader = Waited("an editor who writes"), Waited("a reader")
    patch = {"Authorization": f"Bearer {key}", "If-Match": "*", "Content-Type": "application/merge-patch+json"}
    with httpx.Client(base_url=base, timeout=60) as client:

        def change(number: int) -> httpx.Request:
            body = b'{"note":{"en":"%d","zh-Hans":"%d"}}' % (number, number)
            return client.build_request("PATCH", f"/claims/cao2023-c{number % 200 + 1}", headers=patch, content=body)

        def read(number: int) -> httpx.Request:
            return client.build_request("GET", f"/claims?limit=50&number_gt={number % 200 + 1}")

        asking = [
            threading.Thread(target=editor.ask, args=(client, until, change)),
            threading.Thread(target=reader.ask, args=(client, until, read)),
        ]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
    strangers.join()
    memory = _megabytes(process)
    print(f"{editor}\n{reader}\nmemory at most: {memory:.0f} MB")
    return editor.held and reader.held and memory < MOST_MEGABYTES


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the strangers stay, at most 600")
    seconds = min(parser.parse_args().seconds, 600.0)
    sys.exit(not hold(seconds))


if __name__ == "__main__":
    main()
