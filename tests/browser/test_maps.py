"""Maps of arguments, walked in a real browser: by pointer, by keyboard, and without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

MAP = "/essays/cao2023/map"


def fold(page: Page, part: str) -> Locator:
    return page.locator(f'a.fold[data-part="{part}"]').first


def test_a_relationship_unfolds_in_place_and_a_claim_in_it(open_page: Open) -> None:
    page = open_page(MAP)
    page.evaluate("window.here = true")
    fold(page, "r3").click()
    expect(page.locator("#r3 details")).to_have_attribute("open", "")
    expect(page).to_have_url(re.compile(r"\?open=r3$"))
    claim = page.locator("#r3 .members a.fold").first
    part = claim.get_attribute("data-part")
    claim.click()
    expect(page.locator(f'#r3 details[data-part="{part}"]')).to_have_attribute("open", "")
    expect(page).to_have_url(re.compile(rf"\?open=r3,{part}$"))
    assert page.evaluate("window.here") is True


def test_what_is_folded_again_leaves_the_address(open_page: Open) -> None:
    page = open_page(f"{MAP}?open=r1,r3")
    page.locator("#r1 > details > summary").click()
    expect(page).to_have_url(re.compile(r"\?open=r3$"))
    page.reload()
    expect(page.locator("#r1 details")).to_have_count(0)
    expect(page.locator("#r3 details")).to_have_count(1)


def test_the_keyboard_alone_unfolds_twice_and_stays_where_it_is(open_page: Open) -> None:
    page = open_page(MAP)
    fold(page, "r2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#r2 > details > summary")).to_be_focused()
    claim = page.locator("#r2 .members a.fold").first
    name = claim.get_attribute("data-fold")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.fold") == name:
            break
    page.keyboard.press("Enter")
    expect(page.locator(f'details[data-fold="{name}"] > summary')).to_be_focused()


def test_the_drawing_and_the_other_language_show_what_was_unfolded_in_place(open_page: Open) -> None:
    page = open_page(MAP)
    fold(page, "r3").click()
    expect(page.locator("#r3 details")).to_have_count(1)
    expect(page.get_by_role("link", name="Download the drawing")).to_have_attribute(
        "href", re.compile(r"map\.svg\?open=r3$")
    )
    page.get_by_role("link", name="中文").click()
    expect(page.locator("#r3 details")).to_have_attribute("open", "")


def test_squares_are_one_stop_of_the_tab_key_and_arrows_walk_them(open_page: Open) -> None:
    page = open_page(MAP)
    row = page.locator("#r3 .pole_a .squares a")
    row.first.focus()
    page.keyboard.press("ArrowRight")
    expect(row.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(row.last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#r3 .between .squares a").first).to_be_focused()


def test_without_scripts_each_fold_is_a_link_to_the_same_page_with_more(open_page: Open) -> None:
    page = open_page(MAP, java_script_enabled=False)
    fold(page, "r3").click()
    expect(page.locator("#r3 details")).to_have_attribute("open", "")
    claim = page.locator("#r3 .members a.fold").first
    part = claim.get_attribute("data-part")
    claim.click()
    expect(page).to_have_url(re.compile(rf"\?open=r3,{part}#r3-\d+$"))
    expect(page.locator(f'#r3 details[data-part="{part}"]')).to_be_in_viewport()


def test_a_screen_reader_hears_a_map_as_a_nested_list(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c137/map")
    tree = page.locator(".as-list").aria_snapshot()
    assert re.search(
        r"- list:\n(?: .*\n)*?    - listitem:(?:.*\n)(?:      .*\n)*?      - list:\n        - listitem:", tree
    ), tree
    assert "img" not in page.locator(".drawing").aria_snapshot()


def test_a_screen_reader_hears_an_unfolded_essay_as_nested_lists(open_page: Open) -> None:
    page = open_page(f"{MAP}?open=r3,c138")
    tree = page.locator("#r3").aria_snapshot()
    assert 'list "Large firms":' in tree
    assert re.search(r'- heading "Large firms \d+" \[level=3\]', tree)
    assert tree.count("- listitem") > 25


def test_a_drawing_is_zoomed_and_moved_by_keys(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c137/map")
    drawing = page.locator(".drawing > svg")
    whole = drawing.get_attribute("viewBox")
    page.locator(".drawing").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    zoomed = drawing.get_attribute("viewBox")
    page.keyboard.press("ArrowRight")
    moved = drawing.get_attribute("viewBox")
    assert len({whole, zoomed, moved}) == 3
    page.get_by_role("button", name="Whole").click()
    assert drawing.get_attribute("viewBox") == whole


@pytest.mark.parametrize("path", [f"{MAP}?open=r3,c137,t5", "/sources/trendforce2023/map", "/topics/cao2023-t5/map"])
def test_a_map_is_no_wider_than_a_narrow_screen(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_narrow_screen_shows_the_list_and_not_the_drawing(open_page: Open) -> None:
    page = open_page("/sources/trendforce2023/map")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".drawing")).to_be_hidden()
    expect(page.locator(".as-list > ol")).to_be_visible()


def depths_of_items(page: Page, region: str) -> list[int]:
    """Return how deep each list item of a region is within others, as Chromium tells assistive tools; 1 is in none."""
    found = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in found}

    def above(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        parent = nodes.get(node.get("parentId", ""))
        while parent:
            yield parent
            parent = nodes.get(parent.get("parentId", ""))

    def role(node: dict[str, Any]) -> str:
        return "" if node["ignored"] else str(node["role"]["value"])

    def named(node: dict[str, Any]) -> bool:
        return not node["ignored"] and node.get("name", {}).get("value") == region

    items = [node for node in found if role(node) == "listitem" and any(map(named, above(node)))]
    return [1 + sum(role(one) == "listitem" for one in above(node)) for node in items]


def test_the_tree_of_assistive_tools_has_the_map_as_lists_within_lists(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c137/map")
    depths = depths_of_items(page, "The map as a list")
    drawn = page.locator(".argument-map .box").count()
    assert sum(depth == 1 for depth in depths) >= 5  # what bears on the claim itself
    assert sum(depth == 2 for depth in depths) > 5  # what bears on that, and the facts of the first step
    assert max(depths) == 3
    assert len(depths) >= drawn


def test_the_tree_of_assistive_tools_has_nothing_of_the_drawing(open_page: Open) -> None:
    page = open_page("/claims/cao2023-c137/map")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in nodes if not node["ignored"]}
    assert roles.isdisjoint({"SvgRoot", "image", "graphics-symbol"})
