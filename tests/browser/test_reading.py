"""An essay, read in a real browser: claims light their words, and words their claims."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

READ = "/essays/moss2026/read"
SAYS = "This does not prove that bare streets made them ill, because the old and the poor live there too."


def note(page: Page, record: str) -> Locator:
    return page.locator(f"#{record}")


def words(page: Page) -> Locator:
    return page.locator(".words span").filter(has_text=SAYS)


def test_pointing_at_a_claim_lights_its_words(open_page: Open) -> None:
    page = open_page(READ)
    note(page, "moss2026-c9").hover()
    expect(words(page)).to_have_class(re.compile(r"\blit\b"))
    page.locator(".eyebrow").hover()
    expect(words(page)).not_to_have_class(re.compile(r"\blit\b"))


def test_pointing_at_words_lights_their_claim_and_no_other(open_page: Open) -> None:
    page = open_page(READ)
    words(page).hover()
    expect(page.locator(".nt.lit")).to_have_id("moss2026-c9")


def test_focus_lights_as_pointing_does(open_page: Open) -> None:
    page = open_page(READ)
    page.get_by_role("link", name="Claim 9", exact=True).focus()
    expect(page.locator(".nt.lit")).to_have_id("moss2026-c9")
    note(page, "moss2026-c9").get_by_role("link").last.focus()
    expect(words(page)).to_have_class(re.compile(r"\blit\b"))


def test_the_keyboard_goes_from_words_to_their_claim_and_back(open_page: Open) -> None:
    page = open_page(READ)
    page.get_by_role("link", name="Claim 9", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#moss2026-c9$"))
    page.keyboard.press("Tab")
    expect(note(page, "moss2026-c9").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#moss2026-p\d+$"))
    expect(words(page)).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_link_to_a_claim_marks_it_and_its_words(open_page: Open, scripts: bool) -> None:  # noqa: FBT001 - of a test
    page = open_page(f"{READ}#moss2026-c9", java_script_enabled=scripts)
    expect(note(page, "moss2026-c9")).to_be_in_viewport()
    expect(words(page)).to_have_css("background-color", "rgb(246, 231, 195)")
    expect(note(page, "moss2026-c9")).to_have_css("background-color", "rgb(246, 231, 195)")
    expect(note(page, "moss2026-c8")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_link_to_a_passage_scrolls_to_it_and_marks_it(open_page: Open, scripts: bool) -> None:  # noqa: FBT001 - of a test
    page = open_page("/claims/moss2026-c9", java_script_enabled=scripts)
    page.get_by_role("link", name="In the text").click()
    expect(words(page)).to_be_in_viewport()
    expect(words(page)).to_have_css("background-color", "rgb(246, 231, 195)")


def test_the_outline_stays_beside_and_tells_where_one_is(open_page: Open) -> None:
    page = open_page(READ)
    outline = page.get_by_role("navigation", name="Outline")
    outline.get_by_role("link").last.click()
    expect(outline).to_be_in_viewport()
    expect(outline.locator("[aria-current]")).to_have_text("Public planting and private gardens")


def test_notes_fold_beneath_their_paragraph_on_a_phone(open_page: Open) -> None:
    page = open_page(READ)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(note(page, "moss2026-c9")).to_be_hidden()
    page.get_by_role("link", name="Claim 9", exact=True).click()
    expect(note(page, "moss2026-c9")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_notes_stand_beside_their_paragraph_where_there_is_room(open_page: Open) -> None:
    page = open_page(READ)
    beside, text = note(page, "moss2026-c1").bounding_box(), page.locator("#paragraph-2 .words").bounding_box()
    assert beside
    assert text
    assert beside["x"] > text["x"] + text["width"]
    assert abs(beside["y"] - text["y"]) < 40


def test_print_has_the_notes_in_the_margin_and_nothing_to_click(open_page: Open) -> None:
    page = open_page(READ)
    page.set_viewport_size({"width": 720, "height": 1000})
    page.emulate_media(media="print")
    expect(note(page, "moss2026-c9")).to_be_visible()
    for name in (".contents", ".tools", ".top nav", ".end"):
        expect(page.locator(name).first).to_be_hidden()


def test_an_essay_without_its_text_is_walked_by_its_outline(open_page: Open) -> None:
    page = open_page("/essays/cao2023/read")
    page.get_by_role("navigation", name="Outline").get_by_role("link", name="Users flock in").click()
    expect(page.get_by_role("heading", name="Users flock in")).to_be_in_viewport()
    page.locator("#cao2023-c23").hover()
    expect(page.locator("rect.lit")).not_to_have_count(0)


def test_the_page_is_narrowed_to_rejected_views_and_widened_again(open_page: Open) -> None:
    page = open_page(READ)
    everything = page.locator(".nt").count()
    page.locator("summary", has_text="Filter").click()
    page.get_by_role("navigation", name="Stance").get_by_role("link", name="rejected").click()
    expect(page.locator(".nt .struck")).not_to_have_count(0)
    assert page.locator(".nt").count() < everything
    page.get_by_role("navigation", name="Stance").get_by_role("link", name="rejected").click()
    expect(page.locator(".nt")).to_have_count(everything)
