"""Batches: all or none, and errors that point at operation and field."""

import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.test_writes import NEW, count_of, new_claim, version_of
from tests.api.writing import CLAIM, Json, holds, pointers, writer

MANY = max(200, int(os.environ.get("LUNJU_EXAMPLES", "0")))
"""How many operations the largest batch of these tests has; up to 10,000."""


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(url) as client:
        yield client


def batch(client: httpx.Client, *operations: Json, **more: Any) -> httpx.Response:
    return client.post("/batches", json={"operations": list(operations)} | more)


def create(body: Json, resource: str = "claims", ref: str | None = None) -> Json:
    return {"op": "create", "resource": resource, "body": body} | ({"ref": ref} if ref else {})


def test_records_name_those_made_before_them(editor: httpx.Client) -> None:
    link = NEW["evidence"] | {"target_id": "$claim"}
    done = batch(editor, create(CLAIM, ref="claim"), create(link, "evidence")).json()["operations"]
    assert editor.get(f"/evidence/{done[1]['id']}").json()["target_id"] == done[0]["id"]


def test_lists_name_records_made_before(editor: httpx.Client) -> None:
    topic = NEW["topics"] | {"claims": ["cao2023-c1", "$one"]}
    done = batch(editor, create(CLAIM, ref="one"), create(topic, "topics")).json()["operations"]
    assert editor.get(f"/topics/{done[1]['id']}").json()["claims"] == ["cao2023-c1", done[0]["id"]]


def test_words_that_look_like_a_name_stay_words(editor: httpx.Client) -> None:
    words = {"zh-Hans": "$one", "en": "$one"}
    done = batch(editor, create(CLAIM, ref="one"), create(CLAIM | {"text": words})).json()["operations"]
    assert editor.get(f"/claims/{done[1]['id']}").json()["text"] == words


def test_a_record_of_the_batch_is_changed_without_a_version(editor: httpx.Client) -> None:
    change = {"op": "patch", "resource": "claims", "id": "$one", "body": {"stance": "rejects"}}
    done = batch(editor, create(CLAIM, ref="one"), change).json()["operations"]
    record = editor.get(f"/claims/{done[0]['id']}").json()
    assert (record["stance"], record["version"]) == ("rejects", 1)


def test_each_kind_of_operation_is_applied(editor: httpx.Client) -> None:
    patched, put, deleted = (new_claim(editor).rpartition("/")[2] for _ in range(3))
    whole = editor.get(f"/claims/{put}").json() | {"stance": "rejects"}
    done = batch(
        editor,
        {"op": "patch", "resource": "claims", "id": patched, "version": 1, "body": {"stance": "reports"}},
        {"op": "put", "resource": "claims", "id": put, "version": 1, "body": whole},
        {"op": "delete", "resource": "claims", "id": deleted, "version": 1},
    ).json()["operations"]
    assert [item["version"] for item in done] == [2, 2, 2]
    assert [editor.get(f"/claims/{name}").status_code for name in (patched, put, deleted)] == [200, 200, 410]


def test_a_batch_makes_one_version_of_each_record(editor: httpx.Client, url: str) -> None:
    identifier = new_claim(editor).rpartition("/")[2]
    before = count_of(url, "versions")
    change = {"op": "patch", "resource": "claims", "id": identifier, "version": 1}
    batch(editor, change | {"body": {"stance": "reports"}}, change | {"body": {"kind": "factual"}})
    record = editor.get(f"/claims/{identifier}").json()
    assert (count_of(url, "versions"), record["version"], record["kind"]) == (before + 1, 2, "factual")


REFUSED: list[tuple[Json, int, list[str]]] = [
    (create(CLAIM | {"kind": "casual"}), 422, ["/operations/1/body/kind"]),
    (create(CLAIM | {"passages": ["$nothing"]}), 422, ["/operations/1"]),
    (create(CLAIM, ref="first"), 422, ["/operations/1/ref"]),
    (create(CLAIM, "claim"), 422, ["/operations/1/resource"]),
    (create(CLAIM | {"id": "cao2023-c1"}), 409, ["/operations/1/body/id"]),
    ({"op": "create", "resource": "claims"}, 422, ["/operations/1/body"]),
    (create(CLAIM) | {"version": 1}, 422, ["/operations/1/version"]),
    ({"op": "patch", "resource": "claims", "id": "cao2023-c2", "body": {}}, 428, ["/operations/1/version"]),
    (
        {"op": "patch", "resource": "claims", "id": "cao2023-c2", "version": 7, "body": {}},
        412,
        ["/operations/1/version"],
    ),
    (
        {"op": "patch", "resource": "claims", "id": "cao2023-c2", "version": 1, "body": {"stanse": 1}},
        422,
        ["/operations/1/body/stanse"],
    ),
    ({"op": "delete", "resource": "claims", "id": "cao2023-c99999", "version": 1}, 404, ["/operations/1"]),
    ({"op": "delete", "resource": "topics", "id": "cao2023-t8", "version": 1}, 409, ["/operations/1"] * 2),
    ({"op": "delete", "resource": "claims", "id": "$first"}, 409, ["/operations/1"]),
    ({"op": "remove", "resource": "claims"}, 422, ["/operations/1/op"]),
    ({"op": "delete", "resource": "claims", "id": "cao2023-c1", "if": 1}, 422, ["/operations/1/if"]),
]


@pytest.mark.parametrize(("operation", "status", "at"), REFUSED, ids=lambda value: str(value)[:70])
def test_a_batch_is_refused_where_it_is_wrong(
    editor: httpx.Client, url: str, operation: Json, status: int, at: list[str]
) -> None:
    before = count_of(url, "claims"), count_of(url, "versions")
    response = batch(editor, create(CLAIM, ref="first"), operation)
    assert (response.status_code, pointers(response)) == (status, at)
    assert (count_of(url, "claims"), count_of(url, "versions")) == before


LINK = NEW["evidence"] | {"target_id": "$claim"}


def refused(response: httpx.Response) -> list[tuple[int, str | None, list[int]]]:
    """Which operations a batch says are refused: each with its kind, and those that caused it."""
    return [(item["operation"], item["kind"], item["caused_by"]) for item in response.json()["refused"]]


NO_CLAIM = CLAIM | {"stance": "likes"}


def test_all_faulty_operations_of_a_batch_are_told(editor: httpx.Client) -> None:
    response = batch(editor, create(CLAIM), create(NO_CLAIM), create(CLAIM | {"passages": ["cao2023-p99999"]}))
    assert (response.status_code, pointers(response)) == (
        422,
        ["/operations/1/body/stance", "/operations/2/body/passages/0"],
    )


def test_what_needs_a_refused_operation_is_told_apart(editor: httpx.Client) -> None:
    response = batch(
        editor,
        create(NO_CLAIM, ref="claim"),
        create(LINK, "evidence", ref="link"),
        create(NO_CLAIM),
        create(LINK | {"relation": "undercuts", "target_id": "$link"}, "evidence"),
    )
    told = [(0, "invalid-body", []), (1, None, [0]), (2, "invalid-body", []), (3, None, [1])]
    assert (refused(response), pointers(response)) == (
        told,
        ["/operations/0/body/stance", "/operations/2/body/stance"],
    )


def test_a_name_that_was_never_given_is_a_fault_of_its_own(editor: httpx.Client) -> None:
    response = batch(editor, create(NO_CLAIM, ref="claim"), create(LINK | {"target_id": "$clam"}, "evidence"))
    assert refused(response) == [(0, "invalid-body", []), (1, "invalid-body", [])]


def test_what_names_a_refused_record_by_its_id_is_told_apart(editor: httpx.Client) -> None:
    claim = NO_CLAIM | {"id": "cao2023-c77777"}
    response = batch(editor, create(claim), create(LINK | {"target_id": claim["id"]}, "evidence"))
    assert refused(response) == [(0, "invalid-body", []), (1, "invalid-body", [0])]


def test_words_that_look_like_a_refused_name_are_looked_at(editor: httpx.Client) -> None:
    words = {"zh-Hans": "$claim", "en": "$claim"}
    response = batch(editor, create(NO_CLAIM, ref="claim"), create(NO_CLAIM | {"text": words}))
    assert refused(response) == [(0, "invalid-body", []), (1, "invalid-body", [])]


def test_two_passages_of_one_place_are_told_with_the_rest(editor: httpx.Client) -> None:
    place = NEW["passages"] | {"start": 7, "end": 9}
    response = batch(editor, create(NO_CLAIM), create(place, "passages"), create(place, "passages"), create(CLAIM))
    assert refused(response) == [(0, "invalid-body", []), (2, "conflict", [])]


def test_as_many_faults_are_told_as_operations_are_refused(editor: httpx.Client) -> None:
    response = batch(editor, *[create(NO_CLAIM)] * 30)
    assert (len(refused(response)), response.json()["detail"][:33]) == (30, "30 of 30 operations are refused; ")


def test_an_empty_batch_is_refused(editor: httpx.Client) -> None:
    assert pointers(batch(editor)) == ["/operations"]


def test_too_many_operations_are_refused(editor: httpx.Client) -> None:
    response = batch(editor, *[{"op": "delete", "resource": "claims"}] * 10_001)
    assert pointers(response) == ["/operations"]


def test_validate_only_tells_what_would_be_and_writes_nothing(editor: httpx.Client, url: str) -> None:
    before = count_of(url, "claims")
    response = editor.post("/batches?validate_only=true", json={"operations": [create(CLAIM)]})
    assert (response.status_code, response.json()["operations"][0]["version"]) == (200, 1)
    assert count_of(url, "claims") == before


def test_the_reason_of_a_batch_is_kept_with_each_version(editor: httpx.Client, url: str) -> None:
    done = batch(editor, create(CLAIM), create(CLAIM), reason="imported").json()["operations"]
    assert [version_of(url, item["id"]).reason for item in done] == ["imported"] * 2


def test_many_records_are_made_at_once(editor: httpx.Client, url: str) -> None:
    before = count_of(url, "claims")
    response = batch(editor, *[create(CLAIM)] * min(MANY, 10_000))
    assert response.status_code == 200
    assert count_of(url, "claims") == before + min(MANY, 10_000)


def delete(resource: str, identifier: str) -> Json:
    return {"op": "delete", "resource": resource, "id": identifier, "version": 1}


def linked(editor: httpx.Client) -> tuple[str, str]:
    """A new claim, and the link of evidence that bears on it."""
    done = batch(editor, create(CLAIM, ref="claim"), create(LINK, "evidence")).json()["operations"]
    return done[0]["id"], done[1]["id"]


def test_what_is_named_goes_with_what_names_it(editor: httpx.Client) -> None:
    claim, link = linked(editor)
    assert batch(editor, delete("evidence", link), delete("claims", claim)).status_code == 200
    assert [editor.get(path).status_code for path in (f"/claims/{claim}", f"/evidence/{link}")] == [410, 410]


def test_what_is_named_does_not_go_before_what_names_it(editor: httpx.Client) -> None:
    claim, link = linked(editor)
    response = batch(editor, delete("claims", claim), delete("evidence", link))
    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (409, "in-use")


def test_what_an_operation_names_does_not_go_after_it(editor: httpx.Client) -> None:
    claim = new_claim(editor).rpartition("/")[2]
    response = batch(editor, create(LINK | {"target_id": claim}, "evidence"), delete("claims", claim))
    assert (response.status_code, pointers(response)) == (409, ["/operations/1"])


def test_nothing_names_what_went_before_it(editor: httpx.Client) -> None:
    claim = new_claim(editor).rpartition("/")[2]
    response = batch(editor, delete("claims", claim), create(LINK | {"target_id": claim}, "evidence"))
    assert (response.status_code, set(pointers(response))) == (422, {"/operations/1/body/target_id"})


def test_what_went_may_be_said_again(editor: httpx.Client) -> None:
    claim, link = linked(editor)
    done = batch(editor, delete("evidence", link), create(LINK | {"target_id": claim}, "evidence"))
    assert done.json()["operations"][1]["id"] != link


def test_nothing_is_said_twice_within_a_batch(editor: httpx.Client) -> None:
    response = batch(editor, create(CLAIM, ref="claim"), create(LINK, "evidence"), create(LINK, "evidence"))
    assert (response.status_code, pointers(response)) == (422, ["/operations/2/body/target_id"])


def test_what_a_batch_has_changed_may_be_said_again(editor: httpx.Client) -> None:
    claim, link = linked(editor)
    move = {"op": "patch", "resource": "evidence", "id": link, "version": 1, "body": {"relation": "qualifies"}}
    assert batch(editor, move, create(LINK | {"target_id": claim}, "evidence")).status_code == 200


def test_what_a_batch_has_changed_is_not_said_twice(editor: httpx.Client) -> None:
    claim, link = linked(editor)
    move = {"op": "patch", "resource": "evidence", "id": link, "version": 1, "body": {"relation": "qualifies"}}
    response = batch(editor, move, create(LINK | {"target_id": claim, "relation": "qualifies"}, "evidence"))
    assert (response.status_code, pointers(response)) == (422, ["/operations/1/body/target_id"])


def test_what_is_written_is_not_said_twice(editor: httpx.Client) -> None:
    claim, _ = linked(editor)
    response = batch(editor, create(CLAIM), create(LINK | {"target_id": claim}, "evidence"))
    assert (response.status_code, pointers(response)) == (422, ["/operations/1/body/target_id"])


def test_many_claims_and_links_in_turn_take_as_few_statements_as_some(editor: httpx.Client) -> None:
    def statements(pairs: int) -> int:
        made = [
            operation
            for n in range(pairs)
            for operation in (create(CLAIM, ref=f"c{n}"), create(LINK | {"target_id": f"$c{n}"}, "evidence"))
        ]
        counted: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            counted.append(statement)

        sa.event.listen(sa.Engine, "before_cursor_execute", count)
        try:
            batch(editor, *made).raise_for_status()
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", count)
        return len(counted)

    statements(3)  # what a process asks but once
    assert statements(20) == statements(3) > 0


def test_lists_are_replaced_by_the_last_operation(editor: httpx.Client) -> None:
    changes = [["cao2023-p5", "cao2023-p4"], ["cao2023-p4", "cao2023-p7", "cao2023-p5"], ["cao2023-p7"]]
    change = {"op": "patch", "resource": "claims", "id": "$one"}
    done = batch(editor, create(CLAIM, ref="one"), *(change | {"body": {"passages": these}} for these in changes))
    assert editor.get(f"/claims/{done.json()['operations'][0]['id']}").json()["passages"] == ["cao2023-p7"]


def test_numbers_of_a_batch_follow_each_other_and_those_that_are_brought_along(editor: httpx.Client) -> None:
    [first] = batch(editor, create(CLAIM)).json()["operations"]
    number = int(first["id"].rpartition("-c")[2])
    done = batch(editor, create(CLAIM), create(CLAIM | {"number": number + 5}), create(CLAIM)).json()["operations"]
    after = batch(editor, create(CLAIM)).json()["operations"]
    made = [int(item["id"].rpartition("-c")[2]) - number for item in (*done, *after)]
    assert made == [1, 5, 6, 7]


def test_what_a_batch_says_is_found_and_what_it_no_longer_says_is_not(editor: httpx.Client) -> None:
    def say(word: str) -> Json:
        return {"text": {"zh-Hans": "新。", "en": word}}

    made = batch(editor, *(create(CLAIM | say(word)) for word in ("ququx", "queex", "quuux"))).json()["operations"]
    change = {"op": "patch", "resource": "claims", "id": made[0]["id"], "version": 1, "body": say("quiix")}
    same = {"op": "patch", "resource": "claims", "id": made[2]["id"], "version": 1, "body": {"stance": "rejects"}}
    batch(editor, change, delete("claims", made[1]["id"]), same)
    found = [
        [item["id"] for item in editor.get(f"/claims?q={word}").json()] for word in ("ququx", "queex", "quuux", "quiix")
    ]
    assert found == [[], [], [made[2]["id"]], [made[0]["id"]]]


@pytest.mark.usefixtures("editor")
def test_all_of_it_holds(url: str) -> None:
    assert holds(url).versions == count_of(url, "versions")
