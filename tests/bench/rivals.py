"""The rivals: what most would take, or write, to serve the same tables."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench.databases import show
from tests.bench.dataset import POSTGRES, Dataset
from tests.bench.node_packages import NODE_22, InstallError, install, installed_version, node_version
from tests.bench.servers import Server, running, uvicorn

TUTORIAL, DATASETTE = "FastAPI + SQLModel, SQLite", "Datasette, SQLite"
SOUL, POSTGRAPHILE = "Soul, SQLite", "PostGraphile, PostgreSQL"
_PRESET = """
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
export default { extends: [PostGraphileAmberPreset], grafserv: { graphqlOverGET: true } };
"""


@dataclass(frozen=True)
class Rival:
    """A rival that can be started, and its version."""

    name: str
    version: str
    start: AbstractContextManager[Server]


def rivals(data: Dataset, kept: Path, refused: Callable[[str], None]) -> Iterator[Rival]:
    """Yield each rival that can be installed here.

    Args:
        data: what they are to serve.
        kept: the folder for packages of Node.js.
        refused: told which rival is left out, and why.
    """
    for name, prepare in ((TUTORIAL, _tutorial), (DATASETTE, _datasette), (SOUL, _soul), (POSTGRAPHILE, _postgraphile)):
        show(f"preparing {name}")
        try:
            yield Rival(name, *prepare(data, kept))
        except InstallError as error:
            refused(f"{name} is left out: {error}.")


_Prepared = tuple[str, AbstractContextManager[Server]]


def _tutorial(data: Dataset, _kept: Path) -> _Prepared:
    environment = {"BENCH_SQLITE": str(data.rivals)}
    started = running(TUTORIAL, uvicorn("tests.bench.tutorial:app"), environment, kind="tutorial")
    return f"{version('fastapi')} + {version('sqlmodel')}", started


def _datasette(data: Dataset, _kept: Path) -> _Prepared:
    if importlib.util.find_spec("datasette") is None:
        message = "it is not installed (`pip install datasette`)"
        raise InstallError(message)
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(data.rivals), "--port", "{port}"]
    return version("datasette"), running(DATASETTE, command, {}, kind="datasette")


def _soul(data: Dataset, kept: Path) -> _Prepared:
    where = install(kept / "soul", "soul-cli@0.8.2")
    command = ["node", str(where / ".bin" / "soul"), "-d", str(data.rivals), "-p", "{port}"]
    return f"{installed_version(where / 'soul-cli')} on Node.js {node_version()}", running(
        SOUL, command, {"SCARF_ANALYTICS": "false"}, kind="soul"
    )


def _postgraphile(data: Dataset, kept: Path) -> _Prepared:
    where = install(kept / "postgraphile", "postgraphile@5.1.5", f"{NODE_22}@22.23.3")  # it needs 22 or later
    preset = where.parent / "graphile.config.mjs"
    preset.write_text(_PRESET)
    command = [str(where / NODE_22 / "bin" / "node"), str(where / ".bin" / "postgraphile"), "-C", str(preset)]
    command += ["-c", data.urls[POSTGRES], "-s", "public", "-n", "127.0.0.1", "--port", "{port}"]
    environment = {"GRAPHILE_ENV": "production"}
    started = running(POSTGRAPHILE, command, environment, kind="postgraphile", database=data.postgres)
    return f"{installed_version(where / 'postgraphile')} on Node.js {installed_version(where / NODE_22)}", started
