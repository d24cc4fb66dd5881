"""The data providers for react-admin and refine, in Node.js: what no screen of the small admins asks of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.writing import CLAIM
from tests.clients.conftest import Ask, answering
from tests.clients.editors import Editor

pytestmark = pytest.mark.one_database


@pytest.fixture
def ask(built: Path, editor: Editor) -> Iterator[Ask]:
    """A function that asks the editor's service through a provider."""
    with answering(built, "providers.mjs", editor.base, editor.key) as asked:
        yield asked


def page(number: int, **more: Any) -> dict[str, Any]:
    sort = {"field": "number", "order": "DESC"}
    return {"pagination": {"page": number, "perPage": 10}, "sort": sort, "filter": {"essay_id": "cao2023"}, **more}


def ids(answer: Any) -> list[str]:
    return [record["id"] for record in answer["data"]]


def test_the_page_after_one_that_was_read_is_reached_by_its_cursor(ask: Ask) -> None:
    assert ids(ask("reactAdmin", "getList", "claims", page(1))) == [f"cao2023-c{n}" for n in range(217, 207, -1)]
    following = ask("reactAdmin", "getList", "claims", page(2))
    assert ids(following) == [f"cao2023-c{n}" for n in range(207, 197, -1)]
    assert "&cursor=" in following["requests"][0]


def test_a_page_far_away_is_reached_at_once(ask: Ask) -> None:
    answer = ask("reactAdmin", "getList", "claims", page(20))
    assert ids(answer) == [f"cao2023-c{n}" for n in range(27, 17, -1)]
    assert (answer["total"], len(answer["requests"])) == (217, 1)


def test_a_list_that_needs_no_total_tells_whether_there_is_more(ask: Ask) -> None:
    answers = [ask("reactAdmin", "getList", "claims", page(n, meta={"count": False})) for n in (1, 2)]
    assert [answer.get("total") for answer in answers] == [None, None]
    assert [answer["pageInfo"] for answer in answers] == [
        {"hasNextPage": True, "hasPreviousPage": False},
        {"hasNextPage": True, "hasPreviousPage": True},
    ]


def test_the_last_page_is_told_to_be_the_last(ask: Ask) -> None:
    answers = [ask("reactAdmin", "getList", "claims", page(n)) for n in (21, 22)]
    assert [answer["pageInfo"]["hasNextPage"] for answer in answers] == [True, False]


def test_a_list_embeds(ask: Ask) -> None:
    [first, *_] = ask("reactAdmin", "getList", "claims", page(1, meta={"embed": ["section", "passages"]}))["data"]
    assert set(first["_embedded"]) == {"section", "passages", "truncated"}


def test_records_are_found_by_their_ids_in_their_order(ask: Ask) -> None:
    withdrawn = {"status": "withdrawn", "_reason": "Read again."}
    ask("refine", "update", {"resource": "claims", "id": "cao2023-c150", "variables": withdrawn})
    wanted = [f"cao2023-c{n}" for n in range(217, 0, -1)]
    answer = ask("reactAdmin", "getMany", "claims", {"ids": wanted})
    assert ids(answer) == wanted
    assert len(answer["requests"]) == 3


def test_no_records_are_had_without_asking(ask: Ask) -> None:
    assert ask("refine", "getMany", {"resource": "claims", "ids": []}) == {"data": [], "requests": []}


def test_what_refers_to_a_record_is_found(ask: Ask, editor: Editor) -> None:
    answer = ask("reactAdmin", "getManyReference", "evidence", page(1, target="target_id", id="cao2023-c12"))
    links = editor.client.get("/claims/cao2023-c12/evidence").json()
    assert sorted(ids(answer)) == sorted(link["id"] for link in links)


def test_refine_has_a_list_whole(ask: Ask, editor: Editor) -> None:
    answer = ask("refine", "getList", {"resource": "evidence", "pagination": {"mode": "off"}})
    assert len(ids(answer)) == answer["total"] == len(editor.client.get("/evidence?limit=1000").json())


def test_refine_filters_by_its_operators(ask: Ask, editor: Editor) -> None:
    filters = [
        {"field": "kind", "operator": "nin", "value": ["thesis", "factual"]},
        {"field": "number", "operator": "between", "value": [5, 150]},
        {"field": "q", "operator": "contains", "value": "firms"},
        {"field": "stance", "operator": "eq", "value": ""},
    ]
    answer = ask("refine", "getList", {"resource": "claims", "filters": filters, "pagination": {"pageSize": 1000}})
    query = "kind_ne=thesis&kind_ne=factual&number_gte=5&number_lte=150&q=firms&limit=1000"
    claims = editor.client.get(f"/claims?{query}").json()
    assert claims
    assert answer["data"] == claims


def test_react_admin_filters_through_relations_and_by_alternatives(ask: Ask, editor: Editor) -> None:
    asked = {"sources": {"kind": "person"}, "or": "(number.gt.30,kind.eq.thesis)"}
    claims = editor.client.get("/claims?sources.kind=person&or=(number.gt.30,kind.eq.thesis)&limit=1000").json()
    assert claims
    answer = ask("reactAdmin", "getList", "claims", {"pagination": {"page": 1, "perPage": 1000}, "filter": asked})
    assert answer["data"] == claims


def test_an_operator_that_there_is_not_is_refused(ask: Ask) -> None:
    filters = [{"field": "text", "operator": "endswith", "value": "firms."}]
    answer = ask("refine", "getList", {"resource": "claims", "filters": filters})
    assert (answer["error"].split(";")[0], answer["requests"]) == ("No filter is like refine's endswith", [])


def test_a_change_sends_what_differs(ask: Ask, editor: Editor) -> None:
    form = {"stance": "reports", "text": {"en": "", "zh-Hans": "新的。"}, "note": {"en": ""}}
    claim = editor.claim("cao2023-c12") | form
    ask("reactAdmin", "getOne", "claims", {"id": "cao2023-c12", "meta": {"embed": ["passages"]}})
    changed = ask("reactAdmin", "update", "claims", {"id": "cao2023-c12", "data": claim, "previousData": claim})
    assert changed["requests"] == ["PATCH /claims/cao2023-c12"]
    diff = editor.client.get("/claims/cao2023-c12/diff").json()
    assert {step["path"]: step["op"] for step in diff["patch"]} == {
        "/stance": "replace",
        "/text/en": "remove",
        "/text/zh-Hans": "replace",
    }


def test_the_last_words_of_a_field_are_taken_away(ask: Ask, editor: Editor) -> None:
    editor.change("cao2023-c12", {"note": {"zh-Hans": "注。"}})
    ask("refine", "update", {"resource": "claims", "id": "cao2023-c12", "variables": {"note": {"zh-Hans": ""}}})
    assert editor.claim("cao2023-c12")["note"] is None


def test_the_reason_is_kept(ask: Ask, editor: Editor) -> None:
    given = {"resource": "claims", "id": "cao2023-c12", "variables": {"stance": "reports"}}
    ask("refine", "update", given | {"meta": {"reason": "因为 it was read again."}})
    [last, *_] = editor.client.get("/claims/cao2023-c12/versions").json()
    assert last["reason"] == "因为 it was read again."


def test_records_are_made_together(ask: Ask) -> None:
    measures = [{"id": name, "label": {"en": name}} for name in ("robots", "drones")]
    made = ask("refine", "createMany", {"resource": "measures", "variables": measures})
    assert [(measure["id"], measure["version"]) for measure in made["data"]] == [("robots", 1), ("drones", 1)]


def test_a_copy_of_a_record_is_made(ask: Ask, editor: Editor) -> None:
    copied = editor.claim("cao2023-c12")
    del copied["id"], copied["number"]
    made = ask("reactAdmin", "create", "claims", {"data": copied})["data"]
    assert (made["id"], made["text"], made["version"]) == ("cao2023-c218", copied["text"], 1)


def test_a_record_whose_answer_was_lost_is_made_once(ask: Ask, editor: Editor) -> None:
    measure = {"resource": "measures", "variables": {"id": "robots", "label": {"en": "Robots"}}}
    assert ask("lost", "create", measure)["error"] == "the network failed"
    assert ask("lost", "create", measure)["data"] == editor.client.get("/measures/robots").json()


@pytest.mark.parametrize(
    ("method", "given"), [("updateMany", {"variables": {"stance": "reports"}}), ("deleteMany", {})]
)
def test_nothing_of_a_batch_is_done_once_one_record_is_another(
    ask: Ask, editor: Editor, method: str, given: dict[str, Any]
) -> None:
    for _ in range(2):
        editor.client.post("/claims", json=CLAIM).raise_for_status()
    newest = {"pagination": {"pageSize": 2}, "sorters": [{"field": "number", "order": "desc"}]}
    both = ask("refine", "getList", {"resource": "claims", **newest})["data"]
    editor.change(both[1]["id"], {"stance": "rejects"})
    answer = ask("refine", method, {"resource": "claims", "ids": [claim["id"] for claim in both], **given})
    assert (answer["status"], answer["kind"]) == (412, "precondition-failed")
    assert answer["error"].startswith(f"{both[1]['id']} was changed by somebody else")
    assert editor.claim(both[0]["id"]) == both[0]


def test_who_saw_an_older_version_of_a_row_is_told(ask: Ask, editor: Editor) -> None:
    [claim] = ask("refine", "getList", {"resource": "claims", "pagination": {"pageSize": 1}})["data"]
    editor.change(claim["id"], {"stance": "rejects"})
    answer = ask("refine", "update", {"resource": "claims", "id": claim["id"], "variables": {"stance": "reports"}})
    assert (answer["status"], editor.claim(claim["id"])["stance"]) == (412, "rejects")
