"""Packages of Node.js, installed once for all runs in a folder that can be thrown away at any time."""

import json
import os
import platform
import shutil
import subprocess
from pathlib import Path

NODE_22 = f"node-linux-{'arm64' if platform.machine() == 'aarch64' else 'x64'}"
"""The package that holds Node.js itself."""
_QUIET = ("--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1")
_SECONDS = 600
"""How long an installation may take: some packages are compiled by it."""

KEPT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lunju-bench"
"""Where they are kept if nobody says where."""


class InstallError(Exception):
    """A package cannot be installed here; the message says why, in one line."""


def install(folder: Path, *packages: str) -> Path:
    """Install packages into a folder of their own, where they are not yet, and return where npm put them.

    Raises:
        InstallError: they cannot be installed.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        message = "Node.js and npm are not installed"
        raise InstallError(message)
    where = folder / "node_modules"
    if not all((where / name.rpartition("@")[0]).exists() for name in packages):
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), *_QUIET, *packages]
        try:
            subprocess.run(  # noqa: S603 - our own command
                command,
                capture_output=True,
                check=True,
                cwd=folder,
                env={**os.environ, "JOBS": "max"},  # of node-gyp
                text=True,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired:
            message = f"npm did not end in {_SECONDS} s"
            raise InstallError(message) from None
        except subprocess.CalledProcessError as error:
            told = [line.removeprefix("npm error ") for line in error.stderr.splitlines() if "error" in line]
            message = f"npm ended with {error.returncode}: {', '.join(told[:2])}"
            raise InstallError(message) from None
    return where


def node_version() -> str:
    """Return the version of the Node.js that is installed here."""
    return subprocess.run(["node", "--version"], capture_output=True, check=True, text=True).stdout.strip("v\n")  # noqa: S607 - as installed


def installed_version(package: Path) -> str:
    """Return the version of a package that was installed."""
    return str(json.loads((package / "package.json").read_text())["version"])
