"""How long it takes until a test has its data: `python -m tests.testing_times` prints the table of the guide.

Each is done some times, and the least is told: by the clock, and in CPU time, which other work on the machine does not
lengthen.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from lunju.testing import Ephemeral, Service
from tests.bench.databases import create_database, postgres
from tests.bench.processes import cpu_seconds

_TIMES = 5
_COPIES = 50
_PACKS = ("moss2026",)
_TEST = """
def test_one(lunju_database):
    assert lunju_database.packs == ["cao2023", "moss2026"]
"""
_CLIENT = Path(__file__).parents[1] / "clients" / "python"

Taken = tuple[float, float]
"""Seconds by the clock, and of CPU."""


def main() -> None:
    """Print the table."""
    rows: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for url in _urls(Path(folder)):
            for what, taken in _measured(url, Path(folder)):
                rows.setdefault(what, []).append(taken)
    heads = "| from nothing to … | SQLite | CPU | PostgreSQL | CPU |\n|---|--:|--:|--:|--:|"
    lines = (
        f"| {what} | {' | '.join(_told(seconds) for taken in both for seconds in taken)} |"
        for what, both in rows.items()
    )
    sys.stdout.write("\n".join([heads, *lines]) + "\n")


def _urls(folder: Path) -> Iterator[str]:
    """Yield the URL of a database of each kind, beside which others are made."""
    (folder / "sqlite").mkdir()
    yield f"sqlite:///{folder / 'sqlite' / 'lunju.db'}"
    with postgres(folder / "postgresql") as (server, _):
        yield create_database(server, "beside")


def _measured(url: str, folder: Path) -> Iterator[tuple[str, Taken]]:
    yield "a seeded service", _least(lambda: _service(url), _TIMES)
    yield "a test of pytest with a database of its own", _least(lambda: _run_pytest(url, folder), _TIMES)
    yield "a template", _run("seed", "--template", "--pack", *_PACKS, url=url)
    yield "a seeded service, where there is a template", _least(lambda: _service(url), _TIMES)
    yield "a service over a fresh copy, while another runs", _copies(url)


def _least(measure: Callable[[], Taken], times: int) -> Taken:
    clock, cpu = zip(*(measure() for _ in range(times)), strict=True)
    return min(clock), min(cpu)


def _service(url: str) -> Taken:
    began = time.perf_counter()
    with Ephemeral(_PACKS, url) as ephemeral:
        _answer(ephemeral.service)
        return time.perf_counter() - began, cpu_seconds([ephemeral.service.pid])


def _copies(url: str) -> Taken:
    """Return the least time that a copy took, and what each took of CPU: a clock of CPU ticks too seldom for one."""
    with Ephemeral(_PACKS, url) as ephemeral:
        _answer(ephemeral.service)
        clock, spent = [], cpu_seconds([ephemeral.service.pid])
        for _ in range(_COPIES):
            began = time.perf_counter()
            service = ephemeral.copy()
            _answer(service)
            clock.append(time.perf_counter() - began)
            ephemeral.drop(service)
        return min(clock), (cpu_seconds([ephemeral.service.pid]) - spent) / _COPIES


def _answer(service: Service) -> None:
    httpx.get(f"{service.url}/claims/cao2023-c12").raise_for_status()


def _run_pytest(url: str, folder: Path) -> Taken:
    (folder / "test_one.py").write_text(_TEST, encoding="utf-8")
    options = ["-q", "-p", "lunju_pytest", "--lunju-pack", *_PACKS, "--lunju-database-url", url, "-c", os.devnull]
    with _children() as taken:
        subprocess.run(  # noqa: S603 - pytest, with our own arguments
            [sys.executable, "-m", "pytest", *options, "test_one.py"],
            capture_output=True,
            check=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(_CLIENT)},
        )
    return taken()


def _run(*arguments: str, url: str) -> Taken:
    program = Path(sys.executable).parent / "lunju"
    with _children() as taken:
        subprocess.run(  # noqa: S603 - our own command
            [program, *arguments], capture_output=True, check=True, env={**os.environ, "LUNJU_DATABASE_URL": url}
        )
    return taken()


@contextmanager
def _children() -> Iterator[Callable[[], Taken]]:
    """Yield what tells how long children took within."""

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    began, before = time.perf_counter(), spent()
    yield lambda: (time.perf_counter() - began, spent() - before)


def _told(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 0.1 else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
