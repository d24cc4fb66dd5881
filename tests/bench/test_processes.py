"""What a server takes is what its whole tree of processes takes."""

import subprocess
import sys

from tests.bench.processes import cpu_seconds, resident_megabytes
from tests.patience import wait_until

CHILD = "import sys; held = bytearray(200 * 2**20); sum(range(10**7)); print('held', flush=True); sys.stdin.read()"
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


def test_cpu_and_memory_of_a_child_count() -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", PARENT, CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"held\n"
        assert resident_megabytes(parent.pid) > 200
        wait_until(lambda: cpu_seconds([parent.pid]) > 0.1, "the child's CPU is told of")
        parent.communicate()


def test_what_has_ended_takes_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert (cpu_seconds([ended.pid]), resident_megabytes(ended.pid)) == (0, 0)
