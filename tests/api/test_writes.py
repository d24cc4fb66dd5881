"""Writing one record: what every room promises."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from seed.frozen.canonical import canonical_json
from tests.api.conftest import NAMES
from tests.api.writing import ANY, CLAIM, MERGE_PATCH, Json, holds, patch, pointers, writer
from tests.conftest import engine_of

HASH = "0" * 64
WORDS = {"zh-Hans": "词", "en": "words"}

NEW: dict[str, Json] = {
    "essays": {"id": "fern2026", "title": WORDS, "author": [{"literal": "Fern"}], "csl_type": "article",
               "language": "en", "length": 10, "sha256": HASH},
    "sections": {"essay_id": "cao2023", "title": WORDS, "summary": WORDS, "passages": ["cao2023-p2"],
                 "parent_id": "cao2023-h1"},
    "passages": {"essay_id": "cao2023", "start": 1, "end": 3, "sha256": HASH, "section_id": "cao2023-h1",
                 "paragraph": 1, "sentence": 1},
    "claims": CLAIM,
    "statistics": {"essay_id": "cao2023", "text": WORDS, "measure": "item-count", "subject": "four-relationships",
                   "quantity": "count", "as_written": "5", "comparator": "gt", "value": "5", "unit": "relationship",
                   "mode": "reported", "asserted_by": "author", "inputs": [], "attributed_to": ["gartner2021"],
                   "passages": ["cao2023-p28"]},
    "sources": {"id": "fern2025", "kind": "report", "name": WORDS, "csl_type": "report",
                "author": [{"family": "Fern"}], "passages": []},
    "relationships": {"essay_id": "cao2023", "poles": [WORDS, WORDS], "question": WORDS,
                      "thesis_id": "cao2023-c112", "resolution": WORDS, "lever_id": "cao2023-t8",
                      "claims": [{"claim_id": "cao2023-c1", "role": "pole_a"}], "passages": ["cao2023-p4"]},
    "topics": {"essay_id": "cao2023", "kind": "gap", "title": WORDS, "summary": WORDS,
               "claims": ["cao2023-c2", "cao2023-c1"], "passages": []},
    "evidence": {"essay_id": "cao2023", "relation": "supports", "origin_type": "source", "origin_id": "gartner2021",
                 "target_type": "claim", "target_id": "cao2023-c1", "asserted_by": "author"},
    "reviews": {"essay_id": "cao2023", "target_type": "claim", "target_id": "cao2023-c1",
                "target_version": "cao2023-c1@1", "reviewer_id": "microsoftnd", "verdict": "disputed",
                "sources": ["gartner2021"], "statistics": [], "claims": [], "supersedes": ["cao2023-v1"]},
    "units": {"id": "fn", "system": "UCUM", "dimension": "time", "factor": "1209600", "label": WORDS},
    "measures": {"id": "new-measure", "label": WORDS},
    "entities": {"id": "new-entity", "kind": "person", "label": WORDS, "aliases": ["甲"],
                 "same_as": ["https://example.org/new-entity"]},
}  # fmt: skip
JSON = {"Content-Type": "application/json"}
NOTE = {"note": {"zh-Hans": "注", "en": "A note."}}

every_resource = pytest.mark.parametrize("name", NAMES)


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
def made(editor: httpx.Client) -> dict[str, httpx.Response]:
    """A new record of each resource."""
    return {name: editor.post(f"/{name}", json=NEW[name]) for name in NAMES}


def new_claim(editor: httpx.Client, **changes: Any) -> str:
    response = editor.post("/claims", json=CLAIM | changes)
    assert response.status_code == 201, response.text
    return f"/claims/{response.json()['id']}"


def version_of(url: str, path: str) -> sa.Row[Any]:
    with engine_of(url) as engine, engine.connect() as connection:
        versions = sa.text("SELECT * FROM versions WHERE record_id = :id ORDER BY sequence DESC LIMIT 1")
        return connection.execute(versions, {"id": path.rpartition("/")[2]}).one()


def count_of(url: str, table: str) -> int:
    with engine_of(url) as engine, engine.connect() as connection:
        return int(connection.scalar(sa.text(f"SELECT COUNT(*) FROM {table}")) or 0)


# Making


@every_resource
def test_a_new_record_is_made(made: dict[str, httpx.Response], name: str) -> None:
    assert (made[name].status_code, made[name].text[:0]) == (201, "")


@every_resource
def test_a_new_record_is_what_was_sent(made: dict[str, httpx.Response], name: str) -> None:
    record = made[name].json()
    assert {field: record[field] for field in NEW[name]} == NEW[name]


@every_resource
def test_a_new_record_is_where_location_says(editor: httpx.Client, made: dict[str, httpx.Response], name: str) -> None:
    assert editor.get(made[name].headers["Location"]).json() == made[name].json()


@every_resource
def test_the_answer_to_a_write_has_the_bytes_that_reading_gives(
    editor: httpx.Client, made: dict[str, httpx.Response], name: str
) -> None:
    assert editor.get(f"/{name}/{made[name].json()['id']}").content == made[name].content


@every_resource
def test_the_answer_to_a_write_has_the_tag_that_reading_gives(
    editor: httpx.Client, made: dict[str, httpx.Response], name: str
) -> None:
    assert editor.get(f"/{name}/{made[name].json()['id']}").headers["ETag"] == made[name].headers["ETag"]


@every_resource
def test_a_record_is_patched_replaced_and_deleted(editor: httpx.Client, name: str) -> None:
    renamed = {"id": {"essays": "moor2026", "sources": "moor2025"}.get(name, "moor")} if "id" in NEW[name] else {}
    moves: dict[str, Json] = {
        "passages": {"start": 2}, "evidence": {"relation": "qualifies"}, "entities": {"same_as": []},
    }  # fmt: skip
    moved = moves.get(name, {})
    path = editor.post(f"/{name}", json=NEW[name] | renamed | moved | {"note": None}).headers["Location"]
    patched = patch(editor, path, NOTE)
    whole = patched.json() | {"note": {"zh-Hans": "另一注", "en": "Another note."}}
    replaced = editor.put(path, json=whole, headers={"If-Match": patched.headers["ETag"]})
    deleted = editor.delete(path, headers={"If-Match": replaced.headers["ETag"]})
    assert [patched.status_code, replaced.status_code, deleted.status_code, editor.get(path).status_code] == [
        200, 200, 200, 410,
    ]  # fmt: skip


def test_numbers_follow_the_counter(editor: httpx.Client) -> None:
    one, other = (editor.post("/claims", json=CLAIM).json()["number"] for _ in range(2))
    assert other == one + 1


def test_a_number_is_not_used_again_after_its_record_is_deleted(editor: httpx.Client) -> None:
    path = new_claim(editor)
    editor.delete(path, headers=ANY)
    assert int(new_claim(editor).rpartition("c")[2]) == int(path.rpartition("c")[2]) + 1


def test_an_id_can_be_brought_along(editor: httpx.Client) -> None:
    assert editor.post("/claims", json=CLAIM | {"id": "cao2023-c5000"}).json()["number"] == 5000


def test_the_counter_goes_on_after_an_id_that_was_brought_along(editor: httpx.Client) -> None:
    editor.post("/topics", json=NEW["topics"] | {"number": 700})
    assert editor.post("/topics", json=NEW["topics"]).json()["id"] == "cao2023-t701"


@pytest.mark.parametrize(
    "given",
    [{"id": "cao2023-c1"}, {"number": 1}, {"id": "cao2023-c1", "number": 1}],
    ids=str,
)
def test_an_id_that_was_used_is_refused(editor: httpx.Client, given: Json) -> None:
    assert editor.post("/claims", json=CLAIM | given).status_code == 409


def test_the_id_of_a_deleted_record_is_refused(editor: httpx.Client) -> None:
    path = new_claim(editor)
    editor.delete(path, headers=ANY)
    assert editor.post("/claims", json=CLAIM | {"id": path.rpartition("/")[2]}).status_code == 409


@pytest.mark.parametrize(
    "given",
    [{"id": "cao2023-s1000"}, {"id": "moss2026-c1000"}, {"id": "cao2023-c1000", "number": 1001}, {"number": 0}],
    ids=str,
)
def test_an_id_of_another_form_is_refused(editor: httpx.Client, given: Json) -> None:
    assert editor.post("/claims", json=CLAIM | given).status_code == 422


def test_a_source_may_not_have_the_id_of_an_essay(editor: httpx.Client) -> None:
    assert editor.post("/sources", json=NEW["sources"] | {"id": "moss2026"}).status_code == 409


# What a body may be

REFUSED: list[tuple[str, Json, list[str]]] = [
    ("claims", {"knd": "causal"}, ["/knd"]),
    ("claims", {"kind": "casual"}, ["/kind"]),
    ("claims", {"kind": None}, ["/kind"]),
    ("claims", {"text": {"zh-Hans": "词", "english!": "x"}}, ["/text/english!"]),
    ("claims", {"text": {"en": "x"}}, ["/text"]),
    ("claims", {"text": {}}, ["/text"]),
    ("claims", {"text": {"zh-Hans": ""}}, ["/text/zh-Hans"]),
    ("claims", {"text": {"zh-Hans": "a\0b"}}, ["/text/zh-Hans"]),
    ("claims", {"passages": [], "one_utterance": True}, ["/one_utterance"]),
    ("claims", {"passages": ["cao2023-p4", "cao2023-p4"]}, ["/passages/1"]),
    ("claims", {"passages": ["cao2023-p99999"]}, ["/passages/0"]),
    ("claims", {"passages": ["moss2026-p1"]}, ["/passages/0"]),
    ("claims", {"passages": [4]}, ["/passages/0"]),
    ("claims", {"attributed_to": ["nobody2023"]}, ["/attributed_to/0"]),
    ("claims", {"section_id": "cao2023-h2"}, ["/section_id"]),
    ("claims", {"essay_id": "nobody2023"}, ["/essay_id"]),
    ("claims", {"status": "withdrawn"}, ["/status"]),
    ("claims", {"number": 2**40}, ["/number"]),
    ("claims", {"number": 1.5}, ["/number"]),
    ("sections", {"parent_id": "cao2023-h999"}, ["/parent_id"]),
    ("sections", {"level": 5}, ["/level"]),
    ("passages", {"start": 3}, ["/end"]),
    ("passages", {"start": 0, "end": 90000}, ["/end"]),
    ("passages", {"paragraph": 2}, ["/sentence"]),
    ("passages", {"start": 5, "end": 2**31}, ["/end"]),
    ("essays", {"author": [{"name": "Fern"}]}, ["/author/0/name"]),
    ("essays", {"id": "Fern"}, ["/id"]),
    ("essays", {"id": "moor2020", "title": {"zh-Hans": "词"}}, ["/title"]),
    ("topics", {"claims": ["moss2026-c1"]}, ["/claims/0"]),
    ("relationships", {"lever_id": "cao2023-t1"}, ["/lever_id"]),
    ("relationships", {"claims": [{"claim_id": "cao2023-c9999", "role": "pole_a"}]}, ["/claims/0/claim_id"]),
    ("relationships", {"claims": [{"claim_id": "cao2023-c1", "role": "against"}]}, ["/claims/0/role"]),
    ("relationships", {"poles": [WORDS]}, ["/poles"]),
    ("evidence", {"relation": "undercuts"}, ["/relation"]),
    ("evidence", {"origin_id": "nobody2020"}, ["/origin_id"]),
    ("evidence", {"origin_type": "claim", "origin_id": "gartner2021", "target_id": "cao2023-c9"}, ["/origin_id"]),
    ("evidence", {"origin_type": "claim", "origin_id": "cao2023-c1"}, ["/target_id"]),
    ("units", {"id": "f", "factor": "0"}, ["/factor"]),
    ("units", {"factor": "1e3"}, ["/factor"]),
    ("units", {"id": "f", "factor": "1." + "3" * 45}, ["/factor"]),
    ("units", {"id": "facets"}, ["/id"]),
    ("measures", {"id": "facets"}, ["/id"]),
    ("statistics", {"value": "5.0"}, ["/value"]),
    ("statistics", {"value": None}, ["/lower"]),
    ("statistics", {"unit": None}, ["/unit"]),
    ("statistics", {"unit": "nothing"}, ["/unit"]),
    ("statistics", {"measure": "four-relationships"}, ["/measure"]),
    ("statistics", {"subject": "users"}, ["/subject"]),
    ("statistics", {"lower": "6"}, ["/comparator"]),
    ("statistics", {"normalised_lower": "6"}, ["/normalised_lower"]),
    ("statistics", {"comparator": "eq", "value": "-5"}, ["/lower"]),
    ("statistics", {"formula": "a * b", "inputs": ["cao2023-s2"]}, ["/formula"]),
    ("statistics", {"comparator": "range", "value": None, "lower": "6", "upper": "5"}, ["/upper"]),
    ("statistics", {"quantity": "date", "unit": None, "value": None, "period": None}, ["/period"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "at"), REFUSED, ids=lambda value: str(value)[:60])
def test_a_body_that_is_wrong_is_refused_where_it_is_wrong(
    editor: httpx.Client, name: str, changes: Json, at: list[str]
) -> None:
    response = editor.post(f"/{name}", json=NEW[name] | changes)
    assert (response.status_code, pointers(response)) == (422, at)


def test_an_unknown_field_is_refused_with_the_nearest(editor: httpx.Client) -> None:
    [fault] = editor.post("/claims", json=CLAIM | {"stanse": "endorses"}).json()["errors"]
    assert fault["nearest"] == "stance"


@pytest.mark.parametrize("content", [b"", b"{", b"[1,]", b"\xff", b'{"a":1,"a":2}', b'{"a":NaN}'])
def test_a_body_that_is_no_json_is_refused(editor: httpx.Client, content: bytes) -> None:
    response = editor.post("/claims", content=content, headers={"Content-Type": "application/json"})
    assert response.status_code == 400


@pytest.mark.parametrize("body", [None, [], "claim", 1, True])
def test_a_body_that_is_no_object_is_refused(editor: httpx.Client, body: object) -> None:
    assert editor.post("/claims", content=json.dumps(body), headers=JSON).status_code == 422


def test_half_of_a_surrogate_pair_is_refused(editor: httpx.Client) -> None:
    content = json.dumps(CLAIM | {"text": {"zh-Hans": "\ud800"}})
    response = editor.post("/claims", content=content, headers={"Content-Type": "application/json"})
    assert response.status_code == 422


def test_one_link_of_evidence_is_not_made_twice(editor: httpx.Client) -> None:
    link = NEW["evidence"] | {"target_id": "cao2023-c3"}
    editor.post("/evidence", json=link)
    assert pointers(editor.post("/evidence", json=link)) == ["/target_id"]


def test_a_place_that_has_a_passage_is_told_with_it(editor: httpx.Client) -> None:
    response = editor.post("/passages", json=NEW["passages"] | {"start": 0, "end": 18})
    assert (response.status_code, response.json()["errors"][0]["nearest"]) == (409, "cao2023-p1")


# Changing


def test_null_in_a_patch_removes_a_language(editor: httpx.Client) -> None:
    path = new_claim(editor)
    assert patch(editor, path, {"text": {"en": None}}).json()["text"] == {"zh-Hans": "新的论点。"}


def test_a_patch_merges_into_a_language_map(editor: httpx.Client) -> None:
    path = new_claim(editor)
    assert patch(editor, path, {"text": {"fr": "Un argument."}}).json()["text"] == CLAIM["text"] | {
        "fr": "Un argument."
    }


def test_null_in_a_patch_empties_a_field(editor: httpx.Client) -> None:
    path = new_claim(editor, **NOTE)
    assert patch(editor, path, {"note": None}).json()["note"] is None


def test_a_patch_of_a_list_replaces_it(editor: httpx.Client) -> None:
    path = new_claim(editor)
    assert patch(editor, path, {"attributed_to": ["gartner2021", "nadelland"]}).json()["attributed_to"] == [
        "gartner2021",
        "nadelland",
    ]


def test_a_patch_reorders_a_list(editor: httpx.Client) -> None:
    path = new_claim(editor, passages=["cao2023-p4", "cao2023-p5"])
    assert patch(editor, path, {"passages": ["cao2023-p5", "cao2023-p4"]}).json()["passages"] == [
        "cao2023-p5",
        "cao2023-p4",
    ]


PATCHES: list[tuple[Json, list[str]]] = [
    ({"text": {"zh-Hans": None}}, ["/text"]),
    ({"text": None}, ["/text"]),
    ({"kind": None}, ["/kind"]),
    ({"kind": "casual"}, ["/kind"]),
    ({"number": 7}, ["/number"]),
    ({"id": "cao2023-c7"}, ["/id"]),
    ({"essay_id": "moss2026"}, ["/essay_id"]),
    ({"version": 7}, ["/version"]),
    ({"created_at": "2020-01-01T00:00:00Z"}, ["/created_at"]),
    ({"section_id": "cao2023-h24"}, ["/section_id"]),
    ({"nothing": None}, ["/nothing"]),
    ({"one_utterance": True, "passages": []}, ["/one_utterance"]),
    ({"status": "withdrawn"}, ["/status"]),
]


@pytest.mark.parametrize(("body", "at"), PATCHES, ids=str)
def test_a_patch_that_is_wrong_is_refused_where_it_is_wrong(editor: httpx.Client, body: Json, at: list[str]) -> None:
    response = patch(editor, "/claims/cao2023-c20", body)
    assert (response.status_code, pointers(response)) == (422, at)


@pytest.mark.parametrize("media_type", ["application/json", "application/json-patch+json", "text/plain", ""])
def test_a_patch_of_another_type_is_refused(editor: httpx.Client, media_type: str) -> None:
    headers = ANY | ({"Content-Type": media_type} if media_type else {})
    response = editor.patch("/claims/cao2023-c20", content=b"{}", headers=headers)
    assert (response.status_code, response.headers["Accept-Patch"]) == (415, "application/merge-patch+json")


def test_a_patch_that_changes_nothing_makes_no_version(editor: httpx.Client, url: str) -> None:
    before = count_of(url, "versions")
    record = editor.get("/claims/cao2023-c21").json()
    patch(editor, "/claims/cao2023-c21", record)
    assert count_of(url, "versions") == before


def test_a_patch_that_changes_nothing_answers_as_reading_does(editor: httpx.Client) -> None:
    read = editor.get("/claims/cao2023-c21")
    changed = patch(editor, "/claims/cao2023-c21", {"kind": read.json()["kind"]})
    assert (changed.content, changed.headers["ETag"]) == (read.content, read.headers["ETag"])


def test_a_patch_leaves_fields_that_it_does_not_name(editor: httpx.Client) -> None:
    path = new_claim(editor)
    before = editor.get(path).json()
    after = patch(editor, path, {"stance": "rejects"}).json()
    assert {name for name in before if before[name] != after[name]} <= {"stance", "version", "updated_at"}


def test_a_replacement_may_not_leave_out_what_a_record_needs(editor: httpx.Client) -> None:
    whole = editor.get("/claims/cao2023-c22").json()
    del whole["kind"]
    assert pointers(editor.put("/claims/cao2023-c22", json=whole, headers=ANY)) == ["/kind"]


def test_a_replacement_empties_what_it_leaves_out_and_a_record_can_lack(editor: httpx.Client) -> None:
    path = new_claim(editor, **NOTE)
    whole = editor.get(path).json()
    del whole["note"]
    assert editor.put(path, json=whole, headers=ANY).json()["note"] is None


def test_a_replacement_may_leave_out_what_is_read_only(editor: httpx.Client) -> None:
    path = new_claim(editor)
    said = {name: value for name, value in CLAIM.items() if name != "essay_id"} | {"stance": "reports"}
    assert editor.put(path, json=said, headers=ANY).json()["stance"] == "reports"


def test_a_replacement_may_not_change_what_is_read_only(editor: httpx.Client) -> None:
    whole = editor.get("/claims/cao2023-c22").json() | {"number": 23}
    assert pointers(editor.put("/claims/cao2023-c22", json=whole, headers=ANY)) == ["/number"]


# What follows from what


def test_the_ends_of_a_figure_follow_its_wording(editor: httpx.Client) -> None:
    record = editor.post("/statistics", json=NEW["statistics"]).json()
    assert [record[name] for name in ("lower", "lower_closed", "upper", "upper_closed", "bound_basis")] == [
        "5", False, None, False, "stated",
    ]  # fmt: skip


def test_the_ends_of_a_figure_follow_a_new_value(editor: httpx.Client) -> None:
    path = editor.post("/statistics", json=NEW["statistics"]).headers["Location"]
    assert patch(editor, path, {"value": "6"}).json()["lower"] == "6"


def test_ends_that_were_stated_stay(editor: httpx.Client) -> None:
    stated = {
        "comparator": "approx",
        "value": "5",
        "lower": "4",
        "upper": "7",
        "lower_closed": True,
        "upper_closed": True,
    }
    path = editor.post("/statistics", json=NEW["statistics"] | stated).headers["Location"]
    assert patch(editor, path, {"as_written": "five or so"}).json()["upper"] == "7"


def test_figures_are_normalised_anew_when_their_unit_changes(editor: httpx.Client) -> None:
    editor.post("/units", json=NEW["units"] | {"id": "sol", "factor": "88775"})
    figure = NEW["statistics"] | {"unit": "sol", "quantity": "duration"}
    path = editor.post("/statistics", json=figure).headers["Location"]
    patch(editor, "/units/sol", {"factor": "88776"})
    assert editor.get(path).json()["normalised_lower"] == "443880"


def test_a_figure_is_recomputed_when_its_input_changes(editor: httpx.Client) -> None:
    exact = NEW["statistics"] | {"comparator": "eq"}
    source = editor.post("/statistics", json=exact).json()["id"]
    computed = exact | {"value": "10", "formula": "2 * a", "inputs": [source], "mode": "computed"}
    path = editor.post("/statistics", json=computed).headers["Location"]
    agreed = editor.get(path).json()["agrees"]
    patch(editor, f"/statistics/{source}", {"value": "6"})
    after = editor.get(path).json()
    assert (agreed, after["agrees"], after["recomputed_lower"], after["version"]) == (True, False, "12", 2)


def test_a_figure_is_not_computed_from_itself(editor: httpx.Client) -> None:
    exact = NEW["statistics"] | {"comparator": "eq"}
    first = editor.post("/statistics", json=exact).json()["id"]
    second = editor.post("/statistics", json=exact | {"formula": "a", "inputs": [first]}).json()["id"]
    response = patch(editor, f"/statistics/{first}", {"formula": "a", "inputs": [second]})
    assert pointers(response) == ["/inputs"]


def test_a_claim_moves_with_its_first_passage(editor: httpx.Client) -> None:
    passage = editor.post("/passages", json=NEW["passages"] | {"start": 6, "end": 9}).json()["id"]
    path = new_claim(editor, passages=[passage])
    patch(editor, f"/passages/{passage}", {"section_id": "cao2023-h2"})
    assert editor.get(path).json()["section_id"] == "cao2023-h2"


def test_sections_keep_their_level_when_the_one_above_moves(editor: httpx.Client) -> None:
    one = editor.post("/sections", json=NEW["sections"] | {"parent_id": None}).json()["id"]
    two = editor.post("/sections", json=NEW["sections"] | {"parent_id": one}).json()["id"]
    patch(editor, f"/sections/{one}", {"parent_id": "cao2023-h1"})
    assert editor.get(f"/sections/{two}").json()["level"] == 3


def test_a_section_does_not_stand_in_itself(editor: httpx.Client) -> None:
    one = editor.post("/sections", json=NEW["sections"] | {"parent_id": None}).json()["id"]
    two = editor.post("/sections", json=NEW["sections"] | {"parent_id": one}).json()["id"]
    assert pointers(patch(editor, f"/sections/{one}", {"parent_id": two})) == ["/parent_id"]


# Which state a change is made to


def test_a_change_without_if_match_is_refused(editor: httpx.Client) -> None:
    response = editor.patch("/claims/cao2023-c23", content=b"{}", headers=MERGE_PATCH)
    assert (response.status_code, response.headers["ETag"]) == (428, editor.get("/claims/cao2023-c23").headers["ETag"])


def test_a_deletion_without_if_match_is_refused(editor: httpx.Client) -> None:
    assert editor.delete("/claims/cao2023-c23").status_code == 428


def test_a_change_to_a_state_that_is_past_is_refused_with_the_present_tag(editor: httpx.Client) -> None:
    path = new_claim(editor)
    stale = editor.get(path).headers["ETag"]
    present = patch(editor, path, {"stance": "reports"}).headers["ETag"]
    response = patch(editor, path, {"stance": "rejects"}, If_Match=stale)
    assert (response.status_code, response.headers["ETag"]) == (412, present)


def test_a_tag_that_was_made_of_a_version_is_told_as_that_version(editor: httpx.Client) -> None:
    response = patch(editor, new_claim(editor), {"stance": "rejects"}, If_Match=f'"7-{"0" * 24}"')
    assert response.json()["detail"].endswith("; If-Match names version 7.")


def test_any_form_of_a_record_may_be_changed(editor: httpx.Client) -> None:
    path = new_claim(editor)
    trimmed = editor.get(f"{path}?fields=id").headers["ETag"]
    assert patch(editor, path, {"stance": "reports"}, If_Match=trimmed).status_code == 200


def test_one_of_several_tags_may_match(editor: httpx.Client) -> None:
    path = new_claim(editor)
    tag = editor.get(path).headers["ETag"]
    assert patch(editor, path, {"stance": "reports"}, If_Match=f'"9-{"0" * 24}", {tag}').status_code == 200


@pytest.mark.parametrize("marked", ['W/"{}"', '"{}-gzip"', 'W/"{}-zstd"'])
def test_a_tag_that_a_proxy_marked_when_it_compressed_still_lets_write(editor: httpx.Client, marked: str) -> None:
    path = new_claim(editor)
    tag = editor.get(path).headers["ETag"].strip('"')
    assert patch(editor, path, {"stance": "reports"}, If_Match=marked.format(tag)).status_code == 200
    assert patch(editor, path, {"stance": "endorses"}, If_Match=marked.format(tag)).status_code == 412


def test_a_tag_that_is_none_is_refused(editor: httpx.Client) -> None:
    assert patch(editor, "/claims/cao2023-c23", {}, If_Match="1").status_code == 400


def test_what_was_never_there_cannot_be_changed(editor: httpx.Client) -> None:
    assert patch(editor, "/claims/cao2023-c99999", {}).status_code == 404


# How a write is answered


@pytest.mark.parametrize("method", ["post", "patch", "put", "delete"])
def test_a_minimal_answer_is_204_without_the_record(editor: httpx.Client, method: str) -> None:
    prefer = {"Prefer": "wait=10, return=minimal"}
    path = new_claim(editor)
    whole = editor.get(path).json() | {"stance": "reports"}
    response = {
        "post": lambda: editor.post("/claims", json=CLAIM, headers=prefer),
        "patch": lambda: patch(editor, path, {"stance": "reports"}, **prefer),
        "put": lambda: editor.put(path, json=whole, headers=ANY | prefer),
        "delete": lambda: editor.delete(path, headers=ANY | prefer),
    }[method]()
    assert (response.status_code, response.content, response.headers["Preference-Applied"]) == (
        204, b"", "return=minimal",
    )  # fmt: skip


@pytest.mark.parametrize("method", ["post", "patch", "put", "delete"])
def test_validate_only_writes_nothing(editor: httpx.Client, url: str, method: str) -> None:
    path = new_claim(editor)
    before = editor.get(path), count_of(url, "versions")
    whole = before[0].json() | {"stance": "reports"}
    query = "?validate_only=true"
    response = {
        "post": lambda: editor.post(f"/claims{query}", json=CLAIM),
        "patch": lambda: patch(editor, f"{path}{query}", {"stance": "reports"}),
        "put": lambda: editor.put(f"{path}{query}", json=whole, headers=ANY),
        "delete": lambda: editor.delete(f"{path}{query}", headers=ANY),
    }[method]()
    assert response.status_code == 200
    assert (editor.get(path).content, count_of(url, "versions")) == (before[0].content, before[1])


def test_validate_only_shows_what_would_be(editor: httpx.Client) -> None:
    path = new_claim(editor)
    would = patch(editor, f"{path}?validate_only=true", {"stance": "reports"}).json()
    assert (would["stance"], would["version"]) == ("reports", 2)


def test_validate_only_refuses_what_would_be_refused(editor: httpx.Client) -> None:
    assert pointers(editor.post("/claims?validate_only=true", json=CLAIM | {"kind": "x"})) == ["/kind"]


@pytest.mark.parametrize("query", ["validate_only=yes", "validate_only=true&validate_only=true", "validate=true"])
def test_a_parameter_that_is_wrong_is_refused(editor: httpx.Client, query: str) -> None:
    assert editor.post(f"/claims?{query}", json=CLAIM).status_code == 400


def test_a_method_that_is_not_there_is_told_with_those_that_are(editor: httpx.Client) -> None:
    assert editor.post("/claims/cao2023-c1").headers["Allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"


# Who may


@pytest.mark.parametrize(
    "method", ["POST /claims", "PATCH /claims/cao2023-c1", "PUT /measures/gpus", "DELETE /units/mo"]
)
def test_a_write_without_a_key_is_refused_before_anything_else(editor: httpx.Client, method: str) -> None:
    verb, path = method.split()
    response = httpx.request(verb, editor.base_url.join(path), content=b"{")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")


# What is kept


def test_a_version_says_who_when_and_why(editor: httpx.Client, url: str) -> None:
    path = new_claim(editor)
    record = patch(editor, path, {"stance": "rejects"}, Lunju_Reason="%E6%9B%B4%E6%AD%A3%20it").json()
    version = version_of(url, path)
    assert (version.version, version.action, version.actor, version.reason, version.created_at) == (
        2, "updated", "key:alice", "更正 it", record["updated_at"],
    )  # fmt: skip


def test_a_version_holds_the_state(editor: httpx.Client, url: str) -> None:
    path = new_claim(editor)
    record = patch(editor, path, {"passages": ["cao2023-p5", "cao2023-p4"]}).json()
    state = {
        name: value for name, value in record.items() if name not in {"type", "version", "created_at", "updated_at"}
    }
    assert version_of(url, path).state == canonical_json(state)


def test_a_deletion_keeps_the_last_state(editor: httpx.Client, url: str) -> None:
    path = new_claim(editor)
    editor.delete(path, headers=ANY)
    version = version_of(url, path)
    assert (version.version, version.action, json.loads(version.state)["stance"]) == (2, "deleted", "endorses")


@pytest.mark.parametrize("reason", ["%FF", "x" * 1001, "%00", "\u518d\u8bfb", "r\u00e9vis\u00e9"])
def test_a_reason_that_cannot_be_kept_is_refused(editor: httpx.Client, reason: str) -> None:
    headers = [(b"Lunju-Reason", reason.encode())]  # as curl sends it: bytes that nobody has percent-encoded
    assert editor.post("/claims", json=CLAIM, headers=headers).status_code == 400


def test_what_is_read_after_a_write_is_never_what_was_kept_before(editor: httpx.Client) -> None:
    path = new_claim(editor)
    stances = ["reports", "rejects", "endorses"] * 5
    seen = []
    for stance in stances:
        editor.get(path)
        editor.get("/claims?sort=-number&limit=1")
        patch(editor, path, {"stance": stance})
        seen.append((editor.get(path).json()["stance"], editor.get("/claims?sort=-number").json()[0]["version"]))
    assert [stance for stance, _ in seen] == stances


@pytest.mark.usefixtures("editor", "made")
def test_all_of_it_holds(url: str) -> None:
    assert holds(url).versions == count_of(url, "versions")


# What depends on what


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/essays/cao2023", "cao2023-h1"),
        ("/sections/cao2023-h1", "cao2023-c1"),
        ("/passages/cao2023-p4", "cao2023-c1"),
        ("/claims/cao2023-c1", "cao2023-t1"),
        ("/statistics/cao2023-s1", "cao2023-e"),
        ("/sources/gartner2021", "cao2023-e"),
        ("/topics/cao2023-t8", "cao2023-r1"),
        ("/units/mo", "cao2023-s"),
        ("/measures/users", "cao2023-s"),
        ("/entities/chatgpt", "cao2023-s"),
    ],
)
def test_what_others_depend_on_is_not_deleted(editor: httpx.Client, path: str, named: str) -> None:
    response = editor.delete(path, headers=ANY)
    assert (response.status_code, named in response.text) == (409, True)


def test_a_deleted_record_leaves_a_tombstone(editor: httpx.Client) -> None:
    path = new_claim(editor)
    editor.delete(path, headers=ANY | {"Lunju-Reason": "made%20twice"})
    response = editor.get(path)
    assert (response.status_code, response.json()["detail"].endswith(": made twice")) == (410, True)
