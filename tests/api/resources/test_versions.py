"""The past of a record stays readable, to the byte."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.conftest import NAMES, Record
from tests.conftest import Databases, engine_of, serving
from tests.past import ACTOR, AT, Past, Step

every_resource = pytest.mark.parametrize("name", NAMES)
NOTE = {"note": {"en": "Looked at again."}}
CLAIM, LINK = "/claims/cao2023-c12", "/evidence/cao2023-e7"


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    return databases.copy(seeded_template)


@pytest.fixture(scope="module")
def past(url: str) -> Iterator[Past]:
    with engine_of(url) as engine:
        yield Past(engine)


@pytest.fixture(scope="module")
def reading(url: str, past: Past) -> Iterator[httpx.Client]:  # noqa: ARG001 - the engine is disposed of after the server
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


@every_resource
def test_every_record_is_its_own_latest_version_to_the_byte(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    for record in held[name]:
        itself, version = client.get(f"/{name}/{record['id']}"), client.get(f"/{name}/{record['id']}@1")
        assert (itself.content, itself.headers["etag"]) == (version.content, version.headers["etag"])


@every_resource
def test_a_version_keeps_its_bytes_when_another_follows(
    reading: httpx.Client, past: Past, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    path = f"/{name}/{held[name][-1]['id']}"
    before = reading.get(path).content
    past.write(Step(name, held[name][-1]["id"], NOTE))
    assert reading.get(f"{path}@1").content == before
    assert reading.get(f"{path}@2").content == reading.get(path).content != before


def test_a_version_has_its_own_stamps(reading: httpx.Client, past: Past) -> None:
    past.write(Step("claims", "cao2023-c20", NOTE))
    first, second = (reading.get(f"/claims/cao2023-c20@{number}").json() for number in (1, 2))
    assert (first["version"], second["version"]) == (1, 2)
    assert (second["created_at"], second["updated_at"]) == (first["created_at"], AT)
    assert (first["note"], second["note"]) == (None, NOTE["note"])


@pytest.mark.parametrize(
    ("link", "step"),
    [
        ("cao2023-e9", {"action": "deleted"}),
        ("cao2023-e2", {"action": "merged", "fields": {"merged_into": "cao2023-e3"}}),
    ],
)
def test_a_version_reads_on_when_its_record_is_no_more(
    reading: httpx.Client, past: Past, link: str, step: dict[str, object]
) -> None:
    before = reading.get(f"/evidence/{link}").content
    past.write(Step("evidence", link, **step))  # type: ignore[arg-type] # the steps are above
    assert reading.get(f"/evidence/{link}@1").content == before
    assert [item["action"] for item in reading.get(f"/evidence/{link}/versions").json()] == [step["action"], "created"]


def test_what_a_record_was_merged_into_stands_after_its_fields(reading: httpx.Client, past: Past) -> None:
    past.write(Step("evidence", "cao2023-e4", {"merged_into": "cao2023-e6"}, action="merged"))
    *fields, last = reading.get("/evidence/cao2023-e4@2").json()
    assert (last, fields) == ("merged_into", list(reading.get("/evidence/cao2023-e6").json()))


def test_a_version_may_be_kept_for_ever(client: httpx.Client) -> None:
    assert client.get(f"{CLAIM}@1").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_version_that_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get(f"{CLAIM}@1").headers["etag"]
    again = client.get(f"{CLAIM}@1", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_a_version_leads_to_the_others(reading: httpx.Client, past: Past) -> None:
    past.write(Step("claims", "cao2023-c21", NOTE))
    base = f"{str(reading.base_url).rstrip('/')}/claims/cao2023-c21"
    links = {relation: link["url"] for relation, link in reading.get("/claims/cao2023-c21@2").links.items()}
    versions = ("cite-as", "latest-version", "version-history", "predecessor-version")
    assert {name: links[name] for name in versions} == {
        "cite-as": f"{base}@2",
        "latest-version": base,
        "version-history": f"{base}/versions",
        "predecessor-version": f"{base}@1",
    }


def test_a_version_that_is_not_there_is_not_found_and_those_that_are_there_are_told(
    reading: httpx.Client, past: Past
) -> None:
    past.write(Step("claims", "cao2023-c22", NOTE))
    response = reading.get("/claims/cao2023-c22@3")
    assert (response.status_code, "only versions 1 to 2" in response.json()["detail"]) == (404, True)


@pytest.mark.parametrize("version", ["0", "01", "-1", "+1", "1.0", "x", "", "1@1", "99999999999", "%D9%A1"])
def test_a_version_is_written_in_one_way(client: httpx.Client, version: str) -> None:
    assert client.get(f"{CLAIM}@{version}").status_code == 404


@pytest.mark.parametrize("path", ["@1", "/versions", "/diff"])
def test_a_record_that_never_was_has_no_past(client: httpx.Client, path: str) -> None:
    response = client.get(f"/claims/cao2023-c99999{path}")
    assert (response.status_code, response.json()["detail"]) == (404, "There is no claim cao2023-c99999.")


@pytest.mark.parametrize("path", ["@1", "/versions", "/diff"])
def test_the_past_takes_no_parameter_that_it_does_not_know(client: httpx.Client, path: str) -> None:
    assert client.get(f"{CLAIM}{path}?fields=id").json()["errors"][0]["parameter"] == "fields"


@pytest.mark.parametrize("path", ["@1", "/versions", "/diff"])
def test_a_unit_with_a_slash_in_its_code_has_a_past(client: httpx.Client, path: str) -> None:
    assert client.get(f"/units/CNY/USD{path}").status_code == 200


def test_versions_say_who_made_them_and_why(reading: httpx.Client, past: Past) -> None:
    [number] = past.write(Step("claims", "cao2023-c23", NOTE, reason="因为。"))
    [second, first] = reading.get("/claims/cao2023-c23/versions").json()
    assert {name: second[name] for name in ("sequence", "version", "action", "created_at", "actor", "reason")} == {
        "sequence": number,
        "version": 2,
        "action": "updated",
        "created_at": AT,
        "actor": ACTOR,
        "reason": "因为。",
    }
    assert (first["version"], first["action"], first["actor"]) == (1, "created", "pack:cao2023")


def test_the_url_of_a_version_leads_to_its_state(client: httpx.Client) -> None:
    for path in (CLAIM, "/units/CNY/USD", "/units/1"):
        [only] = client.get(f"{path}/versions").json()
        assert client.get(only["url"]).content == client.get(path).content


def test_versions_come_in_pages_the_latest_first(reading: httpx.Client, past: Past) -> None:
    past.write(*(Step("claims", "cao2023-c24", NOTE) for _ in range(1)))
    for _ in range(5):
        past.write(Step("claims", "cao2023-c24", NOTE))
    numbers, following = [], "/claims/cao2023-c24/versions?limit=3"
    while following:
        page = reading.get(following)
        numbers.append([item["version"] for item in page.json()])
        following = page.links.get("next", {}).get("url", "")
    assert numbers == [[7, 6, 5], [4, 3, 2], [1]]


def test_a_page_of_versions_follows_on_though_others_come(reading: httpx.Client, past: Past) -> None:
    past.write(Step("claims", "cao2023-c25", NOTE))
    first = reading.get("/claims/cao2023-c25/versions?limit=1")
    past.write(Step("claims", "cao2023-c25", NOTE))
    assert [item["version"] for item in reading.get(first.links["next"]["url"]).json()] == [1]


def test_a_cursor_belongs_to_its_record(reading: httpx.Client, past: Past) -> None:
    past.write(Step("claims", "cao2023-c26", NOTE))
    following = reading.get("/claims/cao2023-c26/versions?limit=1").links["next"]["url"]
    response = reading.get(following.replace("c26", "c27"))
    assert (response.status_code, response.json()["title"]) == (400, "The cursor does not belong to this list")


@pytest.mark.parametrize("path", ["@1", "/diff?to=2", "/diff?from=1&to=1"])
def test_what_was_redacted_is_gone_and_its_hash_remains(reading: httpx.Client, past: Past, path: str) -> None:
    number = 30 + len(path)  # a claim for each
    past.write(Step("claims", f"cao2023-c{number}", NOTE))
    past.redact("claims", f"cao2023-c{number}", 1)
    told = reading.get(f"/claims/cao2023-c{number}/versions").json()[-1]
    response = reading.get(f"/claims/cao2023-c{number}{path}")
    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (410, "redacted")
    assert told["content_hash"] in response.json()["detail"]
    assert (told["redacted"], told["reason"] in response.json()["detail"]) == (True, True)
    members = {name: response.json()[name] for name in ("redacted_at", "reason", "content_hash")}
    assert members == {"redacted_at": AT, "reason": "A duty.", "content_hash": told["content_hash"]}
