"""The servers that are compared: each one worker process on a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.shapes import Paths, Shape

LIMIT, CONSTANT = "uvicorn with a query (the limit)", "uvicorn with constant bytes"
STORED = "uvicorn with a query of stored bytes"
_START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        name: what the table calls it.
        base: where it serves.
        process: its process.
        roots: its process, and that of its database where it has one.
        kind: whose paths it answers: lunju, datasette or tutorial.
        caches: whether it repeats what it answered before; then only repeats are asked of it, else all but those.
    """

    name: str
    base: str
    process: int
    roots: list[int]
    kind: str
    caches: bool = False

    def paths(self, shape: Shape) -> Paths:
        """Return how it is asked for a shape; nothing where it is not asked."""
        if self.kind == "lunju" and self.name not in {LIMIT, STORED, CONSTANT} and self.caches != shape.again:
            return []
        paths: Paths = getattr(shape, self.kind)
        return paths if self.kind == "lunju" or not shape.again else []


@contextmanager
def running(  # noqa: PLR0913 - all but the command may be left out
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    kind: str = "lunju",
    probe: str = "/",
    database: int | None = None,
    caches: bool = False,
) -> Iterator[Server]:
    """Run a server until the context is left; `{port}` in its command stands for its port.

    Raises:
        TimeoutError: it does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with subprocess.Popen(  # noqa: S603 - our own commands
        [part.format(port=port) for part in command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(name, base + probe, process)
            roots = [process.pid] if database is None else [process.pid, database]
            yield Server(name, base, process.pid, roots, kind, caches)
        finally:
            process.terminate()


def lunju() -> list[str]:
    """Return the command that serves Lunju."""
    return [sys.executable, "-c", "from api.cli.main import main; main()", "serve", "--port", "{port}"]


def uvicorn(app: str, *, factory: bool = False) -> list[str]:
    """Return the command that serves an ASGI application."""
    quiet = ["--no-access-log", "--log-level", "warning"]
    return [sys.executable, "-m", "uvicorn", app, "--port", "{port}", *quiet, *(["--factory"] if factory else [])]


def datasette(file: Path) -> list[str] | None:
    """Return the command that serves a file with Datasette; None where it is not installed."""
    beside = Path(sys.executable).parent / "datasette"
    found = str(beside) if beside.exists() else shutil.which("datasette")
    return [found, "serve", "-i", str(file), "--port", "{port}"] if found else None


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
