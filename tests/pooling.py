"""The real PgBouncer, in transaction mode, in front of a PostgreSQL."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

needs_pgbouncer = pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer, a package of Debian, is not installed")


@contextmanager
def pooled(url: str, connections: int = 3) -> Iterator[str]:
    """Put PgBouncer in front of a database, with few connections for everybody, and yield the URL that leads there."""
    assert PGBOUNCER
    target = sa.make_url(url)
    host = str(target.host or target.query.get("host") or "127.0.0.1")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="lunju-pgbouncer-") as folder:
        password = f" password={target.password}" if target.password else ""
        Path(folder, "pgbouncer.ini").write_text(
            f"[databases]\n"
            f"{target.database} = host={host} port={target.port or 5432} user={target.username}{password}\n"
            "[pgbouncer]\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
            f"pool_mode = transaction\ndefault_pool_size = {connections}\nserver_round_robin = 1\n"
            f"logfile = {folder}/log\npidfile = {folder}/pid\n",
            encoding="utf-8",
        )
        # It refuses to be root; who owns a socket of the server may connect to it.
        owner = (os.stat(host).st_uid if host.startswith("/") else 65534) if os.geteuid() == 0 else None  # noqa: PTH116
        owner = 65534 if owner == 0 else owner
        if owner is not None:
            os.chown(folder, owner, -1)
        with subprocess.Popen([PGBOUNCER, "-q", f"{folder}/pgbouncer.ini"], user=owner, cwd="/") as process:  # noqa: S603 - Debian's
            try:
                _wait(port, process, Path(folder, "log"))
                yield f"postgresql://{target.username}@127.0.0.1:{port}/{target.database}"
            finally:
                process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text() if log.exists() else "PgBouncer ended at once"
        assert time.monotonic() < deadline, "PgBouncer does not answer"
        time.sleep(0.05)
