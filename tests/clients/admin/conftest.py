"""Small admins of react-admin and refine, built as their users would, which write to a service in Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import blank, browser
from tests.clients.conftest import require_node, shared
from tests.clients.editors import Editor, editor
from tests.clients.static_site import static_site
from tests.clients.typescript_client import front_end_with_client, tool
from tests.patience import PATIENCE

expect.set_options(timeout=1000 * PATIENCE)
__all__ = ["browser", "editor"]

HERE = Path(__file__).parent
PROGRAMS = [path for path in HERE.iterdir() if path.suffix in {".json", ".tsx", ".mjs"}]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the admins and the package that they use are built; `site` in it is served."""
    require_node()

    def fill(folder: Path) -> None:
        front_end_with_client(folder, PROGRAMS)
        bundle = ["--bundle", "--minify", "--format=esm", "--outdir=site", "--jsx=automatic", "--log-level=warning"]
        production = "--define:process.env.NODE_ENV='production'"
        assert tool(folder, "tsc", "--project", ".") == ""
        assert tool(folder, "esbuild", "react-admin.tsx", "refine.tsx", *bundle, production) == ""
        for name in ("react-admin", "refine"):
            script = f'<script type="module" src="{name}.js"></script>'
            page = f'<!doctype html><html lang="en"><title>{name}</title><body>{script}'
            (folder / "site" / f"{name}.html").write_text(page, encoding="utf-8")

    return shared(tmp_path_factory, "admin", fill)


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """Where the admins are served: another origin than the service."""
    with static_site(built / "site") as base:
        yield base


@pytest.fixture
def admin(browser: Browser, site: str, editor: Editor) -> Iterator[Callable[..., Page]]:
    """A function that opens an admin of the editor's service."""
    with blank(browser, site) as page:

        def open_admin(name: str, place: str = "") -> Page:
            page.goto(f"/{name}.html?service={quote(editor.base)}{place}")
            return page

        yield open_admin
