"""Small admins of react-admin and refine, built as their users would, which write to a service in Chromium."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.writing import Json, client_of, key, patch
from tests.browser.conftest import browser
from tests.clients.conftest import install, require_node, run, shared
from tests.conftest import serving
from tests.patience import PATIENCE

expect.set_options(timeout=1000 * PATIENCE)
__all__ = ["browser"]

HERE = Path(__file__).parent
PACKAGE = HERE.parents[2] / "clients" / "typescript"
PROGRAMS = [path.name for path in HERE.iterdir() if path.suffix in {".json", ".tsx", ".mjs"}]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the admins and the package that they use are built; `site` in it is served."""
    require_node()

    def fill(folder: Path) -> str:
        for name in PROGRAMS:
            shutil.copy(HERE / name, folder)
        shutil.copytree(PACKAGE, folder / "lunju", ignore=shutil.ignore_patterns("node_modules", "dist"))
        installed = install(folder)
        if installed.returncode:
            return f"the packages could not be installed: {installed.stderr[-200:]}"
        program = partial(str.__add__, str(folder / "node_modules" / ".bin") + "/")
        bundle = ["--bundle", "--minify", "--format=esm", "--outdir=site", "--jsx=automatic", "--log-level=warning"]
        production = "--define:process.env.NODE_ENV='production'"
        for command in (
            [program("tsc"), "--project", "lunju"],
            [program("tsc"), "--project", "."],
            [program("esbuild"), "react-admin.tsx", "refine.tsx", *bundle, production],
        ):
            done = run(command, folder)
            assert done.returncode == 0, done.stdout + done.stderr
        for name in ("react-admin", "refine"):
            script = f'<script type="module" src="{name}.js"></script>'
            page = f'<!doctype html><html lang="en"><title>{name}</title><body>{script}'
            (folder / "site" / f"{name}.html").write_text(page, encoding="utf-8")
        return ""

    return shared(tmp_path_factory, "admin", fill)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """Where the admins are served: another origin than the service."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(built / "site"))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class Editor:
    """Somebody who may write to a service, beside those who do so in an admin."""

    base: str
    key: str
    client: httpx.Client

    def claim(self, identifier: str) -> Json:
        """Return a claim as it is now."""
        found: Json = self.client.get(f"/claims/{identifier}").raise_for_status().json()
        return found

    def change(self, identifier: str, body: object) -> None:
        """Change a claim, whatever anybody else sees of it."""
        patch(self.client, f"/claims/{identifier}", body).raise_for_status()


@pytest.fixture
def editor(writable: str) -> Iterator[Editor]:
    """An editor, of a service over a database that nobody else writes to."""
    token = key(writable)
    with serving(writable) as base, client_of(base, token) as client:
        yield Editor(base, token, client)


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(1000 * PATIENCE)
    with closing(context):
        yield context.new_page()


@pytest.fixture
def admin(browser: Browser, site: str, editor: Editor) -> Iterator[Callable[..., Page]]:
    """A function that opens an admin of the editor's service."""
    with _page(browser) as page:

        def open_admin(name: str, place: str = "") -> Page:
            page.goto(f"{site}/{name}.html?service={quote(editor.base)}{place}")
            return page

        yield open_admin
