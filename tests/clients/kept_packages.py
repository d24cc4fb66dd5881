"""Packages of Node.js that tests use, installed once for all runs, in a folder that can be thrown away at any time."""

import fcntl
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.patience import PATIENCE

KEPT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lunju-tests"
_QUIET = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retries=1")


def install(folder: Path) -> None:
    """Install the packages that a folder names, or skip where they cannot be.

    What is of a registry is linked to where it is kept; a package that lies in the folder is linked as npm does it.
    """
    named = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    beside = {name: where for name, where in named["dependencies"].items() if where.startswith("file:")}
    for name in beside:
        del named["dependencies"][name]
    wanted = json.dumps(named, sort_keys=True)

    def fill(there: Path) -> str:
        (there / "package.json").write_text(wanted, encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - npm, with our own arguments
            [shutil.which("npm") or "npm", "install", *_QUIET],
            capture_output=True,
            check=False,
            cwd=there,
            text=True,
            timeout=PATIENCE,
        )
        reasons = [line for line in done.stderr.splitlines() if "npm error" in line]
        return f"the packages could not be installed: {' '.join(reasons)[:300]}" if done.returncode else ""

    _link(kept("node", wanted, fill) / "node_modules", folder / "node_modules")
    for name, where in beside.items():
        (folder / "node_modules" / name).symlink_to(folder / where.removeprefix("file:"))


def kept(kind: str, wanted: str, fill: Callable[[Path], str]) -> Path:
    """Return a folder with what is wanted, which whoever wants it first fills; skip where that cannot be done.

    Args:
        kind: what the folder's name begins with.
        wanted: all that decides what is in it, beside the machine and the Python of this process.
        fill: fills the folder, and returns why it could not, or an empty text.
    """
    alike = f"{wanted}\n{sys.platform}\n{platform.machine()}\n{sys.base_prefix}\n{sys.version}"
    place = KEPT / f"{kind}-{sha256(alike.encode()).hexdigest()[:16]}"
    folder, whole = place / "packages", place / "whole"
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # it ends with its process, so that nobody waits for one that was killed
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            if reason := fill(folder):
                pytest.skip(reason)
            whole.touch()
    return folder


def _link(modules: Path, here: Path) -> None:
    """Link to each package, in a folder of one's own, to which tools add what they keep."""
    here.mkdir()
    for path in modules.iterdir():
        if path.name.startswith("@"):
            _link(path, here / path.name)
        else:
            (here / path.name).symlink_to(path)
