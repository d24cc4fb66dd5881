"""The client in TypeScript, as others install it, and programs that use it, compiled and bundled."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import require_node, run, shared
from tests.clients.kept_packages import install

HERE = Path(__file__).parent / "typescript"
PACKAGE = Path(__file__).parents[2] / "clients" / "typescript"
NOT_SOURCES = shutil.ignore_patterns("node_modules", "dist")


def workshop(factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the tools are, and the package, built and installed."""
    require_node()

    def fill(folder: Path) -> None:
        for path in HERE.iterdir():
            shutil.copy(path, folder)
        install(folder)
        installed = folder / "node_modules" / "lunju"
        shutil.copytree(PACKAGE, installed, ignore=NOT_SOURCES)
        assert tool(folder, "tsc", "--project", str(installed)) == ""

    return shared(factory, "typescript", fill)


def front_end_with_client(folder: Path, programs: Iterable[Path]) -> None:
    """Fill a folder with a front end that uses the package, built, as `lunju` beside it.

    Args:
        folder: is empty.
        programs: its files and folders, among them a `package.json` that names all it uses, and a compiler.
    """
    for path in programs:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path.name)
    shutil.copytree(PACKAGE, folder / "lunju", ignore=NOT_SOURCES)
    install(folder)
    assert tool(folder, "tsc", "--project", "lunju") == ""


def tool(folder: Path, name: str, *arguments: str) -> str:
    """Run a tool that is installed in a folder, and return what it says of what is wrong."""
    done = run([str(folder / "node_modules" / ".bin" / name), *arguments], folder)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def bundled(folder: Path, entry: str, *options: str) -> Path:
    """Return a file with a program and all that it imports."""
    made = folder / f"{entry.replace('/', '-')}.bundled.mjs"
    said = tool(
        folder, "esbuild", entry, "--bundle", "--format=esm", f"--outfile={made}", "--log-level=error", *options
    )
    assert said == ""
    return made


def printed_in_node(folder: Path, program: str, *arguments: str) -> str:
    """Return what a program prints in Node.js."""
    bundle = bundled(folder, program, "--platform=node")
    done = run([shutil.which("node") or "node", str(bundle), *arguments], folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def found_in_node(folder: Path, program: str, *arguments: str) -> dict[str, Any]:
    """Return what a program finds in Node.js, which it prints as JSON."""
    found: dict[str, Any] = json.loads(printed_in_node(folder, program, *arguments))
    return found
