"""What is computed, looked at in a real browser: by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_keyboard_goes_from_a_claim_to_why_and_back_to_what_falls(open_page: Open, scripts: bool) -> None:  # noqa: FBT001 - of a test
    page = open_page("/claims/cao2023-c104", java_script_enabled=scripts)
    page.get_by_role("link", name="Why", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What it rests on in the end")).to_be_visible()
    page.get_by_role("link", name="If it falls").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Take it away: one claim would lose all support.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_request_behind_a_page_unfolds_by_keyboard(open_page: Open, scripts: bool) -> None:  # noqa: FBT001 - of a test
    page = open_page("/essays/cao2023/audit", java_script_enabled=scripts)
    page.get_by_text("This page as JSON").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("curl -H 'Accept: application/json'")).to_be_visible()
    expect(page.get_by_role("button", name="Copy curl")).to_have_count(1 if scripts else 0)


def test_what_fetch_asks_for_runs(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12")
    code = page.locator("#asked-fetch").text_content()
    assert page.evaluate(f"(async () => {{ {code} return data.id; }})()") == "cao2023-c12"


def test_the_rules_of_an_audit_are_reached_from_its_list(open_page: Open) -> None:
    page = open_page("/essays/cao2023/audit")
    page.get_by_role("link", name="Figures at odds").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#contradictory-figures$"))
    expect(page.get_by_role("heading", name="Figures at odds")).to_be_in_viewport()


def test_versions_are_compared_without_scripts(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c12/diff?from=0&to=1", java_script_enabled=False)
    expect(page.locator("ins").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/essays/cao2023/audit", "/changes", "/essays/cao2023/integrity", "/claims/cao2023-c5/why"]
)
def test_nothing_is_wider_than_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
