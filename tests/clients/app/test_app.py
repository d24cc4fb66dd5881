"""The application in React, in Chromium, over a real service of another origin: one request for each screen."""

import re
from socket import socket

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.api.writing import CLAIM
from tests.browser.conftest import require_nothing_found
from tests.clients.app.conftest import App, Open
from tests.clients.editors import Editor

pytestmark = pytest.mark.one_database

SCREENS = {
    "claims": ("/claims", "GET /claims/facets"),
    "search": ("/search?q=comput", "GET /search"),
    "claim": ("/claims/cao2023-c12", "GET /claims/cao2023-c12"),
    "figures": ("/figures?measure=investment", "GET /statistics/facets"),
    "argument": ("/argument/cao2023/cao2023-c12", "GET /essays/cao2023/graph"),
}


@pytest.mark.parametrize(("place", "asked"), SCREENS.values(), ids=list(SCREENS))
def test_a_screen_is_one_request_fits_a_phone_and_is_accessible(at: Open, place: str, asked: str) -> None:
    app = at(place)
    expect(app.page.locator("main li").first).to_be_visible()
    app.once(asked)
    app.page.evaluate(AXE_SCRIPT)
    require_nothing_found(app.page)
    app.page.emulate_media(color_scheme="dark")
    require_nothing_found(app.page, "color-contrast", "link-in-text-block")
    app.page.set_viewport_size({"width": 320, "height": 900})
    assert app.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_choice_narrows_the_list_and_the_other_facets(at: Open, editor: Editor) -> None:
    wanted = editor.client.get("/claims?stance=rejects&sort=number").json()
    app = at("/claims")
    stances = app.page.get_by_role("group", name="Stance")
    before = stances.inner_text()
    app.once("GET /claims/facets")
    stances.get_by_label("rejected").check()
    expect(app.page.get_by_role("heading", name=f"{len(wanted)} claims", exact=True)).to_be_visible()
    app.once("GET /claims/facets")
    assert app.page.locator(".cards a").all_inner_texts() == [claim["text"]["en"] for claim in wanted]
    assert stances.inner_text() == before
    kinds = app.page.get_by_role("group", name="Kind").locator("small")
    assert sum(map(int, kinds.all_inner_texts())) == len(wanted)


def test_a_list_goes_on_where_its_page_ends(at: Open, editor: Editor) -> None:
    wanted = [claim["text"]["en"] for claim in editor.client.get("/claims?kind=evaluative&sort=number&limit=40").json()]
    app = at("/claims?kind=evaluative")
    shown = app.page.locator(".cards a")
    expect(shown).to_have_text(wanted[:20])
    app.page.get_by_role("link", name="Next page").click()
    expect(shown).to_have_text(wanted[20:40])
    app.once("GET /claims/facets", "GET /claims/facets")


def test_a_choice_that_leaves_nothing_can_be_taken_back(at: Open) -> None:
    page = at("/claims?stance=rejects&kind=predictive").page
    expect(page.get_by_role("heading", name="0 claims")).to_be_visible()
    page.get_by_label("predictive").click()
    expect(page.locator(".cards li").first).to_be_visible()


def test_a_search_marks_what_it_found(at: Open) -> None:
    app = at("/search")
    app.page.get_by_label("Words").fill("comput 算力")
    app.page.keyboard.press("Enter")
    expect(app.page.locator("li").first).to_be_visible()
    app.once("GET /search")
    marked = {text.lower() for text in app.page.locator("mark").all_inner_texts()}
    assert {"computing", "算力"} <= marked
    assert all(re.fullmatch("comput.*|算力", text) for text in marked)


def test_a_search_in_vain_says_so(at: Open) -> None:
    page = at("/search?q=xyzzy").page
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


def test_an_address_mistyped_by_hand_is_told(at: Open) -> None:
    expect(at("/claims/%").page.get_by_role("alert")).to_contain_text("%")


def test_a_claim_shows_what_bears_on_it(at: Open) -> None:
    app = at("/claims/cao2023-c12")
    for said in ("Large firms harm small", "大企业", "Common opinions about large firms", "Introduction"):
        expect(app.page.get_by_text(said).first).to_be_visible()
    app.page.get_by_role("link", name="In the age of computing power").click()
    expect(app.page.get_by_role("heading", level=1)).to_have_text(re.compile("In the age of computing power"))
    app.once("GET /claims/cao2023-c12", "GET /claims/cao2023-c137")


def test_a_chart_draws_where_an_interval_begins_and_ends(at: Open) -> None:
    app = at("/figures?measure=elapsed-time")
    years = app.page.locator("[data-id=cao2023-s42] > svg")
    expect(years).to_have_accessible_name("[731, 3.65K) day")
    assert [end.get_attribute("class") for end in years.locator("circle").all()] == ["closed", "open"]
    app.page.get_by_label("Measure").select_option("users")
    users = app.page.locator("[data-id] > svg")
    expect(users).to_have_count(1)
    expect(users).to_have_accessible_name("(100M, ∞) user")
    assert users.locator("circle").get_attribute("class") == "open"
    expect(users.locator(".endless")).to_be_visible()
    app.once("GET /statistics/facets", "GET /statistics/facets")


def test_a_graph_is_the_part_around_a_claim_and_grows(at: Open, editor: Editor) -> None:
    def part(depth: int) -> tuple[int, int]:
        elements = editor.client.get(f"/essays/cao2023/graph?root=cao2023-c12&depth={depth}").json()["elements"]
        return len(elements["nodes"]), len(elements["edges"])

    app = at("/claims/cao2023-c12")
    app.page.get_by_role("link", name="The argument around it").click()
    nodes, edges = app.page.locator(".node"), app.page.locator("path[marker-end]")
    for depth in (1, 2):
        app.page.get_by_label("Steps").select_option(str(depth))
        expect(nodes).to_have_count(part(depth)[0])
        expect(edges).to_have_count(part(depth)[1])
    assert part(2) > part(1)
    app.once("GET /claims/cao2023-c12", *["GET /essays/cao2023/graph"] * 2)


def test_what_another_changes_is_shown_as_it_happens(at: Open, editor: Editor) -> None:
    app = at("/claims/cao2023-c12")
    expect(app.page.get_by_text("version 1")).to_be_visible()
    editor.change("cao2023-c12", {"text": {"en": "Large firms do harm."}})
    expect(app.page.get_by_role("heading", name="Large firms do harm.")).to_be_visible()
    app.once("GET /claims/cao2023-c12", "GET /claims/cao2023-c12")


def test_what_another_deletes_is_told(at: Open, editor: Editor) -> None:
    claim = editor.client.post("/claims", json=CLAIM).raise_for_status().json()["id"]
    page = at(f"/claims/{claim}").page
    expect(page.get_by_role("heading", name="A new claim.")).to_be_visible()
    editor.client.delete(f"/claims/{claim}", headers={"If-Match": "*"}).raise_for_status()
    expect(page.get_by_role("alert")).to_contain_text(f"The claim {claim} was deleted")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text(f"The claim {claim} was deleted")


@pytest.fixture
def editing(at: Open, editor: Editor) -> App:
    """The form of a claim, opened by who may write."""
    app = at("/claims/cao2023-c12")
    app.page.get_by_role("button", name="Edit").click()
    app.page.get_by_label("Key").fill(editor.key)
    app.once("GET /claims/cao2023-c12")
    return app


def test_an_edit_is_saved_with_its_reason(editing: App, editor: Editor) -> None:
    editing.page.get_by_label("English").fill("Large firms do harm.")
    editing.page.get_by_label("Why").fill("Said more shortly.")
    editing.page.get_by_role("button", name="Save").click()
    expect(editing.page.get_by_role("heading", name="Large firms do harm.")).to_be_visible()
    expect(editing.page.get_by_role("button", name="Edit")).to_be_focused()
    [last, *_] = editor.client.get("/claims/cao2023-c12/versions").json()
    assert (last["version"], last["reason"]) == (2, "Said more shortly.")


def test_what_two_changed_apart_is_merged(editing: App, editor: Editor) -> None:
    editing.page.get_by_label("English").fill("Large firms do harm.")
    editor.change("cao2023-c12", {"stance": "reports"})
    editing.page.get_by_role("button", name="Save").click()
    expect(editing.page.get_by_role("alert")).to_contain_text("Somebody else has saved version 2 meanwhile.")
    expect(editing.page.get_by_label("Stance")).to_have_value("reports")
    assert editor.claim("cao2023-c12")["version"] == 2
    editing.page.get_by_role("button", name="Save").click()
    expect(editing.page.get_by_text("version 3")).to_be_visible()
    claim = editor.claim("cao2023-c12")
    assert (claim["stance"], claim["text"]["en"]) == ("reports", "Large firms do harm.")


@pytest.mark.parametrize(("choice", "kept"), [("Save over theirs", "Ours."), ("Take theirs", "Theirs.")])
def test_what_two_changed_alike_is_for_a_person_to_choose(editing: App, editor: Editor, choice: str, kept: str) -> None:
    editing.page.get_by_label("English").fill("Ours.")
    editing.page.get_by_label("Stance").select_option("endorses")
    editor.change("cao2023-c12", {"text": {"en": "Theirs."}})
    editing.page.get_by_role("button", name="Save").click()
    expect(editing.page.get_by_role("alert")).to_contain_text("English, theirs: Theirs.")
    editing.page.get_by_role("button", name=choice).click()
    if choice == "Take theirs":
        editing.page.get_by_role("button", name="Save", exact=True).click()
    expect(editing.page.get_by_text("endorses · version 3")).to_be_visible()
    assert editor.claim("cao2023-c12")["text"]["en"] == kept


def test_what_is_wrong_stands_at_its_field(editing: App, editor: Editor) -> None:
    for language in ("English", "Chinese"):
        editing.page.get_by_label(language).fill("")
    editing.page.get_by_role("button", name="Save").click()
    expect(editing.page.get_by_label("English")).to_have_accessible_description("says nothing in any language")
    assert editor.claim("cao2023-c12")["version"] == 1


def test_who_has_no_good_key_is_told(editing: App) -> None:
    editing.page.get_by_label("Key").fill("lunju_0123456789abcdef_no")
    editing.page.get_by_label("English").fill("Large firms do harm.")
    editing.page.get_by_role("button", name="Save").click()
    expect(editing.page.get_by_role("alert")).to_contain_text("key")
    expect(editing.page.get_by_label("English")).to_have_value("Large firms do harm.")


def test_all_of_it_is_done_with_the_keyboard(at: Open) -> None:
    page = at("/claims").page
    expect(page.get_by_label("rejected")).to_be_visible()
    page.get_by_label("rejected").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("rejected")).to_be_checked()
    expect(page.locator(".passing")).to_have_count(0)
    expect(page.get_by_label("rejected")).to_be_focused()
    page.locator(".cards a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Edit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Stance")).to_be_focused()


def test_a_service_that_is_away_is_told(at: Open) -> None:
    with socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        page = at("/claims", f"http://127.0.0.1:{nobody.getsockname()[1]}").page
        expect(page.get_by_role("alert")).to_contain_text("The service does not answer.")
        expect(page.get_by_role("status")).to_contain_text("Not live, trying again")
