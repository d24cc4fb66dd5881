"""What the data providers add to a page, and what the guide says of them."""

import gzip
import re
from pathlib import Path

import pytest

from tests.clients.admin.conftest import HERE
from tests.clients.conftest import run
from tests.docs.documents import page


@pytest.mark.parametrize("name", ["react-admin", "refine"])
def test_a_provider_is_small(built: Path, name: str) -> None:
    program = str(built / "node_modules" / ".bin" / "esbuild")
    done = run([program, f"lunju/dist/{name}.js", "--bundle", "--minify", "--format=esm"], built)
    assert done.returncode == 0, done.stderr
    assert len(gzip.compress(done.stdout.encode(), mtime=0)) < 3000


def test_what_the_guide_shows_is_in_the_admins_that_are_tested() -> None:
    admins = "".join((HERE / name).read_text(encoding="utf-8") for name in ("react-admin.tsx", "refine.tsx"))
    shown = re.findall(r"^```tsx\n(.*?)^```$", page("howto/admin.md"), re.DOTALL | re.MULTILINE)
    assert len(shown) == 8
    assert [block for block in shown if block not in admins] == []
