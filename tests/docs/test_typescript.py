"""The front end of the tutorial, made in an empty folder by the commands of the page, prints what the page says."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.cli.commands import LUNJU
from tests.clients.conftest import require_node, run
from tests.clients.typescript_client import PACKAGE
from tests.conftest import seed, serving
from tests.docs.documents import page
from tests.docs.test_examples import pattern

TUTORIAL = page("tutorials/front-end.md")
BLOCKS = re.findall(r"^```(ts|sh|text)\n(.*?)^```$", TUTORIAL, re.DOTALL | re.MULTILINE)
NPM = {"npm_config_prefer_offline": "true", "npm_config_audit": "false", "npm_config_fetch_retries": "1"}


@pytest.fixture
def lunju(tmp_path: Path) -> Path:
    """A reader's folder of Lunju, as the README leads to it: the client's source, the command, the database."""
    folder = tmp_path / "lunju"
    unbuilt = shutil.ignore_patterns("node_modules", "dist")
    shutil.copytree(PACKAGE, folder / "clients" / "typescript", ignore=unbuilt)
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "lunju").symlink_to(LUNJU)
    seed(f"sqlite:///{folder / 'lunju.db'}")
    return folder


@pytest.fixture
def small_service(lunju: Path) -> Iterator[str]:
    """The URL of the service over its database; SQLite is enough, since what is compiled is of the document alone."""
    with serving(f"sqlite:///{lunju / 'lunju.db'}") as base:
        yield base


def test_the_tutorial_works_from_an_empty_folder(
    small_service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_node()
    for name in [name for name in os.environ if name.startswith("LUNJU_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "front-end"
    folder.mkdir()
    program, printed, variables = folder, "", NPM
    for language, block in BLOCKS:
        written = block.replace("http://localhost:8000", small_service)
        if language == "text":
            assert pattern(block).fullmatch(printed.strip()), printed
        elif language == "ts":
            named = re.match(r"// (\S+\.ts)\n", block)
            program = folder / named[1] if named else program
            with program.open("a", encoding="utf-8") as file:
                file.write(written)
        else:
            done = run(["/bin/bash", "-euc", f'{written}\necho "KEY=${{KEY:-}}"'], folder, **variables)
            if "npm error network" in done.stderr:
                pytest.skip(f"the packages could not be installed: {done.stderr[-200:]}")
            assert done.returncode == 0, f"{written}{done.stdout}{done.stderr}"
            printed, _, key = done.stdout.rpartition("KEY=")
            variables = NPM | {"KEY": key.strip()}


def test_the_tutorial_has_programs_commands_and_what_they_print() -> None:
    found = [language for language, _ in BLOCKS]
    assert min(found.count(language) for language in ("ts", "sh", "text")) >= 4
