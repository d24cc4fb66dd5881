"""The programs of a cluster, each run in the background, with what it prints kept.

PostgreSQL and PgBouncer refuse to be root: where tests are run as root, programs are run in a namespace of users in
which root is somebody else, so that they can still read what root can: this environment's Python.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.patience import PATIENCE

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
HAPROXY, ETCD, PGBOUNCER = (shutil.which(name, path=_PATH) for name in ("haproxy", "etcd", "pgbouncer"))
PATRONI = (sys.executable, "-m", "patroni") if find_spec("patroni") else None

AS_SOMEBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000") if os.geteuid() == 0 else ()


def _is_somebody() -> bool:
    """Tell whether programs can be run as whom they need."""
    return not AS_SOMEBODY or subprocess.run([*AS_SOMEBODY, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603 - of the system


_ABSENT = [
    name
    for name, found in {
        "haproxy": HAPROXY,
        "etcd": ETCD,
        "pgbouncer": PGBOUNCER,
        "patroni": PATRONI,
        "namespaces of users": _is_somebody(),
    }.items()
    if not found
]
needs_cluster = pytest.mark.skipif(bool(_ABSENT), reason=f"not installed: {', '.join(_ABSENT)}")


class Program:
    """A program that runs in the background, alone in a group of processes."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str], name: str) -> None:
        """Say what is run, and where what it prints is kept."""
        self.name = name
        self._command = command
        self._folder = folder
        self._environment = {"PATH": _PATH, "HOME": str(folder), "LANG": "C.UTF-8", **environment}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What it printed."""
        return Path(self._folder, f"{self.name}.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Run it."""
        with Path(self._folder, f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - programs of the system and of this environment
                [*AS_SOMEBODY, *self._command],
                env=self._environment,
                cwd=self._folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def send(self, what: signal.Signals) -> None:
        """Send a signal to it alone."""
        assert self._process
        self._process.send_signal(what)

    def stop(self) -> None:
        """End it, and all that it started, at once."""
        if self._process:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
