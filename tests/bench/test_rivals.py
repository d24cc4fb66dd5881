"""A rival that cannot be installed is left out, and the run tells why."""

import importlib.util
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.bench import fleet
from tests.bench.dataset import POSTGRES, Dataset
from tests.bench.node_packages import InstallError, install
from tests.bench.rivals import DATASETTE, TUTORIAL, Rival, rivals
from tests.bench.servers import running
from tests.bench.shapes import Shape


def test_what_cannot_be_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    data = Dataset(1000, tmp_path, tmp_path / "bench.db", tmp_path / "bench.db", {POSTGRES: ""}, 1, "18", [])
    told: list[str] = []
    assert [rival.name for rival in rivals(data, tmp_path, told.append)] == [TUTORIAL]
    assert told == [
        f"{DATASETTE} is left out: it is not installed (`pip install datasette`).",
        "Soul, SQLite is left out: Node.js and npm are not installed.",
        "PostGraphile, PostgreSQL is left out: Node.js and npm are not installed.",
    ]


def test_npm_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("npm", "node"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'npm error code E404' >&2\necho 'npm error 404 Not Found' >&2\nexit 3\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InstallError, match="npm ended with 3: code E404, 404 Not Found"):
        install(tmp_path / "kept", "nothing@1")


def test_a_rival_that_does_not_answer_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Rival("Broken, SQLite", "1", running("Broken", [sys.executable, "-c", ""], {}))
    monkeypatch.setattr(fleet, "_limits", lambda *_: [])
    monkeypatch.setattr(fleet, "_lunju", lambda *_: [])
    monkeypatch.setattr(fleet, "rivals", lambda *_: [broken])
    data = Dataset(1000, tmp_path, tmp_path / "bench.db", tmp_path / "bench.db", {}, 1, "18", [])
    told: list[str] = []
    with ExitStack() as stack:
        assert fleet.fleet(stack, data, [Shape("one", ["/"])], tmp_path, told.append) == ([], {})
    [line] = told
    assert line.startswith("Broken, SQLite is left out: Broken does not answer at http://127.0.0.1:")
