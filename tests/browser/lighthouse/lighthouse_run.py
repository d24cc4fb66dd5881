"""Lighthouse on a page of every kind that people begin with: accessibility and best practices, and how fast it shows.

How fast depends on the machine, so this is a run of its own: `pytest -n 0 tests/browser/lighthouse/lighthouse_run.py`.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.clients.conftest import require_node
from tests.clients.kept_packages import install
from tests.patience import PATIENCE

PAGES = {
    "home": "/",
    "list": "/claims",
    "sources": "/sources",
    "claim": "/claims/cao2023-c137",
    "read": "/essays/moss2026/read",
    "map of a claim": "/claims/cao2023-c137/map",
    "map of an essay": "/essays/cao2023/map",
    "figures": "/essays/cao2023/figures",
    "audit": "/essays/cao2023/audit",
}
LEAST = {"accessibility": 100, "best-practices": 100, "performance": 95}
TRIES = 3
"""How often a page is looked at, of which the best counts: what else the machine does makes pages slower."""


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program is."""
    require_node()
    folder = tmp_path_factory.mktemp("lighthouse")
    shutil.copy(Path(__file__).with_name("package.json"), folder)
    install(folder)
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def scores(lighthouse: Path, url: str) -> dict[str, int]:
    """Return what Lighthouse gives a page, of a hundred."""
    flags = " ".join(["--headless=new", "--no-proxy-server", *ARGUMENTS])
    categories = f"--only-categories={','.join(LEAST)}"
    options = ["--quiet", "--output=json", "--output-path=stdout", categories, f"--chrome-flags={flags}"]
    done = subprocess.run(  # noqa: S603 - our own words
        [shutil.which("node") or "node", str(lighthouse), url, *options],
        capture_output=True,
        check=False,
        env=os.environ | {"CHROME_PATH": str(CHROMIUM)},
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * found[name]["score"]) for name in LEAST}


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_lighthouse_finds_little_to_mend(lighthouse: Path, site: str, path: str) -> None:
    best = dict.fromkeys(LEAST, 0)
    for _ in range(TRIES):
        best = {name: max(best[name], score) for name, score in scores(lighthouse, f"{site}{path}").items()}
        if all(best[name] >= least for name, least in LEAST.items()):
            return
    pytest.fail(f"{path}: {best}")
