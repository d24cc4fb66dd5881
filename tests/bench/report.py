"""The one table of a run, and what it was made on."""

import argparse
import os
import platform
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from api.core.db.engine import SQLITE
from tests.bench.load import Measured
from tests.bench.servers import CONSTANT, LIMIT

_PACKAGES = ("uvicorn", "uvloop", "httptools", "fastapi", "starlette", "sqlmodel", "sqlalchemy", "asyncpg", "msgspec")
_HEAD = (
    "| question | server | requests/s | p50 ms | p99 ms | CPU µs/request | to the limit | to constant bytes |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|\n"
)


def report(
    options: argparse.Namespace,
    results: Mapping[tuple[str, str], list[Measured]],
    memory: Mapping[str, float],
    notes: list[str],
    postgres: str,
) -> str:
    """Return the table in Markdown: medians over the rounds, and ratios of CPU within this run."""
    rows = [_row(question, server, found, results) for (question, server), found in results.items()]
    held = ", ".join(f"{name} {size:.0f}" for name, size in memory.items() if name.startswith("Lunju"))
    run = (
        f"`python -m tests.bench --claims {options.claims} --rounds {options.rounds} --seconds {options.seconds}`, "
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; one worker each, wrk with 32 connections (2 for facets) on the "
        "same cores; medians over the rounds; the last two columns are ratios of CPU. Figures compare within this "
        "table alone: no two runs find the machine alike."
    )
    told = [
        run,
        machine(postgres),
        f"Anonymous memory at most, MB: {held}.",
        *notes,
    ]
    return _HEAD + "".join(rows) + "".join(f"\n{line}\n" for line in told)


def machine(postgres: str) -> str:
    """Say on what the run was made: cores, processor, and versions."""
    info = Path("/proc/cpuinfo").read_text()
    model = next(
        (line.partition(": ")[2] for line in info.splitlines() if line.startswith("model name")), "unknown CPU"
    )
    return (
        f"{os.cpu_count()} cores of {model}; Python {platform.python_version()}, SQLite {SQLITE.sqlite_version} "
        f"({sqlite3.sqlite_version} in the rivals), PostgreSQL {postgres}, "
        f"{', '.join(f'{name} {_version(name)}' for name in _PACKAGES)}."
    )


def _row(question: str, server: str, found: list[Measured], results: Mapping[tuple[str, str], list[Measured]]) -> str:
    cpu = median(item.cpu for item in found)
    ratios = [
        f"{cpu / median(item.cpu for item in base):.2f}" if (base := results.get((question, other))) else ""
        for other in (LIMIT, CONSTANT)
    ]
    rate, p50, p99 = (median(getattr(item, name) for item in found) for name in ("rate", "p50", "p99"))
    return f"| {question} | {server} | {rate:.0f} | {p50:.1f} | {p99:.1f} | {cpu:.0f} | {' | '.join(ratios)} |\n"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
