"""Three nodes of Patroni with etcd, HAProxy and PgBouncer, from the files of `deploy/cluster/`, on loopback."""

import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psycopg

from tests.deploy.test_proxies import free_port
from tests.failover.programs import ETCD, HAPROXY, PATRONI, PGBOUNCER, Program
from tests.patience import wait_until
from tests.replication import postgres_programs

FILES = Path(__file__).parents[2] / "deploy" / "cluster"
HOST = "127.0.0.1"


class Node:
    """A node: Patroni, and the PostgreSQL that it runs."""

    def __init__(self, number: int, folder: Path, common: Mapping[str, str]) -> None:
        """Give it ports of its own."""
        self.name = f"node{number}"
        self.port, self.rest = free_port(), free_port()
        self.data = folder / self.name
        environment = {
            "PATRONI_NAME": self.name,
            "PATRONI_RESTAPI_LISTEN": f"{HOST}:{self.rest}",
            "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{HOST}:{self.rest}",
            "PATRONI_POSTGRESQL_LISTEN": f"{HOST}:{self.port}",
            "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{HOST}:{self.port}",
            "PATRONI_POSTGRESQL_DATA_DIR": str(self.data),
            "PATRONI_POSTGRESQL_BIN_DIR": str(postgres_programs()),
            "PATRONI_POSTGRESQL_PGPASS": str(folder / f"{self.name}.pgpass"),
            **common,
        }
        self.patroni = Program([*(PATRONI or ()), str(FILES / "patroni.yml")], folder, environment, self.name)

    def answers(self, role: str) -> bool:
        """Tell whether it is what Patroni calls a role."""
        with suppress(httpx.HTTPError):
            return httpx.get(f"http://{HOST}:{self.rest}/{role}", timeout=2).status_code == httpx.codes.OK
        return False

    @property
    def postmaster(self) -> int | None:
        """The process of its PostgreSQL."""
        with suppress(OSError, ValueError):
            return int((self.data / "postmaster.pid").read_text().split()[0])
        return None

    def kill_postgres(self) -> None:
        """Kill its PostgreSQL, so that Patroni looks for another primary."""
        if process := self.postmaster:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def kill(self) -> None:
        """Kill it whole, as when its machine is gone."""
        self.patroni.stop()
        self.kill_postgres()


class PatroniCluster:
    """The cluster, and where it is reached."""

    def __init__(self, folder: Path) -> None:
        """Lay out its files and ports."""
        self.password = secrets.token_hex(16)
        self.folder = folder
        client, peer = free_port(), free_port()
        common = {
            "PATRONI_ETCD3_HOSTS": f"{HOST}:{client}",
            "PATRONI_SUPERUSER_PASSWORD": self.password,
            "PATRONI_REPLICATION_PASSWORD": self.password,
        }
        here, there = f"http://{HOST}:{client}", f"http://{HOST}:{peer}"
        command = [ETCD or "", "--data-dir", str(folder / "etcd"), "--unsafe-no-fsync", "--name", "only"]
        command += ["--listen-client-urls", here, "--advertise-client-urls", here, "--listen-peer-urls", there]
        command += ["--initial-advertise-peer-urls", there, "--initial-cluster", f"only={there}"]
        self._etcd = Program(command, folder, {"ETCDCTL_API": "3"}, "etcd")
        self.nodes = [Node(number, folder, common) for number in (1, 2, 3)]
        self._haproxy, self._pgbouncer = self._proxies()

    @property
    def settings(self) -> dict[str, str]:
        """Where Lunju writes, through PgBouncer and HAProxy, and where it reads: from the nodes themselves."""
        nodes = ",".join(f"{HOST}:{node.port}" for node in self.nodes)
        return {
            "LUNJU_DATABASE_URL": f"postgresql://lunju@{HOST}:{self._pooler}/lunju",
            "LUNJU_READ_URL": f"postgresql://lunju@{nodes}/lunju",
            "LUNJU_DATABASE_PASSWORD": self.password,
        }

    @property
    def primary_url(self) -> str:
        """The database of Lunju, on whichever node is the primary."""
        nodes = ",".join(f"{HOST}:{node.port}" for node in self.nodes)
        return f"postgresql://lunju:{self.password}@{nodes}/lunju?target_session_attrs=read-write"

    def start(self) -> None:
        """Start all of it, and make the database of Lunju."""
        self._etcd.start()
        for node in self.nodes:
            node.patroni.start()
        self.wait_until_whole()
        primary = self.primary()
        with psycopg.connect(
            f"postgresql://postgres:{self.password}@{HOST}:{primary.port}/postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE ROLE lunju LOGIN PASSWORD '{self.password}'")
            connection.execute("CREATE DATABASE lunju OWNER lunju")
        self._haproxy.start()
        self._pgbouncer.start()

    def stop(self) -> None:
        """End all of it."""
        for program in (self._pgbouncer, self._haproxy):
            program.stop()
        for node in self.nodes:
            node.kill()
        self._etcd.stop()

    def primary(self) -> Node:
        """Return the node that is the primary now, once there is one."""
        wait_until(lambda: any(node.answers("primary") for node in self.nodes), "no node becomes the primary")
        return next((node for node in self.nodes if node.answers("primary")), None) or self.primary()

    def wait_until_whole(self) -> None:
        """Wait until there is a primary, a synchronous standby, and another."""

        def whole() -> bool:
            roles = [sum(node.answers(role) for node in self.nodes) for role in ("primary", "sync", "replica")]
            return roles == [1, 1, 2]

        wait_until(whole, "the cluster does not come together")

    def _proxies(self) -> tuple[Program, Program]:
        writes, status, self._pooler = free_port(), free_port(), free_port()
        environment = {"WRITES": f"{HOST}:{writes}", "STATUS": f"{HOST}:{status}"}
        for node in self.nodes:
            name = node.name.upper()
            environment |= {name: f"{HOST}:{node.port}", f"{name}_REST": str(node.rest)}
        haproxy = Program([HAPROXY or "", "-f", str(FILES / "haproxy.cfg")], self.folder, environment, "haproxy")
        told = (FILES / "pgbouncer.ini").read_text(encoding="utf-8")
        told = told.replace("port=5000", f"port={writes}").replace("6432", str(self._pooler))
        (self.folder / "pgbouncer.ini").write_text(told, encoding="utf-8")
        (self.folder / "userlist.txt").write_text(f'"lunju" "{self.password}"\n', encoding="utf-8")
        return haproxy, Program([PGBOUNCER or "", "-q", "pgbouncer.ini"], self.folder, {}, "pgbouncer")


@contextmanager
def patroni_cluster() -> Iterator[PatroniCluster]:
    """Run a cluster; all of it is gone in the end."""
    folder = Path(tempfile.mkdtemp(prefix="lunju-failover-"))
    cluster = PatroniCluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
