"""The README is true: its examples are run, and print what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.resources.registry import RESOURCES
from api.settings import Settings
from tests.api.writing import key
from tests.conftest import Databases, seed, serving
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for block in re.findall(r"```(?:console|python)\n(.*?)```", README, re.DOTALL)
    for example in re.findall(r"^\$ ((?:[^\n]*\\\n)*(?:[^'\n]|'[^']*')*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    or [(block, "")]
]
"""Every command with what it prints, in order; and the program in Python, which is said to print nothing."""


def pattern(expected: str) -> re.Pattern[str]:
    """Make a pattern of a printed example: … stands for anything, and JSON may be broken into lines."""
    parts = [re.escape(part).replace("\\\n", r"\s*") for part in re.split(r"\s*…\s*", expected.strip())]
    return re.compile(".*?".join(parts), re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_examples_print_what_the_readme_says_from_its_top_to_its_end(
    databases: Databases,
) -> None:
    url = databases.empty()
    seed(url)
    wrong = []
    with serving(url) as base:
        keys = {"KEY": key(url, "ann"), "ADMIN": key(url, "eve", role="admin"), "LUNJU_DATABASE_URL": url}
        tag = ""
        for command, expected in EXAMPLES:
            printed = run(base, command.replace("1-TAG", tag), **keys)
            tag = tag or "".join(re.findall(r'etag: "(1-.*?)"', printed) if "1-TAG" in expected else [])
            if command.startswith("import"):
                assert (len(printed.splitlines()), printed.splitlines()[-1]) == (18, "[2]")
            elif not pattern(expected.replace("1-TAG", tag)).fullmatch(printed):
                wrong.append(f"$ {command}\n{printed}")
    assert not wrong, "\n".join(wrong)


def run(base: str, command: str, **variables: str) -> str:
    """Run a command of the README, or its program, against a service, and return what it prints."""
    host = base.removeprefix("http://")
    # Who follows the changes live would stop when they have seen enough, however long that takes.
    command = re.sub(r"^(curl .*) -m 2 (.*) \| (head -n \d+)$", r"\3 < <(\1 -m 600 \2 2> /dev/null)", command)
    shell = [sys.executable, "-c"] if command.startswith("import") else ["/bin/bash", "-c"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(  # noqa: S603 - the commands are the README's
        [*shell, command.replace("localhost:8000", host)],
        capture_output=True,
        check=True,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "clients" / "python"), **variables},
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout.replace("\r\n", "\n").replace(host, "localhost:8000").strip()


def test_the_examples_are_found() -> None:
    assert len(EXAMPLES) > 60


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


def test_the_readme_tells_which_records_each_filter_by_evidence_is_for() -> None:
    relations = {
        "supports": "supported_by",
        "challenges": "challenged_by",
        "qualifies": "qualified_by",
        "illustrates": "illustrated_by",
        "restates": "restated_by",
        "undercuts": "",
    }
    said = {
        "claims": {*relations, *relations.values()},
        "statistics": {*relations, *relations.values()} - {"illustrated_by"},
        "sources": {*relations} - {"restates"},
    }
    [passive] = re.findall(
        r"^\| (.*) \| .* so bears on \(claims and statistics; `illustrated_by` claims alone\) \|", README, re.MULTILINE
    )
    [active] = re.findall(
        r"^\| (.*) \| .* \(claims, statistics and sources; `restates` no sources\) \|", README, re.MULTILINE
    )
    assert set(re.findall(r"`(\w+)=`", passive + active)) == said["claims"] - {""}
    for name, filters in said.items():
        assert filters - {""} == RESOURCES[name].filters.keys() & said["claims"], name


def test_the_readme_tells_every_setting_with_its_default() -> None:
    told = dict(re.findall(r"^\| `LUNJU_(\w+)` \|(?: `?([^|`]+?)`?)? \|", README, re.MULTILINE))
    settings = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    worded = {"DATABASE_PASSWORD": "", "PUBLIC_URL": "the request's", "ALLOWED_HOSTS": "any"}
    assert told == {name: worded.get(name, str(default)) for name, default in settings.items()}
