"""How records end: withdrawn, merged, deleted, their versions redacted."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.test_writes import NEW, count_of, new_claim, version_of
from tests.api.writing import ANY, client_of, holds, key, patch, pointers, writer
from tests.conftest import engine_of

REASON = {"Lunju_Reason": "%E8%AF%AF%20wrong"}


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(url) as client:
        yield client


@pytest.fixture(scope="module")
def admin(url: str, editor: httpx.Client) -> Iterator[httpx.Client]:
    """A client that may redact."""
    with client_of(str(editor.base_url), key(url, "root", "admin")) as client:
        yield client


def withdraw(editor: httpx.Client, path: str) -> httpx.Response:
    return patch(editor, path, {"status": "withdrawn"}, **REASON)


def link(editor: httpx.Client, origin: str, target: str, relation: str = "supports") -> str:
    body = NEW["evidence"] | {"origin_type": "claim", "origin_id": name(origin), "target_id": name(target)}
    response = editor.post("/evidence", json=body | {"relation": relation})
    assert response.status_code == 201, response.text
    return f"/evidence/{response.json()['id']}"


def name(path: str) -> str:
    return path.rpartition("/")[2]


def merge(editor: httpx.Client, old: str, into: str) -> httpx.Response:
    return editor.post(f"{old}/merge", json={"into": name(into)}, headers=ANY | {"Lunju-Reason": "one%20claim"})


# Withdrawing


def test_withdrawing_needs_a_reason(editor: httpx.Client) -> None:
    assert pointers(patch(editor, new_claim(editor), {"status": "withdrawn"})) == ["/status"]


def test_a_withdrawn_record_is_read_with_the_reason(editor: httpx.Client) -> None:
    path = new_claim(editor)
    withdraw(editor, path)
    response = editor.get(path)
    assert (response.json()["status"], response.headers["Lunju-Reason"]) == ("withdrawn", "%E8%AF%AF%20wrong")


def test_a_withdrawal_is_a_version_of_its_own_kind(editor: httpx.Client, url: str) -> None:
    path = new_claim(editor)
    withdraw(editor, path)
    assert (version_of(url, path).action, version_of(url, path).reason) == ("withdrawn", "误 wrong")


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", False), ("&status=withdrawn", True), ("&status=published", False), ("&status_ne=published", True)],
)
def test_lists_leave_out_what_was_withdrawn_unless_asked(editor: httpx.Client, query: str, shown: bool) -> None:  # noqa: FBT001
    path = new_claim(editor)
    withdraw(editor, path)
    found = editor.get(f"/claims?id={name(path)}{query}").json()
    assert bool(found) is shown


def test_totals_leave_out_what_was_withdrawn(editor: httpx.Client) -> None:
    path = new_claim(editor)
    before = int(editor.get("/claims?count=true").headers["X-Total-Count"])
    withdraw(editor, path)
    assert int(editor.get("/claims?count=true").headers["X-Total-Count"]) == before - 1


def test_facets_leave_out_what_was_withdrawn(editor: httpx.Client) -> None:
    path = new_claim(editor)
    before = editor.get("/claims/facets?facet=kind").json()["total"]
    withdraw(editor, path)
    assert editor.get("/claims/facets?facet=kind").json()["total"] == before - 1


@pytest.mark.parametrize("search", ["/search?q=fresh withdrawal", "/claims?q=fresh withdrawal"])
def test_searches_leave_out_what_was_withdrawn(editor: httpx.Client, search: str) -> None:
    path = new_claim(editor, text={"zh-Hans": "新的撤回。", "en": "A fresh withdrawal."})
    before = [hit["id"] for hit in editor.get(search).json()]
    withdraw(editor, path)
    assert (before, editor.get(search).json()) == ([name(path)], [])
    editor.delete(path, headers=ANY)


def test_a_withdrawn_record_can_be_published_again(editor: httpx.Client) -> None:
    path = new_claim(editor)
    withdraw(editor, path)
    patch(editor, path, {"status": "published"})
    assert "Lunju-Reason" not in editor.get(path).headers


# Merging


def test_the_old_id_leads_to_the_new(editor: httpx.Client) -> None:
    old, into = new_claim(editor), new_claim(editor)
    merge(editor, old, into)
    response = editor.get(f"{old}?fields=id")
    assert (response.status_code, response.headers["Location"]) == (308, f"{editor.base_url.join(into)}?fields=id")


def test_what_belongs_to_the_old_id_belongs_to_the_new(editor: httpx.Client) -> None:
    old, new = new_claim(editor), new_claim(editor)
    merge(editor, old, new)
    for rest in ("/evidence?limit=3", "/why", "/against"):
        response = editor.get(f"{old}{rest}")
        assert (response.status_code, response.headers["Location"]) == (308, f"{editor.base_url}{new}{rest}")


def test_chains_of_merges_are_flattened(editor: httpx.Client) -> None:
    one, two, three = (new_claim(editor) for _ in range(3))
    merge(editor, one, two)
    merge(editor, two, three)
    assert editor.get(one).headers["Location"] == str(editor.base_url.join(three))


def test_a_merge_answers_with_what_stands(editor: httpx.Client) -> None:
    old, into = new_claim(editor), new_claim(editor)
    response = merge(editor, old, into)
    assert response.content == editor.get(into).content


def test_a_merged_record_cannot_be_written(editor: httpx.Client) -> None:
    old, into = new_claim(editor), new_claim(editor)
    merge(editor, old, into)
    assert patch(editor, old, {"stance": "reports"}).status_code == 409


def test_the_version_of_a_merge_says_into_what(editor: httpx.Client, url: str) -> None:
    old, into = new_claim(editor), new_claim(editor)
    merge(editor, old, into)
    version = version_of(url, old)
    assert (version.action, version.reason, json.loads(version.state)["merged_into"]) == (
        "merged",
        "one claim",
        name(into),
    )


def test_evidence_moves_over(editor: httpx.Client) -> None:
    old, into, other = (new_claim(editor) for _ in range(3))
    moved = link(editor, other, old)
    merge(editor, old, into)
    assert editor.get(moved).json()["target_id"] == name(into)


def test_lists_name_what_stands(editor: httpx.Client) -> None:
    old, into = new_claim(editor), new_claim(editor)
    topic = editor.post("/topics", json=NEW["topics"] | {"claims": [name(old), "cao2023-c1", name(into)]}).json()["id"]
    merge(editor, old, into)
    assert editor.get(f"/topics/{topic}").json()["claims"] == [name(into), "cao2023-c1"]


def test_relationships_name_what_stands(editor: httpx.Client) -> None:
    old, into = new_claim(editor), new_claim(editor)
    body = NEW["relationships"] | {"thesis_id": name(old), "claims": [{"claim_id": name(old), "role": "pole_b"}]}
    path = f"/relationships/{editor.post('/relationships', json=body).json()['id']}"
    merge(editor, old, into)
    after = editor.get(path).json()
    assert (after["thesis_id"], after["claims"]) == (name(into), [{"claim_id": name(into), "role": "pole_b"}])


def test_evidence_that_is_there_twice_after_a_merge_is_merged_too(editor: httpx.Client) -> None:
    old, into, other = (new_claim(editor) for _ in range(3))
    one, same = link(editor, other, old), link(editor, other, into)
    merge(editor, old, into)
    assert editor.get(one).headers["Location"] == str(editor.base_url.join(same))


def test_evidence_between_the_two_goes(editor: httpx.Client) -> None:
    old, into = new_claim(editor), new_claim(editor)
    between = link(editor, old, into, "restates")
    merge(editor, old, into)
    assert editor.get(between).status_code == 410


def test_a_merge_of_claims_of_two_essays_is_refused(editor: httpx.Client) -> None:
    assert merge(editor, new_claim(editor), "/claims/moss2026-c1").status_code == 409


def test_a_merge_into_itself_is_refused(editor: httpx.Client) -> None:
    path = new_claim(editor)
    assert merge(editor, path, path).status_code == 409


def test_a_merge_into_what_is_not_there_is_refused(editor: httpx.Client) -> None:
    assert merge(editor, new_claim(editor), "/claims/cao2023-c99999").status_code == 404


def test_a_merge_needs_if_match(editor: httpx.Client) -> None:
    assert editor.post(f"{new_claim(editor)}/merge", json={"into": "cao2023-c1"}).status_code == 428


# Redacting


def redact(client: httpx.Client, path: str, version: int, reason: str = "a%20duty") -> httpx.Response:
    body = {"resource": path.split("/")[1], "id": name(path), "version": version}
    return client.post("/redactions", json=body, headers={"Lunju-Reason": reason} if reason else {})


def test_an_editor_does_not_redact(editor: httpx.Client) -> None:
    assert redact(editor, "/claims/cao2023-c1", 1).status_code == 403


def test_the_content_of_a_version_is_taken_away(editor: httpx.Client, admin: httpx.Client, url: str) -> None:
    path = new_claim(editor)
    patch(editor, path, {"text": {"zh-Hans": "别的", "en": None}})
    response = redact(admin, path, 1)
    with engine_of(url) as engine, engine.connect() as connection:
        versions = sa.text("SELECT version, state FROM versions WHERE record_id = :id ORDER BY version")
        found = connection.execute(versions, {"id": name(path)}).all()
    assert (response.status_code, [row.state is None for row in found]) == (201, [True, False])


def test_a_redaction_advances_the_dataset(editor: httpx.Client, admin: httpx.Client) -> None:
    path = new_claim(editor)
    patch(editor, path, {"stance": "rejects"})
    before = editor.get("/").json()["dataset"]["version"]
    redact(admin, path, 1)
    assert editor.get("/").json()["dataset"]["version"] == before + 1


def test_a_deleted_record_can_be_redacted_to_the_last(editor: httpx.Client, admin: httpx.Client) -> None:
    path = new_claim(editor)
    editor.delete(path, headers=ANY)
    assert [redact(admin, path, version).status_code for version in (1, 2)] == [201, 201]


def test_a_redaction_says_why_and_when(editor: httpx.Client, admin: httpx.Client) -> None:
    path = new_claim(editor)
    patch(editor, path, {"stance": "rejects"})
    told = redact(admin, path, 1).json()
    gone = editor.get(f"{path}@1")
    assert (gone.status_code, told["reason"]) == (410, "a duty")
    assert {name: gone.json()[name] for name in ("redacted_at", "reason", "content_hash")} == {
        "redacted_at": told["created_at"], "reason": told["reason"], "content_hash": told["content_hash"]
    }  # fmt: skip


def test_the_old_id_leads_to_the_new_though_its_last_version_was_redacted(
    editor: httpx.Client, admin: httpx.Client
) -> None:
    old, new = new_claim(editor), new_claim(editor)
    merge(editor, old, new)
    redact(admin, old, 2)
    assert (editor.get(old).status_code, editor.get(old).headers["Location"]) == (308, f"{editor.base_url}{new}")
    refused = patch(editor, old, {"stance": "rejects"})
    assert (refused.status_code, name(new) in refused.json()["detail"]) == (409, True)


REFUSED: list[tuple[str, int, str, int]] = [
    ("/claims/cao2023-c1", 1, "x", 409),
    ("/claims/cao2023-c1", 9, "x", 404),
    ("/claims/cao2023-c99999", 1, "x", 404),
    ("/claim/cao2023-c1", 1, "x", 422),
    ("/claims/cao2023-c1", 1, "", 422),
]


@pytest.mark.parametrize(("path", "version", "reason", "status"), REFUSED)
def test_a_redaction_that_cannot_be_is_refused(
    admin: httpx.Client, path: str, version: int, reason: str, status: int
) -> None:
    assert redact(admin, path, version, reason).status_code == status


def test_a_version_is_redacted_once(editor: httpx.Client, admin: httpx.Client) -> None:
    path = new_claim(editor)
    patch(editor, path, {"stance": "rejects"})
    assert [redact(admin, path, 1).status_code for _ in range(2)] == [201, 409]


@pytest.mark.usefixtures("editor", "admin")
def test_all_of_it_holds(url: str) -> None:
    assert holds(url).versions == count_of(url, "versions")
