"""Every page in a real browser: accessible in light and dark, whole on a phone, and from here alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Request

from tests.browser.conftest import PAGES, Open


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Open, path: str, scheme: str) -> None:
    results = Axe().run(open_page(path, color_scheme=scheme))
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
@pytest.mark.parametrize("language", ["en-GB", "zh-CN"])
def test_a_phone_shows_the_whole_width(open_page: Open, path: str, language: str) -> None:
    page = open_page(path, width=320, language=language)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_nothing_is_asked_of_another_host_and_nothing_is_refused(open_page: Open, site: str, path: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = open_page("/healthz")
    page.on("request", note)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert [text for text in complaints if "Content Security Policy" in text or "Error" in text] == []
