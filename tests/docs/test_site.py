"""The guide as it is built: whole, strict, and without anything from elsewhere."""

import re

import pytest

from api.core.http.problem_types import PROBLEM_TYPES
from tests.docs.building import Built, built
from tests.docs.documents import DOCS
from tests.markup import LoadedPage


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory)


def test_it_builds_without_a_complaint(site: Built) -> None:
    assert site.complaints == ""


def test_its_pages_load_what_is_there_alone(site: Built) -> None:
    pages = {path: LoadedPage(path.read_text(encoding="utf-8")) for path in site.guide.rglob("*.html")}
    written = [path for path in DOCS.rglob("*.*") if path.suffix in {".md", ".ipynb"} and "generated" not in path.parts]
    assert len(pages) == len(written) + 1  # the page of the search
    for path, page in pages.items():
        assert page.inline == [], path
        asked = [name.partition("?")[0] for name in page.loaded if name != "#"]
        assert [name for name in asked if not (path.parent / name).exists()] == [], path
    for style in site.guide.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert re.findall(r"@import|url\((?!['\"]?(?:data:|\w+\.png))", text) == [], style
    assert PROBLEM_TYPES.keys() <= pages[site.guide / "reference" / "problems" / "index.html"].ids


def test_a_wheel_of_the_source_distribution_has_it(site: Built) -> None:
    assert [name for name in site.source_names if name.startswith("api/pages/guide/")] == []
    assert {"index.html", "searchindex.js", "reference/filters"} <= {
        str(path.relative_to(site.guide)) for path in site.guide.rglob("*")
    }
    names = {path.name for path in site.wheel.iterdir()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"api", "migrations", "seed"}
