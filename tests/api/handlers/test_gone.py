"""What is answered where a record is no more."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Databases, engine_of, serving
from tests.past import AT, Past, Step


@pytest.fixture(scope="module")
def reading(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client of a service where e9 is deleted, e2 → e3 → e4 merged, e5 merged into e6, which is deleted."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        past = Past(engine)
        past.write(Step("evidence", "cao2023-e9", action="deleted", reason="Said twice."))
        past.write(Step("evidence", "cao2023-e2", {"merged_into": "cao2023-e3"}, action="merged"))
        past.write(Step("evidence", "cao2023-e3", {"merged_into": "cao2023-e4"}, action="merged"))
        past.write(Step("evidence", "cao2023-e14", {"merged_into": "cao2023-e6"}, action="merged"))
        past.write(Step("evidence", "cao2023-e6", action="deleted", reason=None))
        past.write(Step("evidence", "cao2023-e7", {"merged_into": "cao2023-e8"}, action="merged"))
        past.redact("evidence", "cao2023-e7", 2)
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


def test_a_deleted_record_says_when_and_why(reading: httpx.Client) -> None:
    response = reading.get("/evidence/cao2023-e9")
    body = response.json()
    assert (response.status_code, response.headers["content-type"]) == (410, "application/problem+json")
    assert (body["deleted_at"], body["reason"]) == (AT, "Said twice.")
    assert body["detail"] == f"The evidence cao2023-e9 was deleted at {AT}: Said twice."


@pytest.mark.parametrize("path", ["/evidence/cao2023-e9/evidence"])
def test_what_belonged_to_a_deleted_record_is_gone_too(reading: httpx.Client, path: str) -> None:
    response = reading.get(path)
    assert (response.status_code, response.json()["reason"]) == (410, "Said twice.")


def test_a_deleted_record_leads_to_its_versions(reading: httpx.Client) -> None:
    response = reading.get("/evidence/cao2023-e9")
    assert response.json()["versions"] == response.links["version-history"]["url"]
    assert [item["action"] for item in reading.get(response.json()["versions"]).json()] == ["deleted", "created"]


def test_a_record_may_have_been_deleted_without_a_reason(reading: httpx.Client) -> None:
    assert reading.get("/evidence/cao2023-e6").json()["reason"] is None


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_merged_record_leads_to_the_other(reading: httpx.Client, method: str) -> None:
    response = reading.request(method, "/evidence/cao2023-e3")
    assert (response.status_code, response.headers["location"]) == (308, f"{reading.base_url}/evidence/cao2023-e4")


def test_a_chain_of_merged_records_leads_to_the_last_at_once(reading: httpx.Client) -> None:
    assert reading.get("/evidence/cao2023-e2").headers["location"] == f"{reading.base_url}/evidence/cao2023-e4"


def test_what_was_asked_of_a_merged_record_is_asked_of_the_other(reading: httpx.Client) -> None:
    response = reading.get("/evidence/cao2023-e2?fields=id", follow_redirects=True)
    assert response.json() == {"id": "cao2023-e4"}


def test_a_record_merged_into_one_that_was_deleted_leads_to_its_tombstone(reading: httpx.Client) -> None:
    response = reading.get("/evidence/cao2023-e14", follow_redirects=True)
    assert (response.status_code, response.url.path) == (410, "/evidence/cao2023-e6")


def test_a_merged_record_leads_to_the_other_though_its_content_was_redacted(reading: httpx.Client) -> None:
    response = reading.get("/evidence/cao2023-e7")
    assert (response.status_code, response.headers["location"]) == (308, f"{reading.base_url}/evidence/cao2023-e8")


def test_what_is_no_more_is_not_listed(reading: httpx.Client) -> None:
    ids = {item["id"] for item in reading.get("/evidence?limit=1000").json()}
    assert ids & {f"cao2023-e{number}" for number in range(2, 10)} == {"cao2023-e4", "cao2023-e8"}
