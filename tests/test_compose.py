"""The Compose file, as a real Compose reads it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]


def config(**environment: str) -> subprocess.CompletedProcess[str]:
    """Let Compose fill everything in."""
    command = shutil.which("docker-compose", path=str(Path(sys.executable).parent))
    assert command, "the test extra carries a real Compose"
    own = {name: value for name, value in os.environ.items() if not name.startswith("LUNJU_")}
    return subprocess.run(  # noqa: S603 - a command that the test extra installs
        [command, "config", "--format", "json"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=own | environment,
        text=True,
        timeout=PATIENCE,
    )


def services(**environment: str) -> dict[str, Any]:
    run = config(LUNJU_PUBLIC_URL="https://lunju.example", **environment)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)["services"]
    return found


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file with everything filled in."""
    return services()


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


def test_the_health_check_of_the_api_tells_a_ready_service_from_none(compose: dict[str, Any], service: str) -> None:
    kind, python, *arguments, url = compose["api"]["healthcheck"]["test"]
    assert (kind, python, url) == ("CMD", "python", "http://127.0.0.1:8000")
    run = [
        subprocess.run(  # noqa: S603 - the file's own command, with more patience
            [sys.executable, *arguments, where, f"--timeout={PATIENCE}"], check=False, timeout=PATIENCE, cwd=ROOT
        )
        for where in (service, "http://127.0.0.1:1")
    ]
    assert [done.returncode for done in run] == [0, 1]


def test_nothing_starts_that_does_not_know_under_which_url_it_is_seen() -> None:
    run = config()
    assert (run.returncode != 0, "LUNJU_PUBLIC_URL" in run.stderr) == (True, True)


def test_the_api_is_seen_from_this_machine_alone_unless_told_otherwise(compose: dict[str, Any]) -> None:
    [port], [told] = compose["api"]["ports"], services(LUNJU_ADDRESS="0.0.0.0", LUNJU_PORT="80")["api"]["ports"]  # noqa: S104 - that is the question
    assert (port["host_ip"], port["published"]) == ("127.0.0.1", "8000")
    assert (told["host_ip"], told["published"]) == ("0.0.0.0", "80")  # noqa: S104


def test_the_database_is_seen_by_the_other_services_alone(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose.items() if service.get("ports")] == ["api"]


@pytest.mark.parametrize("service", ["db", "migrate", "api"])
def test_no_service_may_take_more_than_its_share(compose: dict[str, Any], service: str) -> None:
    assert int(compose[service]["mem_limit"]) <= 2 << 30
    assert int(compose[service]["pids_limit"]) <= 256
    assert compose[service]["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("service", ["migrate", "api"])
def test_temporary_files_have_a_bound_within_the_memory(compose: dict[str, Any], service: str) -> None:
    [mount] = compose[service]["tmpfs"]
    found = re.fullmatch(r"/tmp:size=(\d+)m,mode=1777", mount)  # noqa: S108 - where the container has it
    assert found
    assert int(found[1]) << 20 <= int(compose[service]["mem_limit"]) // 2


def test_the_database_has_no_rights_beyond_those_of_its_user(compose: dict[str, Any]) -> None:
    database = compose["db"]
    assert (database["user"], database["cap_drop"], database.get("cap_add")) == ("999:999", ["ALL"], None)


def test_images_are_of_an_exact_version(compose: dict[str, Any]) -> None:
    base = next(line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("FROM "))
    for image in (compose["db"]["image"], base.removeprefix("FROM ").removesuffix(" AS service")):
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z]+)*(@sha256:[0-9a-f]{64})?", image), image
