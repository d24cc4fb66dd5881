"""The front end of the tutorial compiles, against types of the OpenAPI document, and prints what it says."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.clients.conftest import install, require_node, run
from tests.conftest import seed, serving
from tests.docs.documents import page
from tests.docs.test_examples import pattern

TUTORIAL = page("tutorials/front-end.md")


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the packages that the tutorial uses are installed."""
    require_node()
    folder = tmp_path_factory.mktemp("typescript")
    shutil.copy(Path(__file__).parent / "package.json", folder)
    done = install(folder)
    if done.returncode:
        pytest.skip(f"the packages could not be installed: {done.stderr[-200:]}")
    return folder


@pytest.fixture
def small_service(tmp_path: Path) -> Iterator[str]:
    """The URL of a service over SQLite, which is enough: what is compiled is of the document alone."""
    url = f"sqlite:///{tmp_path / 'lunju.db'}"
    seed(url)
    with serving(url) as base:
        yield base


def test_the_front_end_compiles_and_prints_what_the_tutorial_says(small_service: str, packages: Path) -> None:
    (packages / "openapi.json").write_bytes(httpx.get(f"{small_service}/openapi.json").content)
    program = "".join(re.findall(r"```ts\n(.*?)```", TUTORIAL, re.DOTALL))
    (packages / "front-end.ts").write_text(program.replace("http://localhost:8000", small_service), encoding="utf-8")
    [expected] = re.findall(r"```text\n(.*?)```", TUTORIAL, re.DOTALL)
    [strictly] = re.findall(r"npx tsc (.*) && node front-end.js", TUTORIAL)
    programs = packages / "node_modules" / ".bin"
    for command in (
        [str(programs / "openapi-typescript"), "openapi.json", "--output", "lunju.d.ts"],
        [str(programs / "tsc"), *strictly.split(), "--skipDefaultLibCheck"],  # TypeScript's own are not ours to check
        ["node", "front-end.js"],
    ):
        done = run(command, packages)
        assert done.returncode == 0, done.stdout + done.stderr
    assert pattern(expected).fullmatch(done.stdout.strip()), done.stdout


def test_the_tutorial_names_the_packages_that_are_tested() -> None:
    tested = (Path(__file__).parent / "package.json").read_text(encoding="utf-8")
    [named] = re.findall(r"^npm install (.*)$", TUTORIAL, re.MULTILINE)
    assert {name.removesuffix("@5") for name in named.split()} == set(re.findall(r'"([@\w/-]+)": "\d', tested))
