"""A rival that cannot be installed is left out, and the run tells why."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from tests.bench.dataset import POSTGRES, Dataset
from tests.bench.node_packages import InstallError, install
from tests.bench.rivals import DATASETTE, TUTORIAL, rivals


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
