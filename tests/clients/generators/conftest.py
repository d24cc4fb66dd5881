"""Tools that make clients of the OpenAPI document, a program for what each makes, and a service to run it with."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.api.writing import key
from tests.clients.conftest import require_node, run, shared
from tests.clients.kept_packages import install, kept
from tests.conftest import serving

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
PROGRAMS = [path for path in HERE.iterdir() if path.is_file() and path.suffix != ".py"]
ANSWERS = ["thesis essay", "source document", "mot", "412"]
"""What each program prints: of a claim, of what a link comes from, of what was changed, of a problem."""


@dataclass(frozen=True)
class Workshop:
    """A folder with the tools, and the document; and a service, with a key that may write.

    Attributes:
        folder: the folder.
        url: where the service is.
        token: the key.
    """

    folder: Path
    url: str
    token: str

    def do(self, *command: str) -> str:
        """Run a tool that is installed in the folder, and return what it prints; it must succeed."""
        first, *others = command
        installed = [self.folder / "node_modules" / ".bin", self.folder / "venv" / "bin"]
        path = os.pathsep.join([*map(str, installed), os.environ["PATH"]])  # where a tool looks for others
        done = run([shutil.which(first, path=path) or first, *others], self.folder, PATH=path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def compile_and_run(self, name: str) -> list[str]:
        """Compile a program of TypeScript, and return the lines that it prints."""
        shutil.copy(HERE / f"{name}.ts", self.folder)
        settings = json.loads((HERE / "tsconfig.json").read_text(encoding="utf-8"))
        (self.folder / f"{name}.json").write_text(json.dumps({**settings, "files": [f"{name}.ts"]}), encoding="utf-8")
        self.do("tsc", "--project", f"{name}.json")
        bundled = f"{name}.bundled.mjs"
        self.do("esbuild", f"{name}.ts", "--bundle", "--platform=node", "--format=esm", f"--outfile={bundled}")
        return self.do("node", bundled, self.url, self.token, "mot").splitlines()

    def check_and_run(self, name: str, made: Path) -> list[str]:
        """Check a program of Python, and return the lines that it prints."""
        program = made / "program.py"
        shutil.copy(HERE / f"{name}.py.txt", program)
        python = str(self.folder / "venv" / "bin" / "python")
        for command in (
            [python, "-m", "mypy", "--strict", "--follow-imports=silent", program.name],
            [python, program.name, self.url, self.token, "mot"],
        ):
            done = run(command, made)
            assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()


def installed_tools(factory: pytest.TempPathFactory) -> Path:
    def fill(folder: Path) -> None:
        for path in PROGRAMS:
            shutil.copy(path, folder)
        install(folder)

    return shared(factory, "generators", fill)


def python_tools() -> Path:
    """Return an environment of their own: they ask for other versions of what this project has too."""

    def fill(folder: Path) -> str:
        run([sys.executable, "-m", "venv", "venv"], folder)
        pip = [str(folder / "venv" / "bin" / "pip"), "install", "--quiet", "--requirement", str(REQUIREMENTS)]
        done = run(pip, folder)
        return f"the packages could not be installed: {done.stderr[-200:]}" if done.returncode else ""

    return kept("generators", REQUIREMENTS.read_text(encoding="utf-8"), fill)


@pytest.fixture
def served(writable: str) -> Iterator[tuple[str, str]]:
    """The URL of a service, and a key."""
    with serving(writable) as base:
        yield base, key(writable)


def workshop(folder: Path, served: tuple[str, str], made: Path) -> Workshop:
    """Return the tools of a folder, with the document in a folder that is a test's own."""
    base, token = served
    for name in ("node_modules", "venv"):
        if (folder / name).exists():
            (made / name).symlink_to(folder / name)
    for path in PROGRAMS:
        shutil.copy(path, made)
    (made / "openapi.json").write_bytes(httpx.get(f"{base}/openapi.json").content)
    return Workshop(made, base, token)


@pytest.fixture
def node(tmp_path_factory: pytest.TempPathFactory, served: tuple[str, str]) -> Workshop:
    """The tools that npm installs."""
    require_node()
    return workshop(installed_tools(tmp_path_factory), served, tmp_path_factory.mktemp("made"))


@pytest.fixture
def python(tmp_path_factory: pytest.TempPathFactory, served: tuple[str, str]) -> Workshop:
    """The tools that pip installs."""
    return workshop(python_tools(), served, tmp_path_factory.mktemp("made"))
