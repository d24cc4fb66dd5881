"""An admin of react-admin, in Chromium: what editors do with it, and what it tells them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.clients.editors import Editor

pytestmark = pytest.mark.one_database

Open = Callable[..., Page]


@pytest.fixture
def at(admin: Callable[..., Page], editor: Editor) -> Open:
    """A function that opens a place in the admin, as who is signed in with the editor's key."""

    def open_place(place: str, key: str = editor.key) -> Page:
        page = admin("react-admin", f"#{place}")
        page.get_by_label("Key").fill(key)
        page.get_by_role("button", name="Sign in").click()
        return page

    return open_place


def test_a_list_is_filtered_sorted_and_paged(at: Open, editor: Editor) -> None:
    query = "text_like=technolog&kind=causal&kind=prescriptive&sort=-number&limit=1000"
    wanted = [claim["id"] for claim in editor.client.get(f"/claims?{query}").json()]
    page = at("/claims")
    page.get_by_label("Text").fill("technolog")
    page.get_by_label("Kind").click()
    for kind in ("causal", "prescriptive"):
        page.get_by_role("option", name=kind).click()
    page.keyboard.press("Escape")
    assert len(wanted) > 5
    rows = page.locator("tbody .column-id")
    expect(rows).to_have_text(wanted[:-6:-1])  # filters are sent a while after they are typed, and would undo the order
    page.get_by_role("button", name="Sort by Number").click()
    expect(rows).to_have_text(wanted[:5])
    page.get_by_role("button", name="Go to page 2").click()
    expect(rows).to_have_text(wanted[5:10])


def test_an_edit_makes_a_version(at: Open, editor: Editor) -> None:
    before = editor.claim("cao2023-c12")
    page = at("/claims/cao2023-c12")
    page.get_by_label("English").fill("Large firms do harm.")
    page.get_by_label("Why").fill("Said more shortly.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Element updated")).to_be_visible()
    after = editor.claim("cao2023-c12")
    text = before["text"] | {"en": "Large firms do harm."}
    assert after == before | {"text": text, "version": 2, "updated_at": after["updated_at"]}
    [last, *_] = editor.client.get("/claims/cao2023-c12/versions").json()
    assert last["reason"] == "Said more shortly."


def test_what_is_wrong_stands_at_its_field(at: Open, editor: Editor) -> None:
    page = at("/claims/cao2023-c12")
    page.get_by_label("Section").fill("cao2023-h99")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Section")).to_have_accessible_description("cao2023-h99 is not among the sections")
    expect(page.get_by_label("Section")).to_have_value("cao2023-h99")
    assert editor.claim("cao2023-c12")["version"] == 1


def test_a_conflict_is_told_and_solved_by_reloading(at: Open, editor: Editor) -> None:
    page = at("/claims/cao2023-c12")
    page.get_by_label("English").fill("Large firms do harm.")
    editor.change("cao2023-c12", {"stance": "reports"})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("cao2023-c12 was changed by somebody else meanwhile.")).to_be_visible()
    assert editor.claim("cao2023-c12")["version"] == 2
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_label("Stance")).to_have_text("reports")
    page.get_by_label("English").fill("Large firms do harm.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Element updated")).to_be_visible()
    claim = editor.claim("cao2023-c12")
    assert (claim["version"], claim["stance"], claim["text"]["en"]) == (3, "reports", "Large firms do harm.")


def test_a_change_of_many_is_one_batch(at: Open, editor: Editor) -> None:
    page = at("/claims")
    writes = list[str]()

    def watch(request: Request) -> None:
        if request.method not in {"GET", "OPTIONS"}:
            writes.append(f"{request.method} {request.url.removeprefix(editor.base)}")

    page.on("request", watch)
    for claim in ("cao2023-c1", "cao2023-c2"):
        page.get_by_role("row", name=claim).get_by_role("checkbox").check()
    page.get_by_role("button", name="Only reported").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("2 elements updated")).to_be_visible()
    assert writes == ["POST /batches"]
    changed = [editor.claim(claim) for claim in ("cao2023-c1", "cao2023-c2")]
    assert [(claim["stance"], claim["version"]) for claim in changed] == [("reports", 2)] * 2


def test_who_depends_on_a_record_that_should_go_is_told(at: Open, editor: Editor) -> None:
    page = at("/claims/cao2023-c12")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("cao2023-c12 cannot go: cao2023-e306, ")).to_be_visible()
    assert editor.claim("cao2023-c12")["version"] == 1


def test_who_depends_on_one_of_many_that_should_go_is_told(at: Open, editor: Editor) -> None:
    page = at("/claims")
    for claim in ("cao2023-c1", "cao2023-c2"):
        page.get_by_role("row", name=claim).get_by_role("checkbox").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("cannot go:")).to_be_visible()
    assert editor.claim("cao2023-c1")["version"] == 1


def test_who_has_no_good_key_is_asked_for_one(at: Open) -> None:
    page = at("/claims/cao2023-c12", key="lunju_0123456789abcdef_no")
    page.get_by_label("English").fill("Large firms do harm.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Key")).to_be_visible()
