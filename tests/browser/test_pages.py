"""Every page in a real browser: accessible in light and dark, whole on a phone, and from here alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PAGES, blank, require_nothing_found, settle


@dataclass
class Shown:
    """A page, what it asked for, and what the browser had to say about it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def window(browser: Browser, site: str) -> Iterator[Shown]:
    """A window that shows one page after the other."""
    with blank(browser, site) as page:
        found = Shown(page)
        page.on("request", lambda request: found.asked.append(request.url))
        page.on("console", lambda message: found.said.append(message.text))
        page.on("pageerror", lambda error: found.said.append(str(error)))
        yield found


@pytest.fixture(scope="module", params=PAGES.values(), ids=list(PAGES))
def shown(request: pytest.FixtureRequest, window: Shown) -> Shown:
    """A page that is loaded whole, and axe with it; each of the tests looks at it in another way."""
    window.asked.clear()
    window.said.clear()
    window.page.set_viewport_size({"width": 1280, "height": 900})
    window.page.goto(request.param)
    window.page.evaluate(AXE_SCRIPT)
    return window


@pytest.fixture(scope="module")
def chinese_phone(browser: Browser, site: str) -> Iterator[Page]:
    """A window as narrow as a phone, of somebody who reads Chinese."""
    with blank(browser, site, language="zh-CN") as page:
        page.set_viewport_size({"width": 320, "height": 900})
        yield page


def test_axe_finds_nothing(shown: Shown) -> None:
    shown.page.emulate_media(color_scheme="light")
    require_nothing_found(shown.page)


def test_axe_finds_nothing_in_the_colours_of_the_dark(shown: Shown) -> None:
    shown.page.emulate_media(color_scheme="dark")
    require_nothing_found(shown.page, "color-contrast", "link-in-text-block")


def test_a_phone_shows_the_whole_width(shown: Shown) -> None:
    shown.page.set_viewport_size({"width": 320, "height": 900})
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_is_asked_of_another_host_and_nothing_is_refused(shown: Shown, site: str) -> None:
    settle(shown.page)
    assert shown.asked
    assert [url for url in shown.asked if not url.startswith(f"{site}/")] == []
    assert [text for text in shown.said if "Content Security Policy" in text or "Error" in text] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_a_phone_shows_the_whole_width_in_chinese(chinese_phone: Page, path: str) -> None:
    chinese_phone.goto(path)
    assert chinese_phone.evaluate("[document.documentElement.lang, document.documentElement.scrollWidth <= 320]") == [
        "zh-Hans",
        True,
    ]
