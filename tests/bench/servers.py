"""A server that runs: one worker process on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from tests.bench.shapes import Paths, Shape

_START_SECONDS = 300


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        name: what the tables call it.
        base: where it serves.
        process: its process.
        database: the process of its database, where it has one.
        kind: whose paths it answers: lunju, datasette, tutorial, soul or postgraphile.
        repeats: whether it is asked repeats alone, or all but those; None is all.
    """

    name: str
    base: str
    process: int
    database: int | None = None
    kind: str = "lunju"
    repeats: bool | None = False

    @property
    def sides(self) -> tuple[list[int], list[int]]:
        """The roots of its processes, and those of its database."""
        return [self.process], [] if self.database is None else [self.database]

    @property
    def roots(self) -> list[int]:
        """The roots of all of them."""
        return [root for side in self.sides for root in side]

    def paths(self, shape: Shape) -> Paths:
        """Return how it is asked for a shape; nothing where it is not asked."""
        if self.repeats is not None and self.repeats != shape.again:
            return []
        paths: Paths = getattr(shape, self.kind)
        return paths


@contextmanager
def running(  # noqa: PLR0913 - all but the command may be left out
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    kind: str = "lunju",
    probe: str = "/",
    database: int | None = None,
    repeats: bool | None = False,
) -> Iterator[Server]:
    """Run a server until the context is left; `{port}` in its command stands for its port.

    Raises:
        TimeoutError: it does not answer.
    """
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with subprocess.Popen(  # noqa: S603 - our own commands
        [part.format(port=port) for part in command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(name, base + probe, process)
            yield Server(name, base, process.pid, database, kind, repeats)
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def lunju(*arguments: str) -> list[str]:
    """Return a command of Lunju."""
    return [sys.executable, "-c", "from api.cli.main import main; main()", *arguments]


def serving() -> list[str]:
    """Return the command that serves Lunju."""
    return lunju("serve", "--port", "{port}")


def uvicorn(app: str, *, factory: bool = False) -> list[str]:
    """Return the command that serves an ASGI application."""
    quiet = ["--no-access-log", "--log-level", "warning"]
    return [sys.executable, "-m", "uvicorn", app, "--port", "{port}", *quiet, *(["--factory"] if factory else [])]


def _wait(name: str, url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=60).status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    message = f"{name} does not answer at {url}"
    raise TimeoutError(message)
