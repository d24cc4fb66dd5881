"""Entities are written: each name once, no two that are one; merged, all that is said of one moves over."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.writing import ANY, CLAIM, Json, client_of, key, patch, pointers
from tests.conftest import Databases, serving

WORDS = {"en": "Walrus", "zh-Hans": "海象"}


@pytest.fixture(scope="module")
def editor(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    url = databases.copy(seeded_template)
    with serving(url) as base, client_of(base, key(url)) as client:
        yield client


def entity(editor: httpx.Client, name: str, **fields: object) -> Json:
    body = {"id": name, "kind": "concept", "label": WORDS, **fields}
    made: Json = editor.post("/entities", json=body).raise_for_status().json()
    return made


def test_what_is_not_said_of_one_is_empty(editor: httpx.Client) -> None:
    made = entity(editor, "plain")
    assert (made["aliases"], made["same_as"]) == ([], [])


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"aliases": ["a", "b", "a"]}, "/aliases/2"),
        ({"aliases": [" a"]}, "/aliases/0"),
        ({"aliases": [""]}, "/aliases/0"),
        ({"aliases": [f"a{n}" for n in range(51)]}, "/aliases"),
        ({"same_as": ["https://a.example/x", "https://a.example/x"]}, "/same_as/1"),
        ({"same_as": ["http://a.example/x"]}, "/same_as/0"),
        ({"same_as": ["Q312"]}, "/same_as/0"),
        ({"same_as": ["urn:isbn:9780306406158"]}, "/same_as/0"),
        ({"same_as": ["https://www.wikidata.org/entity/Q21708200"]}, "/same_as/0"),
        ({"kind": "thing"}, "/kind"),
        ({"label": {}}, "/label"),
    ],
)
def test_what_fits_none_is_refused(editor: httpx.Client, fields: Json, pointer: str) -> None:
    body = {"id": "wrong", "kind": "concept", "label": WORDS, **fields}
    refused = editor.post("/entities", json=body)
    assert (refused.status_code, pointers(refused)) == (422, [pointer])


def test_it_is_said_what_an_iri_would_be(editor: httpx.Client) -> None:
    body = {"id": "wrong", "kind": "concept", "label": WORDS, "same_as": ["Q312"]}
    [error] = editor.post("/entities", json=body).json()["errors"]
    assert "https://www.wikidata.org/entity/Q312" in error["detail"]


def test_it_is_said_which_other_is_the_same(editor: httpx.Client) -> None:
    entity(editor, "tide-one", same_as=["https://example.org/tide"])
    body = {"id": "tide-two", "kind": "concept", "label": WORDS, "same_as": ["https://example.org/tide"]}
    [error] = editor.post("/entities", json=body).json()["errors"]
    assert "tide-one" in error["detail"]


def test_an_iri_that_begins_another_is_another(editor: httpx.Client) -> None:
    entity(editor, "shell-one", same_as=["https://example.org/shell/1"])
    assert entity(editor, "shell-ten", same_as=["https://example.org/shell/10"])["version"] == 1


def test_an_isbn_is_kept_in_one_form(editor: httpx.Client) -> None:
    made = entity(editor, "book", kind="work", same_as=["URN:ISBN:0-306-40615-2"])
    assert made["same_as"] == ["urn:isbn:9780306406157"]


@pytest.mark.parametrize("about", [["nobody-at-all"], ["chatgpt", "chatgpt"]])
def test_a_claim_is_about_what_there_is_and_once(editor: httpx.Client, about: list[str]) -> None:
    assert pointers(editor.post("/claims", json=CLAIM | {"about": about})) == [f"/about/{len(about) - 1}"]


def test_a_claim_is_about_few(editor: httpx.Client) -> None:
    names = [record["id"] for record in editor.get("/entities?limit=9&fields=id").json()]
    assert pointers(editor.post("/claims", json=CLAIM | {"about": names})) == ["/about"]


def test_what_a_claim_is_about_can_be_changed(editor: httpx.Client) -> None:
    claim = editor.post("/claims", json=CLAIM | {"about": ["chatgpt"]}).raise_for_status().json()
    changed = patch(editor, f"/claims/{claim['id']}", {"about": ["openai", "chatgpt"]}).raise_for_status()
    assert changed.json()["about"] == ["openai", "chatgpt"]


def test_one_that_is_named_does_not_go(editor: httpx.Client) -> None:
    entity(editor, "named")
    editor.post("/claims", json=CLAIM | {"about": ["named"]}).raise_for_status()
    assert editor.delete("/entities/named", headers=ANY).status_code == 409


def test_all_that_is_said_of_one_moves_to_what_it_is_merged_into(editor: httpx.Client) -> None:
    entity(editor, "users")  # as a measure is called, which is another thing
    entity(editor, "people")
    claim = editor.post("/claims", json=CLAIM | {"about": ["users", "chatgpt", "people"]}).raise_for_status().json()
    patch(editor, "/statistics/cao2023-s3", {"subject": "users"}).raise_for_status()
    patch(editor, "/sources/musknd", {"entity_id": "users"}).raise_for_status()
    editor.post("/entities/users/merge", json={"into": "people"}, headers=ANY).raise_for_status()
    figure = editor.get("/statistics/cao2023-s3").json()
    assert editor.get(f"/claims/{claim['id']}").json()["about"] == ["people", "chatgpt"]
    assert (figure["measure"], figure["subject"]) == ("users", "people")
    assert editor.get("/sources/musknd").json()["entity_id"] == "people"
    assert editor.get("/entities/users", follow_redirects=False).status_code == 308


def test_a_measure_and_an_entity_of_one_name_are_each_found(editor: httpx.Client) -> None:
    entity(editor, "investment", label={"en": "Zeppelin"})
    for resource, word in (("entities", "Zeppelin"), ("measures", "invested")):
        found = editor.get("/search", params={"q": word, "resource": resource, "limit": 100}).json()
        assert "investment" in [hit["id"] for hit in found]
    assert "investment" not in [hit["id"] for hit in editor.get("/measures?q=Zeppelin").json()]


def test_one_is_found_by_an_alias_as_soon_as_it_has_it(editor: httpx.Client) -> None:
    entity(editor, "whale")
    patch(editor, "/entities/whale", {"aliases": ["Leviathan", "利维坦"]}).raise_for_status()
    assert [hit["id"] for hit in editor.get("/entities", params={"q": "利维坦"}).json()] == ["whale"]
