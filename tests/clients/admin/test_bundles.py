"""What the data providers add to a page."""

import gzip
from pathlib import Path

import pytest

from tests.clients.conftest import run


@pytest.mark.parametrize("name", ["react-admin", "refine"])
def test_a_provider_is_small(built: Path, name: str) -> None:
    program = str(built / "node_modules" / ".bin" / "esbuild")
    done = run([program, f"lunju/dist/{name}.js", "--bundle", "--minify", "--format=esm"], built)
    assert done.returncode == 0, done.stderr
    assert len(gzip.compress(done.stdout.encode(), mtime=0)) < 3000
