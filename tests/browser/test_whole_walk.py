"""All that is shown of an argument, walked by keyboard alone in a real browser, with scripts and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import blank
from tests.conftest import Databases, engine_of, serving
from tests.past import Past, Step

ESSAY, CLAIM = "moss2026", "moss2026-c9"
MOST_STOPS = 500
"""Within how many stops of the tab key whatever is on a page must be."""
EDIT = {"en": "This proves nothing of bare streets.", "zh-Hans": "这不能说明街道光秃的影响。"}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a service with both essays, one claim of which has a second version."""
    url = Databases("sqlite", tmp_path_factory.mktemp("edited"), None).seeded(ESSAY)
    with engine_of(url) as engine:
        Past(engine).write(Step("claims", CLAIM, {"note": EDIT}, reason="Said more plainly."))
    with serving(url) as base:
        yield base


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run."""
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, edited: str, *, scripts: bool) -> Iterator[Page]:
    """The home page."""
    with blank(browser, edited, java_script_enabled=scripts) as page:
        page.goto("/")
        yield page


def step_to(page: Page, wanted: Locator) -> None:
    """Press the tab key until something has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{wanted} is not to be reached by the tab key")


def follow(page: Page, wanted: Locator) -> None:
    step_to(page, wanted)
    page.keyboard.press("Enter")


def link(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).first


def to_essay(page: Page) -> None:
    follow(page, page.get_by_role("navigation").get_by_role("link", name="Essays").first)
    follow(page, page.get_by_role("main").locator(f'a[href$="essays/{ESSAY}"]').first)
    expect(page).to_have_url(re.compile(f"/essays/{ESSAY}$"))


def unfold(page: Page, part: str, *, scripts: bool) -> None:
    """Unfold a part of a map, where it stands or on a page of its own."""
    page.locator("body").evaluate("element => element.dataset.seen = 'yes'")
    follow(page, page.locator(f'a.fold[data-part="{part}"]').first)
    expect(page.locator(f'details[data-part="{part}"]').first).to_have_attribute("open", "")
    if scripts:
        expect(page.locator("body")).to_have_attribute("data-seen", "yes")
    else:
        expect(page).to_have_url(re.compile(part))


def test_from_the_home_page_to_a_difference(page: Page, tmp_path: Path, *, scripts: bool) -> None:
    # Home, and read.
    follow(page, page.locator(f'main a[href$="essays/{ESSAY}/read"]'))
    expect(page).to_have_url(re.compile(f"/essays/{ESSAY}/read$"))

    # A claim lights its words.
    follow(page, link(page, "Claim 9"))
    words = page.locator(".words span").filter(has_text="because the old and the poor live there too").last
    expect(words).to_have_css("background-color", "rgb(246, 231, 195)")
    expect(page.locator(f"#{CLAIM}")).to_be_in_viewport()

    # Its page, and its map.
    follow(page, page.locator(f"#{CLAIM} p > a").first)
    expect(page).to_have_url(re.compile(f"/claims/{CLAIM}$"))
    follow(page, link(page, "Map"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What bears on this claim, and why")

    # The map of the essay, unfolded twice.
    to_essay(page)
    follow(page, link(page, "The argument, drawn"))
    unfold(page, "c19", scripts=scripts)
    unfold(page, "c10", scripts=scripts)

    # A source that it leans on, and what falls with it.
    follow(page, page.locator('details[data-part="c10"] .facts a[href$="sources/hara2025"]').first)
    follow(page, link(page, "All that would fall, in the order of the text"))
    expect(page.get_by_text(re.compile("Take it away: .* would lose all support"))).to_be_visible()

    # A picture of figures.
    to_essay(page)
    follow(page, link(page, "See its figures drawn, each on its axis"))
    saving = page.get_by_role("button", name="PNG") if scripts else page.locator(".saves a")
    with page.expect_download() as told:
        follow(page, saving.first)
    saved = tmp_path / "saved"
    told.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG" if scripts else b"<svg")
    assert told.value.suggested_filename.startswith(f"{ESSAY}-")

    # The audit.
    to_essay(page)
    follow(page, link(page, "Audit of the argument"))
    expect(page.get_by_role("heading", name="What was found")).to_be_visible()

    # What changed.
    follow(page, page.get_by_role("contentinfo").get_by_role("link", name="What changed"))
    follow(page, link(page.get_by_role("main"), "What changed"))
    expect(page).to_have_url(re.compile(f"/claims/{CLAIM}/diff"))
    expect(page.locator("ins").first).to_be_visible()
