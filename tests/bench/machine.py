"""What a run is made on, so that two can be compared."""

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from api.core.db.engine import SQLITE

_PACKAGES = ("uvicorn", "uvloop", "httptools", "fastapi", "starlette", "sqlmodel", "sqlalchemy", "asyncpg", "msgspec")


def machine(folder: Path, postgres: str) -> dict[str, str]:
    """Return the cores, the processor, the file system, and every version.

    Args:
        folder: where the databases are.
        postgres: the version of PostgreSQL.
    """
    info = Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*: (.*)$", info, re.MULTILINE)
    return {
        "cores": str(os.cpu_count()),
        "processor": model[1] if model else platform.machine(),
        "file system": _printed("stat", "-f", "-c", "%T", str(folder)),
        "Python": platform.python_version(),
        "SQLite": SQLITE.sqlite_version,
        "SQLite of the tutorial and Datasette": sqlite3.sqlite_version,
        "PostgreSQL": postgres,
        **{name: _version(name) for name in _PACKAGES},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()  # noqa: S603 - our own command
