"""The commands of the guide bring a cluster up on one machine, and it goes on when its primary is killed."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.deploy.test_proxies import free_port
from tests.docs.documents import ROOT, page
from tests.failover.programs import AS_SOMEBODY, needs_cluster
from tests.patience import PATIENCE
from tests.replication import postgres_programs

_PORTS = ("2379", "2380", "5441", "5442", "5443", "8441", "8442", "8443", "5000", "7000", "6432", "8100")
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands() -> str:
    """Return the commands of the page, on ports that are free."""
    script = "set -e\n" + "\n".join(_BLOCK.findall(page("howto/cluster.md")))
    for port in _PORTS:
        assert port in script or port == "6432"
        script = re.sub(rf"\b{port}\b", str(free_port()), script)
    return script


@needs_cluster
def test_copying_the_commands_brings_up_a_cluster_that_outlives_its_primary() -> None:
    script = commands()
    writes, pooler = (re.search(mark, script) for mark in (r"WRITES=\$HERE:(\d+)", r"lunju@\$HERE:(\d+)/lunju"))
    assert writes
    assert pooler
    ports = f"sed -i 's/port=5000/port={writes[1]}/; s/6432/{pooler[1]}/' pgbouncer.ini"  # those of the file, too
    script = script.replace("pgbouncer -q", f"{ports}\npgbouncer -q", 1)
    with tempfile.TemporaryDirectory(prefix="lunju-guide-", ignore_cleanup_errors=True) as folder:
        Path(folder, "deploy").symlink_to(ROOT / "deploy")
        environment = {
            "HOME": folder,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PROGRAMS": str(postgres_programs()),
        }
        said = Path(folder, "printed")
        with said.open("wb") as printing:
            process = subprocess.Popen(  # noqa: S603 - the commands of the guide
                [*AS_SOMEBODY, "bash", "-c", script],
                cwd=folder,
                env=environment,
                stdout=printing,
                stderr=printing,
                start_new_session=True,
            )
        try:
            process.wait(PATIENCE)
        finally:
            _end(process.pid, Path(folder))
        printed = said.read_text()
    assert process.returncode == 0, printed
    assert '"id":"cao2023-c1"' in printed
    assert printed.count("readiness: ready") == 2
    assert re.findall(r"database host \d: (\w+)", printed)[:4].count("primary") >= 1


def _end(group: int, folder: Path) -> None:
    """End whatever was started in the background, and the servers that Patroni started in groups of their own."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    for told in folder.glob("cluster/node*/postmaster.pid"):
        with suppress(ProcessLookupError):
            os.kill(int(told.read_text().split()[0]), signal.SIGKILL)
