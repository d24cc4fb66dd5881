"""The Compose file, as a real Compose reads it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file with everything filled in."""
    command = shutil.which("docker-compose", path=str(Path(sys.executable).parent))
    assert command, "the test extra carries a real Compose"
    run = subprocess.run(  # noqa: S603 - a command that the test extra installs
        [command, "config", "--format", "json"], capture_output=True, check=True, cwd=ROOT, text=True, timeout=PATIENCE
    )
    services: dict[str, Any] = json.loads(run.stdout)["services"]
    return services


def test_the_api_starts_when_the_migration_is_done(compose: dict[str, Any]) -> None:
    assert compose["api"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_migration_waits_for_a_healthy_database(compose: dict[str, Any]) -> None:
    assert compose["migrate"]["depends_on"]["db"]["condition"] == "service_healthy"


@pytest.mark.parametrize("service", ["migrate", "api"])
def test_lunju_runs_with_few_rights(compose: dict[str, Any], service: str) -> None:
    found = compose[service]
    assert (found["read_only"], found["user"], found["cap_drop"]) == (True, "10001:10001", ["ALL"])


@pytest.mark.parametrize("service", ["db", "migrate", "api"])
def test_the_password_comes_by_file(compose: dict[str, Any], service: str) -> None:
    assert [secret["source"] for secret in compose[service]["secrets"]] == ["lunju_database_password"]


def test_the_data_outlives_the_container_where_postgresql_18_keeps_it(compose: dict[str, Any]) -> None:
    assert [volume["target"] for volume in compose["db"]["volumes"]] == ["/var/lib/postgresql"]


@pytest.mark.parametrize("service", ["db", "api"])
def test_what_serves_tells_its_health(compose: dict[str, Any], service: str) -> None:
    assert compose[service]["healthcheck"]["test"]
