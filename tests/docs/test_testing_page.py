"""What the guide says of testing against Lunju does what it says, in pytest and in Node.js."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.cli.commands import environment
from tests.clients.conftest import require_node
from tests.docs.documents import ROOT, page
from tests.patience import PATIENCE

pytestmark = pytest.mark.one_database
PAGE = page("howto/test-against-lunju.md")
BIN = Path(sys.executable).parent


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]), "PYTHONPATH": str(ROOT / "clients" / "python")}
    return subprocess.run(  # noqa: S603 - what the page says
        command,
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(None) | known,
        text=True,
        timeout=PATIENCE,
    )


def test_its_tests_pass(tmp_path: Path) -> None:
    [tests] = re.findall(r"```py\n(.*?def test_.*?)```", PAGE, re.DOTALL)
    (tmp_path / "test_theirs.py").write_text(tests, encoding="utf-8")
    done = run([sys.executable, "-m", "pytest", "-p", "lunju_pytest", "-c", os.devnull, "--rootdir", "."], tmp_path)
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def test_its_options_are_those_of_the_plugin() -> None:
    source = (ROOT / "clients" / "python" / "lunju_pytest.py").read_text(encoding="utf-8")
    settings = re.findall(r'^    "(lunju_\w+)":', source, re.MULTILINE)
    assert re.findall(r"^\| `--lunju-[^`]+` \| `(\w+)` \|", PAGE, re.MULTILINE) == settings


def test_its_program_in_another_language_has_a_database_for_each_test(tmp_path: Path) -> None:
    require_node()
    [program] = re.findall(r"```js\n(.*?)```", PAGE, re.DOTALL)
    asks = """
const [one, other] = [await fresh(), await fresh()];
const headers = { Authorization: `Bearer ${one.key}` };
const etag = (await fetch(`${one.url}/claims/cao2023-c12`)).headers.get("ETag");
await fetch(`${one.url}/claims/cao2023-c12`, {
  method: "PATCH",
  headers: { ...headers, "If-Match": etag, "Content-Type": "application/merge-patch+json" },
  body: '{"stance":"reports"}',
});
for (const at of [url, one.url, other.url]) {
  console.log((await (await fetch(`${at}/claims/cao2023-c12`)).json()).version);
}
lunju.stdin.end();
"""
    (tmp_path / "fresh.mjs").write_text(program + asks, encoding="utf-8")
    done = run(["node", "fresh.mjs"], tmp_path)
    assert done.stdout.split() == ["1", "2", "1"], done.stderr
