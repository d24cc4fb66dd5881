"""What is deployed by engines that no test has: each file as a linter of its kind reads it, and what must hold."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from api.settings import Settings
from tests.patience import PATIENCE

DEPLOY = Path(__file__).parents[2] / "deploy"
KUBERNETES = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "lunju.yaml").read_text(encoding="utf-8")))
_VERSION = "1.34"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The cluster's Compose file with everything filled in, as a real Compose reads it."""
    command = shutil.which("docker-compose", path=str(Path(sys.executable).parent))
    assert command, "the test extra carries a real Compose"
    done = subprocess.run(  # noqa: S603 - a command that the test extra installs
        [command, "config", "--format", "json"],
        capture_output=True,
        check=False,
        cwd=DEPLOY / "cluster",
        env=os.environ | {"PASSWORD": "secret", "LUNJU_PUBLIC_URL": "https://lunju.example"},
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["services"]
    return found


def settings_in(names: set[str]) -> set[str]:
    """Return the settings among names that there are none of."""
    known = {f"LUNJU_{name.upper()}" for name in Settings.model_fields}
    return {name for name in names if name.startswith("LUNJU_")} - known


def test_services_of_the_cluster_set_what_can_be_set(compose: dict[str, Any]) -> None:
    assert settings_in({name for service in compose.values() for name in service.get("environment", {})}) == set()


def test_the_cluster_reads_from_every_node_and_writes_through_the_pooler(compose: dict[str, Any]) -> None:
    for name in ("lunju1", "lunju2"):
        told = compose[name]["environment"]
        assert re.findall(r"node\d", told["LUNJU_READ_URL"]) == [node for node in compose if node.startswith("node")]
        assert "@pgbouncer:6432/" in told["LUNJU_DATABASE_URL"]


def test_prometheus_asks_services_of_the_cluster(compose: dict[str, Any]) -> None:
    told = yaml.safe_load((DEPLOY / "cluster" / "prometheus.yml").read_text(encoding="utf-8"))
    jobs = (job for job in told["scrape_configs"])
    asked = {target.partition(":")[0] for job in jobs for each in job["static_configs"] for target in each["targets"]}
    assert asked <= compose.keys()


@pytest.mark.parametrize("manifest", KUBERNETES, ids=lambda manifest: manifest["kind"])
def test_each_manifest_is_what_kubernetes_takes(manifest: dict[str, Any]) -> None:
    kubernetes_validate.validate(manifest, _VERSION, strict=True)


def containers() -> list[dict[str, Any]]:
    """Return what every pod runs."""
    pods = [manifest["spec"]["template"]["spec"] for manifest in KUBERNETES if "template" in manifest.get("spec", {})]
    return [container for pod in pods for container in pod["containers"]]


def test_pods_run_with_few_rights() -> None:
    for container in containers():
        context = container["securityContext"]
        assert (context["readOnlyRootFilesystem"], context["allowPrivilegeEscalation"]) == (True, False)
        assert context["capabilities"] == {"drop": ["ALL"]}


def test_pods_set_what_can_be_set() -> None:
    told = {name for manifest in KUBERNETES for name in manifest.get("data", {})}
    assert settings_in(told | {given["name"] for container in containers() for given in container["env"]}) == set()


def test_a_pod_is_ready_while_it_can_read() -> None:
    [server] = [container for container in containers() if "readinessProbe" in container]
    assert server["readinessProbe"]["httpGet"]["path"] == "/readyz"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", sorted(path.name for path in (DEPLOY / "systemd").iterdir()))
def test_each_unit_is_what_systemd_takes(unit: str, tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "lunju"
    for path in (DEPLOY / "systemd").iterdir():
        told = path.read_text(encoding="utf-8").replace("/opt/lunju/bin/lunju", str(program)).replace("User=lunju", "")
        (tmp_path / path.name).write_text(told, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603 - of the system
    assert [line for line in done.stderr.splitlines() if unit in line] == []
