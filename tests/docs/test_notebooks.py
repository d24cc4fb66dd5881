"""The notebooks of the guide print what is stored of them, and are pages of it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Databases, serving
from tests.docs.building import Built, built
from tests.docs.documents import DOCS, ROOT
from tests.patience import PATIENCE

NOTEBOOKS = sorted((DOCS / "tutorials").glob("*.ipynb"))


@pytest.fixture(scope="module")
def service_just_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a service as a first start makes it; what is read is the same on either database."""
    url = Databases("sqlite", tmp_path_factory.mktemp("notebooks"), None).seeded()
    with serving(url) as base:
        yield base


def test_a_notebook_prints_what_is_stored_of_it(service_just_made: str, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "docs.run_notebooks", service_just_made, tmp_path],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    for notebook in NOTEBOOKS:
        printed = (tmp_path / notebook.name).read_text(encoding="utf-8")
        assert printed == notebook.read_text(encoding="utf-8"), "run `python -m docs.run_notebooks URL`"
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.name for path in NOTEBOOKS])
def test_a_notebook_is_a_page_of_the_guide_and_can_be_downloaded(
    notebook: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site: Built = built(tmp_path_factory)
    page = (site.guide / "tutorials" / notebook.stem / "index.html").read_text(encoding="utf-8")
    [download] = site.guide.glob(f"_downloads/*/{notebook.name}")
    assert download.read_bytes() == notebook.read_bytes()
    assert f"_downloads/{download.parent.name}/{notebook.name}" in page
    assert "d7e3620ba4f7" in page  # what its last cell prints
