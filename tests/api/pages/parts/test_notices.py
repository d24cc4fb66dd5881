"""What a page says first of a record that is old, or no longer stands."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.pages.pages import BROWSER, visit
from tests.api.writing import ANY, CLAIM, patch, writer
from tests.conftest import Databases

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def changed(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client of a service where c12 was reworded, c13 withdrawn, c218 merged into c1, and c219 deleted."""
    with writer(databases.copy(seeded_template)) as client:
        patch(
            client, "/claims/cao2023-c12", {"text": {"en": "Large firms <harm> others."}}, Lunju_Reason="Said%20better."
        )
        patch(client, "/claims/cao2023-c13", {"status": "withdrawn"}, Lunju_Reason="Misread.")
        merged, deleted = (client.post("/claims", json=CLAIM).json()["id"] for _ in range(2))
        assert (merged, deleted) == ("cao2023-c218", "cao2023-c219")
        said = {**ANY, "Lunju-Reason": "The%20same."}
        assert client.post(f"/claims/{merged}/merge", json={"into": "cao2023-c1"}, headers=said).is_success
        assert client.delete(f"/claims/{deleted}", headers={**ANY, "Lunju-Reason": "By%20mistake."}).is_success
        yield client


def test_an_old_version_says_so_and_leads_to_the_latest(changed: httpx.Client) -> None:
    page = visit(changed, "/claims/cao2023-c12@1")
    assert "This is version 1" in page.words
    assert "See the latest version" in page.words
    assert "../claims/cao2023-c12" in page.links


def test_an_old_version_says_what_it_said(changed: httpx.Client) -> None:
    assert "Large firms harm small and medium-sized firms." in visit(changed, "/claims/cao2023-c12@1").words


def test_the_latest_version_is_not_called_old(changed: httpx.Client) -> None:
    assert "This is version" not in visit(changed, "/claims/cao2023-c12").words


def test_the_history_tells_what_changed_and_why(changed: httpx.Client) -> None:
    response = changed.get("/claims/cao2023-c12", headers=BROWSER)
    assert "Said better." in response.text
    assert "<ins>&lt;" in response.text


def test_a_withdrawn_record_says_so_and_why(changed: httpx.Client) -> None:
    words = visit(changed, "/claims/cao2023-c13").words
    assert "This record was withdrawn and no longer stands. Misread." in " ".join(words.split())


def test_the_old_version_of_a_withdrawn_record_is_not_withdrawn(changed: httpx.Client) -> None:
    assert "This record was withdrawn" not in visit(changed, "/claims/cao2023-c13@1").words


def test_a_merged_record_leads_on(changed: httpx.Client) -> None:
    response = changed.get("/claims/cao2023-c218", headers=BROWSER)
    assert (response.status_code, response.headers["location"]) == (308, f"{changed.base_url}/claims/cao2023-c1")


def test_a_version_of_a_merged_record_says_into_what(changed: httpx.Client) -> None:
    words = " ".join(visit(changed, "/claims/cao2023-c218@1").words.split())
    assert "This record was merged into cao2023-c1. The same." in words


def test_a_deleted_record_is_gone_and_leads_to_its_versions(changed: httpx.Client) -> None:
    response = changed.get("/claims/cao2023-c219", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (410, "text/html; charset=utf-8")
    assert "By mistake." in response.text
    assert "../claims/cao2023-c219@1" in response.text


def test_a_version_of_a_deleted_record_says_that_it_was_deleted(changed: httpx.Client) -> None:
    assert "This record was deleted" in visit(changed, "/claims/cao2023-c219@1").words
