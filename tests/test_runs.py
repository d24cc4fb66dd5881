"""What `python -m tests` lists can be run, and what checks before a commit is what CI checks."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.__main__ import RUNS
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
CHECKS = {"ruff", "mypy", "lint-imports"}


def test_every_run_is_listed_in_a_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests"], capture_output=True, check=True, cwd=ROOT, text=True, timeout=PATIENCE
    )
    assert [line.partition("  ")[0] for line in done.stdout.splitlines()] == [what for what, _ in RUNS]
    assert all(command in done.stdout for _, command in RUNS)


def test_what_is_listed_is_there() -> None:
    for _, command in RUNS:
        for path in re.findall(r"(?:tests|clients|\.ci)/[\w./]+", command):
            assert (ROOT / path).exists(), path
        for module in re.findall(r"python -m ([\w.]+)", command):
            assert find_spec(module) is not None, module


def test_each_variable_that_is_listed_is_read_by_what_it_is_for() -> None:
    for _, command in RUNS:
        for variable, path in re.findall(r"(LUNJU_\w+)=\d+ pytest (\S+)", command):
            assert variable in (ROOT / path).read_text(encoding="utf-8"), path


def test_the_checks_before_a_commit_are_those_of_ci() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    checks = [line for line in re.findall(r"^ *quietly (.*)$", ci, re.MULTILINE) if line.split()[0] in CHECKS]
    said = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"entry: (.*)", said) == checks
    assert set(re.findall(r"(?:repo|language): (.*)", said)) == {"local", "system"}
