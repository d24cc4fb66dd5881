"""A real Chromium, and a service for it to look at."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest
from axe_playwright_python.base import AxeResults
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import Databases, serving
from tests.patience import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {
    "home": "/",
    "search": "/search?q=算力",
    "search of nothing": "/search",
    "search in vain": "/search?q=xyzzy",
    "list of claims": "/claims",
    "list, filtered": "/statistics?mode=forecast&essay_id=cao2023",
    "list of sources": "/sources",
    "list of reviews": "/reviews?essay_id=cao2023&target_type=statistic",
    "list of relationships": "/relationships",
    "essay": "/essays/cao2023",
    "essay, read": "/essays/moss2026/read",
    "essay, read in both languages": "/essays/moss2026/read?both=true",
    "essay without its text": "/essays/cao2023/read",
    "essay, rejected views alone": "/essays/cao2023/read?stance=rejects",
    "workbench": "/essays/moss2026/edit",
    "workbench in Chinese": "/essays/moss2026/edit?lang=zh-Hans",
    "workbench without a text": "/essays/cao2023/edit",
    "workbench of a new essay": "/essays/new",
    "essay, what was reviewed alone": "/essays/cao2023/read?reviewed=true",
    "figures": "/essays/cao2023/figures",
    "figures in Chinese": "/essays/cao2023/figures?lang=zh-Hans",
    "figures of one measure": "/essays/cao2023/figures?measure=investment",
    "claim": "/claims/cao2023-c15",
    "claim with its words": "/claims/moss2026-c1",
    "map": "/claims/cao2023-c137/map",
    "map of an essay": "/essays/cao2023/map",
    "map of an essay, unfolded, in Chinese": "/essays/cao2023/map?open=r3,c137,t5&lang=zh-Hans",
    "map of a short essay": "/essays/moss2026/map?open=r1,t2",
    "map of a relationship": "/relationships/cao2023-r3/map?open=c146",
    "map of a topic": "/topics/cao2023-t5/map",
    "map of a source": "/sources/trendforce2023/map",
    "map of a figure": "/statistics/cao2023-s33/map",
    "map in Chinese": "/claims/moss2026-c1/map?lang=zh-Hans",
    "why": "/claims/cao2023-c5/why",
    "against": "/claims/cao2023-c12/against?lang=zh-Hans",
    "impact": "/sources/gartner2021/impact",
    "audit": "/essays/cao2023/audit",
    "integrity without a text": "/essays/cao2023/integrity",
    "integrity": "/essays/moss2026/integrity",
    "changes": "/changes?essay_id=cao2023",
    "versions": "/claims/cao2023-c12/versions",
    "difference": "/relationships/cao2023-r1/diff",
    "old version": "/claims/cao2023-c12@1",
    "statistic without end": "/statistics/cao2023-s3",
    "statistic, compared": "/statistics/cao2023-s2",
    "statistic, computed": "/statistics/cao2023-s52",
    "date": "/statistics/cao2023-s17",
    "source": "/sources/gartner2021",
    "relationship": "/relationships/cao2023-r1",
    "topic": "/topics/cao2023-t5",
    "section": "/sections/cao2023-h3",
    "passage": "/passages/cao2023-p21",
    "evidence": "/evidence/cao2023-e411",
    "schemes of argument": "/schemes",
    "scheme of argument": "/schemes/sign",
    "unit": "/units/mo",
    "measure": "/measures/users",
    "entity": "/entities/chatgpt",
    "not found": "/claims/cao2023-c9999",
    "bad request": "/claims?kind=thesiss",
}
"""A page of every kind."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)) as browser,
    ):
        yield browser


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a service over a database with both packs."""
    url = Databases("sqlite", tmp_path_factory.mktemp("site"), None).seeded("moss2026")
    with serving(url) as base:
        yield base


Open = Callable[..., Page]


@contextmanager
def blank(browser: Browser, site: str, language: str = "en-GB", **described: object) -> Iterator[Page]:
    """Open an empty page, in a browser as described, from which paths lead to the service."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale=language,
        base_url=site,
        **described,  # type: ignore[arg-type] # the options of a context
    )
    context.set_default_timeout(1000 * PATIENCE)
    with closing(context):
        yield context.new_page()


def settle(page: Page) -> None:
    """Wait until a page that is loaded has nothing more to do."""
    # A window in which nothing is drawn may never get a frame, nor be told that it is idle: hence the timeouts.
    page.evaluate(
        "new Promise(done => { requestAnimationFrame(() => requestIdleCallback(done, {timeout: 1000}));"
        " setTimeout(done, 2000) })"
    )


def require_nothing_found(page: Page, *rules: str) -> None:
    """Require that axe, which is loaded, finds nothing, by all its rules or by some."""
    only = {"runOnly": rules} if rules else {}
    results = AxeResults(page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **only}))
    assert results.violations_count == 0, results.generate_report()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """A function that opens a path of the service, in a browser as described, and returns its page."""
    with ExitStack() as pages:

        def page_at(path: str, **described: str) -> Page:
            page = pages.enter_context(blank(browser, site, **described))
            page.goto(path)
            return page

        yield page_at
