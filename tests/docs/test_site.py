"""The guide as it is built: whole, strict, and without anything from elsewhere."""

import re
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

from api.core.http.problem_types import PROBLEM_TYPES
from tests.docs.building import build
from tests.docs.documents import DOCS, ROOT
from tests.markup import LoadedPage
from tests.patience import PATIENCE


def test_it_builds_strictly_and_its_pages_load_what_is_there_alone(tmp_path: Path) -> None:
    built = build(tmp_path)
    pages = {path: LoadedPage(path.read_text(encoding="utf-8")) for path in built.rglob("*.html")}
    written = [path for path in DOCS.rglob("*.md") if "generated" not in path.parts]
    assert len(pages) == len(written) + 1  # the page of the search
    for path, page in pages.items():
        assert page.inline == [], path
        asked = [name.partition("?")[0] for name in page.loaded if name != "#"]
        assert [name for name in asked if not (path.parent / name).exists()] == [], path
    for style in built.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert re.findall(r"@import|url\((?!['\"]?(?:data:|\w+\.png))", text) == [], style
    assert PROBLEM_TYPES.keys() <= pages[built / "reference" / "problems" / "index.html"].ids


def test_a_wheel_of_the_source_distribution_has_it(tmp_path: Path) -> None:
    def made(kind: str, source: Path) -> Path:
        command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(tmp_path)]
        subprocess.run(command, check=True, capture_output=True, cwd=source, timeout=PATIENCE)  # noqa: S603 - ours
        [found] = tmp_path.glob({"sdist": "lunju-*.tar.gz", "wheel": "lunju-*.whl"}[kind])
        return found

    with tarfile.open(made("sdist", ROOT)) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    [source] = (tmp_path / "unpacked").iterdir()
    assert not (source / "api" / "pages" / "guide").exists()
    names = ZipFile(made("wheel", source)).namelist()
    assert {f"api/pages/guide/{name}" for name in ("index.html", "searchindex.js", "reference/filters/index.html")} <= {
        *names
    }
    assert [name for name in names if name.startswith(("docs/", "tests/"))] == []
