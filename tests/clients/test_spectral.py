"""The OpenAPI document keeps to OWASP's rules for APIs, as Spectral checks them."""

import json
from pathlib import Path

from api.app import create_app
from api.settings import Settings
from tests.clients.conftest import run


def test_the_document_keeps_to_the_rules(installed: Path) -> None:
    document = create_app(Settings(database_url="sqlite:///unused.db")).openapi()
    (installed / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    spectral = str(installed / "node_modules" / ".bin" / "spectral")
    command = [spectral, "lint", "openapi.json", "--ruleset", "spectral.yaml", "--fail-severity", "warn"]
    done = run(command, installed)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_waiver_has_its_reason() -> None:
    lines = (Path(__file__).parent / "spectral.yaml").read_text(encoding="utf-8").splitlines()
    waived = [place for place, line in enumerate(lines) if line.endswith('"off"')]
    assert [lines[place] for place in waived if not lines[place - 1].strip().startswith(("#", "owasp"))] == []
