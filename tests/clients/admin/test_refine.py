"""An admin of refine without a library of components, in Chromium: what editors do with it, and what it tells them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.clients.editors import Editor

pytestmark = pytest.mark.one_database


@pytest.fixture
def page(admin: Callable[..., Page], editor: Editor) -> Page:
    """The admin, with the editor's key."""
    page = admin("refine")
    page.get_by_label("Key").fill(editor.key)
    return page


def test_a_list_is_filtered_sorted_and_paged(page: Page, editor: Editor) -> None:
    wanted = [claim["id"] for claim in editor.client.get("/claims?kind=causal&sort=-number&limit=1000").json()]
    page.get_by_label("Kind").fill("causal")
    page.get_by_role("button", name="Last first").click()
    expect(page.get_by_text(f"{len(wanted)} claims")).to_be_visible()
    rows = page.locator("li button")
    expect(rows).to_have_text(wanted[:10])
    page.get_by_role("button", name="Next page").click()
    expect(rows).to_have_text(wanted[10:20])


def test_an_edit_makes_a_version(page: Page, editor: Editor) -> None:
    before = editor.claim("cao2023-c1")
    page.get_by_role("button", name="cao2023-c1", exact=True).click()
    expect(page.get_by_label("Stance")).to_have_value("endorses")
    page.get_by_label("English").fill("It is comparable.")
    page.get_by_label("Why").fill("Said more shortly.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Successful")
    after = editor.claim("cao2023-c1")
    text = before["text"] | {"en": "It is comparable."}
    assert after == before | {"text": text, "version": 2, "updated_at": after["updated_at"]}
    [last, *_] = editor.client.get("/claims/cao2023-c1/versions").json()
    assert last["reason"] == "Said more shortly."


def test_what_is_wrong_stands_at_its_field(page: Page, editor: Editor) -> None:
    page.get_by_role("button", name="cao2023-c1", exact=True).click()
    expect(page.get_by_label("Stance")).to_have_value("endorses")
    page.get_by_label("Section").fill("cao2023-h99")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("cao2023-h99 is not among the sections")
    assert editor.claim("cao2023-c1")["version"] == 1


def test_a_conflict_is_told_and_solved_by_reloading(page: Page, editor: Editor) -> None:
    page.get_by_role("button", name="cao2023-c1", exact=True).click()
    expect(page.get_by_label("Stance")).to_have_value("endorses")
    page.get_by_label("English").fill("It is comparable.")
    editor.change("cao2023-c1", {"stance": "reports"})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("cao2023-c1 was changed by somebody else meanwhile.")
    assert editor.claim("cao2023-c1")["version"] == 2
    page.get_by_role("button", name="Reload").click()
    expect(page.get_by_label("Stance")).to_have_value("reports")
    page.get_by_label("English").fill("It is comparable.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Successful")
    claim = editor.claim("cao2023-c1")
    assert (claim["version"], claim["stance"], claim["text"]["en"]) == (3, "reports", "It is comparable.")


def test_a_change_of_many_is_one_batch(page: Page, editor: Editor) -> None:
    writes = list[str]()

    def watch(request: Request) -> None:
        if request.method not in {"GET", "OPTIONS"}:
            writes.append(f"{request.method} {request.url.removeprefix(editor.base)}")

    page.on("request", watch)
    for claim in ("cao2023-c1", "cao2023-c2"):
        page.get_by_label(claim, exact=True).check()
    page.get_by_role("button", name="Only reported").click()
    expect(page.get_by_role("status")).to_contain_text("Successful")
    assert writes == ["POST /batches"]
    changed = [editor.claim(claim) for claim in ("cao2023-c1", "cao2023-c2")]
    assert [(claim["stance"], claim["version"]) for claim in changed] == [("reports", 2)] * 2


def test_who_depends_on_a_record_that_should_go_is_told(page: Page, editor: Editor) -> None:
    page.get_by_label("cao2023-c1", exact=True).check()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status")).to_contain_text("cao2023-c1 cannot go: ")
    assert editor.claim("cao2023-c1")["version"] == 1
