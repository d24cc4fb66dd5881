"""What trees of processes take of the machine: CPU and memory, as Linux tells."""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

_LOOK, _PATIENCE, _IDLE = 0.1, 600, 0.2
"""Seconds between two looks at what a server spends; how many looks; and the share of a core that is none."""
_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(roots: Iterable[int]) -> float:
    """Return the CPU seconds, user and system, that trees of processes have taken, with those that ended meanwhile."""
    ticks = 0
    for process in _tree(roots):
        fields = _read(process, "stat").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15])) if fields else 0
    return ticks / _TICKS


def settle(roots: Iterable[int]) -> None:
    """Wait until a server has done with what it was asked, though nobody waits for it any more."""
    roots = list(roots)
    spent = cpu_seconds(roots)
    for _ in range(_PATIENCE):
        time.sleep(_LOOK)
        before, spent = spent, cpu_seconds(roots)
        if spent - before < _LOOK * _IDLE:
            return


def resident_megabytes(root: int) -> float:
    """Return what a tree of processes holds of the memory, its files and libraries too, in MB."""
    return sum(_megabytes(process, "status", "VmRSS:") for process in _tree([root]))


def anonymous_megabytes(root: int) -> float:
    """Return what a tree of processes holds of the memory that is in no file, in MB."""
    return sum(_megabytes(process, "status", "RssAnon:") for process in _tree([root]))


def proportional_megabytes(root: int) -> float:
    """Return what a tree of processes holds of the memory, in MB; what they share counts once."""
    return sum(_megabytes(process, "smaps_rollup", "Pss:") for process in _tree([root]))


def _megabytes(process: int, name: str, field: str) -> float:
    found = (line.split()[1] for line in _read(process, name).splitlines() if line.startswith(field))
    return int(next(found, 0)) / 1024


def _tree(roots: Iterable[int]) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit() and (stat := _read(int(path.name), "stat")):
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(path.name))
    waiting = list(roots)
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children.get(process, [])


def _read(process: int, name: str) -> str:
    try:
        return (Path("/proc") / str(process) / name).read_text()
    except OSError:  # it has ended
        return ""
