"""Load by `wrk`, and what it cost the server: requests per second, latency, CPU and memory of its processes."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_LOOK, _PATIENCE, _IDLE = 0.1, 600, 0.2
"""Seconds between two looks at what a server spends; how many looks; and the share of a core that is none."""
_LONGER = 20
"""How many times as long a question is asked to which nothing came in time: some take seconds at a million claims."""
_TICKS = os.sysconf("SC_CLK_TCK")
_SCRIPT = """
local requests, at = {}, 0
init = function()
  for path in io.lines(os.getenv("BENCH_PATHS")) do requests[#requests + 1] = wrk.format("GET", path) end
end
request = function() at = at % #requests + 1; return requests[at] end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\nBENCH {"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"errors":%d}\\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """What one run of load found.

    Attributes:
        rate: requests per second.
        p50: the median latency in ms.
        p99: its 99th percentile in ms.
        cpu: µs of CPU that the server's processes took per request, user and system.
    """

    rate: float
    p50: float
    p99: float
    cpu: float


def settle(roots: list[int]) -> None:
    """Wait until a server has done with what it was asked, though nobody waits for it any more."""
    spent = cpu_seconds(roots)
    for _ in range(_PATIENCE):
        time.sleep(_LOOK)
        before, spent = spent, cpu_seconds(roots)
        if spent - before < _LOOK * _IDLE:
            return


class LoadError(Exception):
    """A server answered with errors under load, or took no time to answer, so that there is nothing to tell."""


def load(
    base: str, paths: Iterable[str], headers: Mapping[str, str], connections: int, seconds: int, roots: list[int]
) -> Measured:
    """Ask a server for paths in turn, over and over.

    Args:
        base: where it serves.
        paths: what to ask for.
        headers: what to send with each request.
        connections: how many ask at once.
        seconds: for how long.
        roots: the processes at the roots of the server's process trees.

    Raises:
        LoadError: it answered with errors.
    """
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "load.lua", Path(folder) / "paths"
        script.write_text(_SCRIPT)
        listed.write_text("".join(f"{path}\n" for path in paths))
        named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        for window in (seconds, seconds * _LONGER):
            before = cpu_seconds(roots)
            run = subprocess.run(  # noqa: S603 - our own command
                ["wrk", "-t1", f"-c{connections}", f"-d{window}s", "--timeout", "60s", "-s", script, *named, base],  # noqa: S607 - as installed
                capture_output=True,
                check=True,
                env={**os.environ, "BENCH_PATHS": str(listed)},
                text=True,
            )
            spent = cpu_seconds(roots) - before
            found = json.loads(run.stdout.partition("BENCH ")[2])
            if found["requests"] or found["errors"]:
                break
            settle(roots)
    if found["errors"] or not found["requests"]:
        message = f"{base}: {found['errors']} errors in {found['requests']} requests"
        raise LoadError(message)
    return Measured(
        found["requests"] / found["seconds"], found["p50"], found["p99"], spent / found["requests"] * 1_000_000
    )


def cpu_seconds(roots: list[int]) -> float:
    """Return the CPU seconds, user and system, that trees of processes have taken."""
    ticks = 0
    for process in _tree(roots):
        fields = _read(process, "stat").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:13])) if fields else 0
    return ticks / _TICKS


def anonymous_megabytes(root: int) -> float:
    """Return the anonymous memory of a process, in MB."""
    for line in _read(root, "status").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _tree(roots: list[int]) -> set[int]:
    children: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit() and (stat := _read(int(path.name), "stat")):
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(path.name))
    found, waiting = set(), list(roots)
    while waiting:
        process = waiting.pop()
        found.add(process)
        waiting += children.get(process, [])
    return found


def _read(process: int, name: str) -> str:
    try:
        return (Path("/proc") / str(process) / name).read_text()
    except OSError:  # it has ended
        return ""
