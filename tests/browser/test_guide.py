"""The guide in a real browser: whole on a phone, in light and dark, from here alone, and searchable."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from starlette.staticfiles import StaticFiles

from api.pages import guide_routes
from tests.browser.conftest import Open, settle
from tests.docs.building import built
from tests.patience import PATIENCE

PAGES = ("", "tutorials/tour/", "reference/settings/", "reference/filters/", "explanation/performance/")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="package", autouse=True)
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The guide as it is now, which the service answers with."""
    folder = built(tmp_path_factory).guide
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(guide_routes, "guide", StaticFiles(directory=folder, check_dir=False))
        yield folder


def complaints_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_it_is_whole_on_a_phone_and_the_policy_refuses_nothing(open_page: Open, site: str) -> None:
    page = open_page("/")
    page.set_viewport_size({"width": 375, "height": 900})
    complaints, asked = complaints_of(page), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(f"/guide/{path}")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            settle(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 375, path
    assert complaints == []
    assert [url for url in asked if not url.startswith((f"{site}/", "data:"))] == []


def test_dark_is_dark(open_page: Open) -> None:
    page, shades = open_page("/guide/"), []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades.append(sum(map(int, shade.removeprefix("rgb(").removesuffix(")").split(", "))))
    light, dark = shades
    assert (dark < 150, light > 600) == (True, True)


def test_it_is_searched(open_page: Open) -> None:
    page = open_page("/guide/")
    complaints = complaints_of(page)
    page.get_by_role("textbox", name="Search").fill("redaction")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results")).to_contain_text("Take away what must not stay", timeout=1000 * PATIENCE)
    assert complaints == []


def test_a_page_leads_to_it_and_it_leads_back(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12")
    page.get_by_role("link", name="The guide").click()
    page.get_by_role("link", name="Its pages").click()
    page.wait_for_url("**/")
    assert page.url.rpartition("/")[0].count("/") == 2
