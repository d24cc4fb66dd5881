"""A reader's ways through the pages."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_from_the_home_page_to_a_claim_its_figure_its_source_and_back(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Claims").click()
    page.get_by_role("link", name="In Gartner’s report on the top strategic technology trends").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("generative artificial intelligence is placed first")
    stated = page.get_by_role("region", name="Figures that it states")
    stated.get_by_role("link").first.click()
    expect(page.locator(".huge")).to_have_text("第一位")
    page.get_by_role("link", name="Gartner, Top Strategic Technology Trends").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gartner")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/claims/cao2023-c34$"))


def test_the_same_walk_needs_no_script(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Government Enterprise").click()
    page.get_by_role("region", name="The essay’s thesis").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What bears on it")).to_be_visible()
    expect(page.locator("button[data-copy]").first).to_be_hidden()
    page.get_by_text("Cite this").click()
    page.locator("summary").get_by_text("BibTeX", exact=True).click()
    address = page.get_by_role("link", name="Download BibTeX").get_attribute("href")
    assert page.request.get(f"{page.url}/../{address}").text().startswith("@")


def test_a_form_is_unfolded_by_the_keyboard_and_then_can_be_copied(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Cite this").click()
    page.locator("summary").get_by_text("BibTeX", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cite-bib")).to_contain_text("@incollection{cao2023-c12-v1,")
    page.keyboard.press("Tab")
    expect(page.get_by_label("BibTeX", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy BibTeX")).to_be_focused()


def test_a_form_that_is_unfolded_on_a_phone_keeps_within_its_width(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12")
    page.get_by_text("Cite this").click()
    page.set_viewport_size({"width": 320, "height": 900})
    page.locator("summary").get_by_text("BibTeX", exact=True).click()
    expect(page.locator("#cite-bib")).not_to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_form_that_cannot_be_had_says_so_and_is_shown_when_it_can(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12")
    page.get_by_text("Cite this").click()
    page.route("**/*.bib", lambda route: route.abort())
    unfold = page.locator("summary").get_by_text("BibTeX", exact=True)
    unfold.click()
    expect(page.get_by_role("status")).to_have_text("Could not be shown: download it instead")
    expect(page.get_by_role("button", name="Copy BibTeX")).to_be_hidden()
    page.unroute("**/*.bib")
    unfold.click()
    unfold.click()
    expect(page.locator("#cite-bib")).to_contain_text("@")


def test_a_citation_is_copied(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Cite this").click()
    page.get_by_role("button", name="Copy APA").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite-apa").text_content()
    assert "cao2023-c12@1" in copied


def test_every_form_can_be_copied_and_downloaded_as_it_is_shown(open_page: Open) -> None:
    page = open_page("/statistics/cao2023-s3", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Cite this").click()
    for form in ("BibTeX", "RIS", "CSL-JSON", "JSON-LD", "JSON"):
        page.locator("summary").get_by_text(form, exact=True).click()
        page.get_by_role("button", name=f"Copy {form}", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        address = page.get_by_role("link", name=f"Download {form}", exact=True).get_attribute("href")
        downloaded = page.request.get(f"{page.url}/../{address}").text()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "".join(copied.split()) == "".join(downloaded.split()), form


def test_a_search_in_chinese_marks_what_it_finds(open_page: Open) -> None:
    page = open_page("/", language="zh-CN")
    page.get_by_role("searchbox", name="搜索主张、数字与来源").last.fill("算力")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("算力")
    page.locator(".hits a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("算力")


def test_the_language_that_is_picked_stays(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("heading", level=1)).to_have_text("大企业会让中小企业受到损害。")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="来源").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^来源"))


def test_the_keyboard_skips_to_the_content(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_list_is_narrowed_by_links_and_widened_again(open_page: Open) -> None:
    page = open_page("/claims")
    page.get_by_role("navigation", name="Stance").get_by_role("link", name="rejected").click()
    expect(page).to_have_url(re.compile(r"stance=rejects"))
    assert page.locator(".records > li").count() < 20
    page.get_by_role("navigation", name="Stance").get_by_role("link", name="rejected").click()
    expect(page.get_by_role("link", name="Next page")).to_be_visible()


def test_what_is_not_there_leads_on(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c9999")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    page.get_by_role("main").get_by_role("link", name="Claims").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Claims"))
