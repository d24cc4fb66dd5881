"""Every record says what it is, in whatever form it comes, and nothing is stored of that."""

import csv
import json
from collections.abc import Iterator

import httpx
import pytest

from api.resources.registry import RESOURCES
from tests.api.writing import ANY, CLAIM, Json, patch, pointers, writer

every_resource = pytest.mark.parametrize("name", RESOURCES)
CLAIM_1 = "/claims/cao2023-c1"


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(writable) as client:
        yield client


@every_resource
def test_a_record_says_what_it_is_after_its_id(client: httpx.Client, name: str) -> None:
    said = {tuple(record.items())[1] for record in client.get(f"/{name}", params={"fields": "id,type"}).json()}
    assert said == {("type", RESOURCES[name].singular)}
    assert {list(record)[1] for record in client.get(f"/{name}").json()} == {"type"}


@every_resource
def test_so_does_what_it_was(client: httpx.Client, name: str) -> None:
    [record] = client.get(f"/{name}?limit=1").json()
    assert client.get(f"/{name}/{record['id']}@1").json()["type"] == RESOURCES[name].singular


def test_so_does_what_is_embedded(client: httpx.Client) -> None:
    links = client.get("/evidence?embed=origin,target.essay&limit=1000").json()
    told = [(link["origin_type"], link["target_type"]) for link in links]
    embedded = [link["_embedded"] for link in links]
    assert [(ends["origin"]["type"], ends["target"]["type"]) for ends in embedded] == told
    assert {ends["target"]["_embedded"]["essay"]["type"] for ends in embedded} == {"essay"}


@pytest.mark.parametrize("query", ["", "?fields=type"])
def test_so_does_each_line(client: httpx.Client, query: str) -> None:
    lines = client.get(f"/claims.ndjson{query}").text.splitlines()
    rows = csv.DictReader(client.get(f"/claims.csv{query}").text.splitlines())
    assert {json.loads(line)["type"] for line in lines} == {row["type"] for row in rows} == {"claim"}


def test_it_may_be_sent_back_with_a_change(editor: httpx.Client) -> None:
    record: Json = editor.get(CLAIM_1).json()
    replaced = editor.put(CLAIM_1, json=record | {"stance": "reports"}, headers=ANY)
    patched = patch(editor, CLAIM_1, {"type": "claim", "stance": "rejects"})
    assert (replaced.status_code, patched.status_code, patched.json()["type"]) == (200, 200, "claim")


def test_it_cannot_be_changed(editor: httpx.Client) -> None:
    refused = patch(editor, CLAIM_1, {"type": "statistic"})
    assert (refused.status_code, pointers(refused)) == (422, ["/type"])


def test_a_new_record_does_not_say_it_as_it_says_no_version(editor: httpx.Client) -> None:
    refused = [editor.post("/claims", json=CLAIM | told) for told in ({"type": "claim"}, {"version": 1})]
    assert [pointers(response) for response in refused] == [["/type"], ["/version"]]


def test_no_difference_between_versions_tells_of_it(editor: httpx.Client) -> None:
    patch(editor, CLAIM_1, {"stance": "reports"})
    changes = editor.get(f"{CLAIM_1}/diff?from=0&to=2").json()["patch"]
    assert "/type" not in {change["path"] for change in changes}
