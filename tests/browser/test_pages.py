"""Every page in a real browser: accessible in light and dark, whole on a phone, and from here alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PAGES, Open, blank


@dataclass
class Shown:
    """A page, what it asked for, and what the browser had to say about it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=PAGES.values(), ids=list(PAGES))
def shown(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Shown]:
    """A page that is loaded whole; each of the tests looks at it in another way."""
    with blank(browser, site) as page:
        found = Shown(page)
        page.on("request", lambda request: found.asked.append(request.url))
        page.on("console", lambda message: found.said.append(message.text))
        page.on("pageerror", lambda error: found.said.append(str(error)))
        page.goto(request.param)
        page.wait_for_load_state("networkidle")
        yield found


def test_nothing_is_asked_of_another_host_and_nothing_is_refused(shown: Shown, site: str) -> None:
    assert [url for url in shown.asked if not url.startswith(f"{site}/")] == []
    assert [text for text in shown.said if "Content Security Policy" in text or "Error" in text] == []


def test_axe_finds_nothing(shown: Shown) -> None:
    shown.page.emulate_media(color_scheme="light")
    results = Axe().run(shown.page)
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_in_the_colours_of_the_dark(shown: Shown) -> None:
    shown.page.emulate_media(color_scheme="dark")
    results = Axe().run(shown.page, options={"runOnly": ["color-contrast", "link-in-text-block"]})
    assert results.violations_count == 0, results.generate_report()


def test_a_phone_shows_the_whole_width(shown: Shown) -> None:
    shown.page.set_viewport_size({"width": 320, "height": 900})
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_a_phone_shows_the_whole_width_in_chinese(open_page: Open, path: str) -> None:
    page = open_page(path, language="zh-CN")
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
