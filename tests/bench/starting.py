"""The part that starts: commands that answer at once, the first seeding, and a service until it is ready."""

import http.client
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.databases import show
from tests.bench.dataset import Dataset
from tests.bench.findings import Started
from tests.bench.servers import free_port, lunju

_LOOK = 0.005


class StartError(Exception):
    """A service ended before it was ready."""


def start(data: Dataset, times: int) -> Iterator[Started]:
    """Start everything some times, one after the other."""
    show("starts")
    yield Started("`lunju --version`", [_run({}, "--version") for _ in range(times)])
    yield Started("`lunju --help`", [_run({}, "--help") for _ in range(times)])
    with tempfile.TemporaryDirectory(dir=data.folder) as folder:
        empty = [{"LUNJU_DATABASE_URL": f"sqlite:///{Path(folder) / str(turn)}.db"} for turn in range(times)]
        yield Started("`lunju seed`, an empty SQLite file", [_run(one, "seed") for one in empty])
        ready = [_ready(empty[0]) for _ in range(times)]
        yield Started("`lunju serve` until `/readyz`, SQLite, the first essay", ready)
    for name, url in data.urls.items():
        ready = [_ready({"LUNJU_DATABASE_URL": url}) for _ in range(times)]
        yield Started(f"`lunju serve` until `/readyz`, {name}, {data.claims:,} claims", ready)


def _run(environment: Mapping[str, str], *arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run(lunju(*arguments), capture_output=True, check=True, env={**os.environ, **environment})  # noqa: S603 - our own command
    return time.perf_counter() - began


def _ready(environment: Mapping[str, str]) -> float:
    port, began = free_port(), time.perf_counter()
    command = lunju("serve", "--port", str(port))
    with subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        try:
            while not _is_ready(port):
                if process.poll() is not None:
                    message = f"`lunju serve` ended with {process.returncode}"
                    raise StartError(message)
                time.sleep(_LOOK)
            return time.perf_counter() - began
        finally:
            process.terminate()


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except ConnectionError:
        return False
    finally:
        connection.close()
