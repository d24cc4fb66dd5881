"""Drawn figures in a real browser: walked by keyboard, and saved as a picture."""

from pathlib import Path

import pytest

from tests.browser.conftest import Open

PATH = "/essays/cao2023/figures?measure=time-to-mark"


def test_the_keyboard_walks_a_drawing_from_figure_to_figure(open_page: Open) -> None:
    page = open_page(PATH)
    link = page.locator("svg a").first
    link.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("/cao2023-s6")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statistics/cao2023-s6")


def test_a_screen_reader_hears_what_a_drawing_is_of_and_each_of_its_figures(open_page: Open) -> None:
    page = open_page(PATH)
    drawing = page.get_by_role("group", name="time taken to reach 100 million users")
    assert drawing.count() == 1
    for name in ("ChatGPT at most 2 months", "TikTok 9 months", "corrected from 54 to 55 months"):
        assert drawing.get_by_role("link", name=name).count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_saved_as_png(open_page: Open, tmp_path: Path, scheme: str) -> None:
    page = open_page(PATH, color_scheme=scheme)
    with page.expect_download() as told:
        page.get_by_role("button", name="PNG").first.click()
    saved = tmp_path / "saved.png"
    told.value.save_as(saved)
    assert told.value.suggested_filename == "cao2023-time-to-mark.png"
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert saved.stat().st_size > 20_000
