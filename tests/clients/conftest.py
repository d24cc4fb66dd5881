"""Packages of Node.js, installed from the registry for tests: what a front-end developer would use."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MINUTES = 5


def run(command: list[str], folder: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    # A proxy is for the registry; the service is on this machine, and axios would ask the proxy for it.
    known = {**os.environ, "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}
    return subprocess.run(  # noqa: S603 - node and npm, with our own arguments
        command, cwd=folder, input=given, capture_output=True, text=True, check=False, timeout=MINUTES * 60, env=known
    )


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the packages are installed, as npm installs them."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("clients")
    for name in ("package.json", "ask.mjs", "spectral.yaml"):
        shutil.copy(HERE / name, folder)
    quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = run([npm, "install", *quiet, "--fetch-retries=1"], folder)
    if done.returncode:
        reasons = [line for line in done.stderr.splitlines() if "npm error code" in line]
        pytest.skip(f"the packages could not be installed: {' '.join(reasons) or 'npm failed'}")
    return folder
