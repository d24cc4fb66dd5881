"""The OpenAPI document keeps to what Spectral, with OWASP's rules for APIs, and Redocly ask of one."""

import json
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from tests.clients.conftest import run

HERE = Path(__file__).parent


@pytest.fixture
def document(installed: Path) -> Path:
    """The folder with the linters, and the document."""
    described = create_app(Settings(database_url="sqlite:///unused.db")).openapi()
    (installed / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    return installed


def test_spectral_finds_nothing(document: Path) -> None:
    spectral = str(document / "node_modules" / ".bin" / "spectral")
    command = [spectral, "lint", "openapi.json", "--ruleset", "spectral.yaml", "--fail-severity", "warn"]
    done = run(command, document)
    assert done.returncode == 0, done.stdout + done.stderr


def test_redocly_finds_nothing(document: Path) -> None:
    redocly = str(document / "node_modules" / ".bin" / "redocly")
    done = run([redocly, "lint", "openapi.json", "--config", "redocly.yaml", "--format", "json"], document)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}


@pytest.mark.parametrize("rules", ["spectral.yaml", "redocly.yaml"])
def test_every_waiver_has_its_reason(rules: str) -> None:
    lines = (HERE / rules).read_text(encoding="utf-8").splitlines()
    waived = [place for place, line in enumerate(lines) if line.endswith(('"off"', ": off"))]
    assert [lines[place] for place in waived if not lines[place - 1].strip().startswith(("#", "owasp"))] == []
