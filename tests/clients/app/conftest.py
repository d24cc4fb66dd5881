"""An application in React, built as its developers would, which Chromium shows from another origin than the service."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import blank, browser, settle
from tests.clients.conftest import require_node, shared
from tests.clients.editors import Editor, editor
from tests.clients.static_site import static_site
from tests.clients.typescript_client import front_end_with_client, tool
from tests.patience import PATIENCE

expect.set_options(timeout=1000 * PATIENCE)
__all__ = ["browser", "editor"]

HERE = Path(__file__).parent
PROGRAMS = [HERE / name for name in ("index.html", "package.json", "tsconfig.json", "vite.config.ts", "src")]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the application is compiled and built; `site` in it is served."""
    require_node()

    def fill(folder: Path) -> None:
        front_end_with_client(folder, PROGRAMS)
        assert tool(folder, "tsc") == ""
        assert tool(folder, "vite", "build", "--logLevel", "warn") == ""

    return shared(tmp_path_factory, "app", fill)


@pytest.fixture(scope="session")
def app_site(built: Path) -> Iterator[str]:
    """Where the application is served."""
    with static_site(built / "site") as base:
        yield base


@dataclass
class App:
    """The application in a browser, and what it asked the service for."""

    page: Page
    service: str
    asked: list[str] = field(default_factory=list)
    """Method and path of each request, but for streams of changes and preflights."""

    def note(self, request: Request) -> None:
        """Keep a request in mind, where it is one to the service."""
        method, path = request.method, request.url.partition("?")[0]
        if path.startswith(self.service) and path != f"{self.service}/changes" and method != "OPTIONS":
            self.asked.append(f"{method} {path.removeprefix(self.service)}")

    def once(self, *asked: str) -> None:
        """Hold that this was all that was asked since it was last looked at."""
        settle(self.page)
        assert self.asked == list(asked)
        self.asked.clear()


Open = Callable[..., App]


@pytest.fixture
def at(browser: Browser, app_site: str, editor: Editor) -> Iterator[Open]:
    """A function that opens a place in the application, of the editor's service, which no stream keeps from ending."""
    with ExitStack() as pages:

        def open_app(place: str, service: str = editor.base) -> App:
            page = pages.enter_context(blank(browser, app_site))
            app = App(page, service)
            page.on("request", app.note)
            page.goto(f"/?service={quote(service)}#{place}")
            return app

        yield open_app
