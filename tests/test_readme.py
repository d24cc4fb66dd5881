"""The README is true: its examples are run, and print what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from api.settings import Settings
from tests.api.writing import key
from tests.conftest import serving
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    re.findall(r"^\$ ((?:[^\n]*\\\n)*(?:[^'\n]|'[^']*')*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
]
EXAMPLES = [example for block in BLOCKS for example in block if "$KEY" not in str(block)]
WRITING = [block for block in BLOCKS if "$KEY" in str(block)]
[PYTHON] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def pattern(expected: str) -> re.Pattern[str]:
    """Make a pattern of a printed example: … stands for anything, and JSON may be broken into lines."""
    parts = [re.escape(part).replace("\\\n", r"\s*") for part in re.split(r"\s*…\s*", expected.strip())]
    return re.compile(".*?".join(parts), re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_readme_says(service: str, command: str, expected: str) -> None:
    printed = run(service, command)
    assert pattern(expected).fullmatch(printed), printed


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("block", WRITING, ids=[block[0][0] for block in WRITING])
def test_examples_that_write_print_what_the_readme_says(writable: str, block: list[tuple[str, str]]) -> None:
    with serving(writable) as base:
        tag = ""
        for command, expected in block:
            keys = {"KEY": key(writable, uuid4().hex), "ADMIN": key(writable, uuid4().hex, role="admin")}
            printed = run(base, command.replace("1-TAG", tag), **keys, LUNJU_DATABASE_URL=writable)
            tag = tag or "".join(re.findall(r'etag: "(1-.*?)"', printed))
            assert pattern(expected.replace("1-TAG", tag)).fullmatch(printed), printed


def test_the_example_in_python_runs(writable: str) -> None:
    with serving(writable) as base:
        program = PYTHON.replace("http://localhost:8000", base)
        done = subprocess.run(  # noqa: S603 - the program is the README's
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "KEY": key(writable)},
            text=True,
            timeout=PATIENCE,
        )
    lines = done.stdout.splitlines()
    assert (len(lines), lines[-1]) == (18, "[2]")


def run(base: str, command: str, **variables: str) -> str:
    """Run a command of the README against a service, and return what it prints."""
    host = base.removeprefix("http://")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(  # noqa: S603 - the commands are the README's
        ["/bin/bash", "-c", command.replace("localhost:8000", host)],
        capture_output=True,
        check=True,
        env={**os.environ, "PATH": path, **variables},
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout.replace("\r\n", "\n").replace(host, "localhost:8000").strip()


def test_the_examples_are_found() -> None:
    assert len(EXAMPLES) > 8


def test_ci_runs_the_commands_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    [install] = re.findall(r"pip install (-qc constraints.txt -e '.\[test\]') && .venv/bin/pytest", README)
    assert f"pip install {install}" in ci
    assert "\nquietly pytest\n" in ci


def test_the_readme_counts_what_the_pack_holds() -> None:
    folder = ROOT / "seed" / "packs" / "cao2023"
    for word, name in (("claims", "claims"), ("figures", "statistics"), ("sources", "sources")):
        count = len((folder / f"{name}.ndjson").read_text(encoding="utf-8").splitlines())
        assert f"{count} {word}" in README
    links = len((folder / "evidence.ndjson").read_text(encoding="utf-8").splitlines())
    assert f"{links} links of evidence" in README


def test_the_readme_tells_every_setting_with_its_default() -> None:
    told = dict(re.findall(r"^\| `LUNJU_(\w+)` \|(?: `?([^|`]+?)`?)? \|", README, re.MULTILINE))
    settings = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    worded = {"DATABASE_PASSWORD": "", "PUBLIC_URL": "the request's", "ALLOWED_HOSTS": "any"}
    assert told == {name: worded.get(name, str(default)) for name, default in settings.items()}
