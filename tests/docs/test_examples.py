"""What is written is true: its examples are run, and print what it says."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.cli.commands import lunju
from tests.api.writing import key
from tests.conftest import Databases, serving
from tests.docs.documents import DOCS, ROOT, Example, documents, examples
from tests.patience import PATIENCE

_OURS = re.compile(r"lunju [\w :/.-]+")
"""A command of ours alone, which this process can run as well as a shell."""

GUIDE = [path for path in documents() if path != ROOT / "README.md"]


@pytest.fixture(scope="session")
def just_made(databases: Databases) -> str:
    """The URL of a database as a first start makes it, which nothing connects to."""
    return databases.seeded()


@pytest.fixture
def fresh(databases: Databases, just_made: str) -> Iterator[str]:
    """The URL of a copy of it, for one document."""
    url = databases.copy(just_made)
    yield url
    databases.drop(url)


def pattern(expected: str) -> re.Pattern[str]:
    """Make a pattern of a printed example: … stands for anything, and JSON may be broken into lines."""
    parts = [re.escape(part).replace("\\\n", r"\s*") for part in re.split(r"\s*…\s*", expected.strip())]
    return re.compile(".*?".join(parts), re.DOTALL)


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@needs_curl
def test_the_examples_print_what_the_readme_says_from_its_top_to_its_end(fresh: str, tmp_path: Path) -> None:
    require_what_it_says(ROOT / "README.md", fresh, tmp_path)


@needs_curl
@pytest.mark.one_database
@pytest.mark.parametrize("document", GUIDE, ids=[str(path.relative_to(ROOT)) for path in GUIDE])
def test_the_examples_print_what_a_page_says_from_its_top_to_its_end(
    document: Path, fresh: str, tmp_path: Path
) -> None:
    require_what_it_says(document, fresh, tmp_path)


def require_what_it_says(document: Path, fresh: str, tmp_path: Path) -> None:
    """Run the examples of a document, each of which prints what the document says."""
    wrong = []
    with serving(fresh) as base:
        keys = {"KEY": key(fresh, "ann"), "ADMIN": key(fresh, "eve", role="admin"), "LUNJU_DATABASE_URL": fresh}
        tag = ""
        for example in examples(document.read_text(encoding="utf-8")):
            expected = example.expected or "…"
            printed = run(example, base, tmp_path, keys, tag)
            tag = tag or "".join(re.findall(r'etag: "(1-.*?)"', printed) if "1-TAG" in expected else [])
            if not pattern(expected.replace("1-TAG", tag)).fullmatch(printed):
                wrong.append(f"$ {example.command}\n{printed}")
    assert not wrong, "\n".join(wrong)


def run(example: Example, base: str, folder: Path, variables: dict[str, str], tag: str = "") -> str:
    """Run an example against a service, and return what it prints.

    Args:
        example: the example.
        base: the URL of the service.
        folder: where it is run.
        variables: the environment that it needs.
        tag: what `1-TAG` in it stands for.
    """
    host = base.removeprefix("http://")
    # Who follows the changes live would stop when they have seen enough, however long that takes.
    command = re.sub(r"^(curl .*) -m 2 (.*) \| (head -n \d+)$", r"\3 < <(\1 -m 600 \2 2> /dev/null)", example.command)
    command = command.replace("1-TAG", tag).replace("localhost:8000", host)
    if example.shell == "bash" and _OURS.fullmatch(command):
        done = lunju(*command.split()[1:], url=variables["LUNJU_DATABASE_URL"], cwd=folder)
    else:
        done = run_in_shell(example.shell, command, folder, variables)
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout.replace("\r\n", "\n").replace(host, "localhost:8000").strip()


def run_in_shell(shell: str, command: str, folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(  # noqa: S603 - the commands are those of our own documents
        [*([sys.executable, "-c"] if shell == "python" else ["/bin/bash", "-euc"]), command],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "clients" / "python"), **variables},
        text=True,
        timeout=PATIENCE,
    )


def test_the_examples_are_found() -> None:
    found = {path: list(examples(path.read_text(encoding="utf-8"))) for path in documents()}
    assert len(found[ROOT / "README.md"]) == 10
    assert len(found[DOCS / "tutorials" / "tour.md"]) > 40
    assert sum(map(len, found.values())) > 120
