"""Figures read from words over HTTP, and what is proposed, written."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.core.wordings.measures import UNITS
from api.resources.figures.models import MAX_WORDINGS
from tests.api.core.wordings.worded import WORDINGS
from tests.api.test_writes import NEW, WORDS
from tests.api.writing import pointers, writer
from tests.conftest import Databases

ENDS = ("lower", "lower_closed", "upper", "upper_closed", "bound_basis")
WRITTEN = ("quantity", "comparator", "value", "reading", "unit", "period", *ENDS)


@pytest.fixture(scope="module")
def editor(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(str(databases.copy(seeded_template))) as client:
        yield client


def parsed(client: httpx.Client, body: Any) -> Any:
    response = client.post("/figures/parse", json=body)
    assert response.status_code == 200, response.text
    return response.json()


def test_a_wording_is_read_without_a_key(client: httpx.Client) -> None:
    assert parsed(client, {"text": "近七成", "language": "zh-Hans"}) == {
        "text": "近七成",
        "parsed": {
            "quantity": "share",
            "comparator": "approx",
            "value": "0.7",
            "reading": "approaching",
            "lower": "0.63",
            "lower_closed": True,
            "upper": "0.7",
            "upper_closed": False,
            "bound_basis": "reading",
            "unit": "1",
            "period": None,
            "ratio": None,
            "rules": [],
        },
        "because": None,
        "left_over": [],
    }


def test_what_is_not_certain_is_told_with_the_words_that_are_left_over(client: httpx.Client) -> None:
    found = parsed(client, {"text": "about 12 degrees"})
    assert (found["parsed"], found["left_over"]) == (None, ["degrees"])
    assert found["because"]


def test_a_list_is_answered_by_a_list_in_its_order(client: httpx.Client) -> None:
    texts = ["超1亿", "no such words", "a third"]
    found = parsed(client, [{"text": text} for text in texts])
    assert [one["text"] for one in found] == texts
    assert [one["parsed"] is None for one in found] == [False, True, False]


def test_the_year_of_the_text_is_taken_into_account(client: httpx.Client) -> None:
    assert parsed(client, {"text": "三年前", "written": 2023})["parsed"]["period"] == "2020~"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": ""}, "/text"),
        ({"text": "1" * 201}, "/text"),
        ({"words": "three"}, "/words"),
        ([{"text": "three"}, {"text": 3}], "/1/text"),
        ([], ""),
        ([{"text": "three"}] * (MAX_WORDINGS + 1), ""),
        ("three", ""),
    ],
)
def test_what_is_no_wording_is_refused_where_it_is_none(client: httpx.Client, body: Any, pointer: str) -> None:
    response = client.post("/figures/parse", json=body)
    assert response.status_code == 422, response.text
    assert pointer in [fault["pointer"] for fault in response.json()["errors"]]


def test_only_json_is_read(client: httpx.Client) -> None:
    response = client.post("/figures/parse", content="three", headers={"Content-Type": "text/plain"})
    assert (response.status_code, response.headers["accept-post"]) == (415, "application/json")


def test_it_takes_from_no_quota_of_writes(client: httpx.Client) -> None:
    response = client.post("/figures/parse", json={"text": "three"})
    assert "ratelimit" not in response.headers


def unit_of(editor: httpx.Client, found: dict[str, Any]) -> str | None:
    """Return the unit of a figure, made where there is none such; a count of nothing said is one of trees."""
    code = found["unit"] or ("tree" if found["quantity"] == "count" else None)
    if code is None or editor.get("/units", params={"id": code}).json():
        return code
    row = UNITS.get(code)
    made = {"id": code, "system": "count", "dimension": code, "factor": "1", "label": WORDS}
    if row:
        made |= {"system": row.system, "dimension": row.dimension, "factor": row.factor, "offset": row.offset}
    response = editor.post("/units", json=made)
    assert response.status_code == 201, response.text
    return code


def test_whatever_is_proposed_may_be_written_as_it_is(editor: httpx.Client) -> None:
    """The checks of the service, and of both databases, hold for every wording of the table."""
    asked = [{"text": text} for text in WORDINGS]
    found = [one for start in range(0, len(asked), 500) for one in parsed(editor, asked[start : start + 500])]
    read = [one for one in found if one["parsed"]]
    assert len(read) > len(WORDINGS) // 2
    operations = []
    for one in read:
        fields = {name: one["parsed"][name] for name in WRITTEN} | {"unit": unit_of(editor, one["parsed"])}
        body = NEW["statistics"] | fields | {"as_written": one["text"]}
        operations.append({"op": "create", "resource": "statistics", "body": body})
    response = editor.post("/batches", json={"operations": operations})
    assert response.status_code == 200, response.text
    ids = [done["id"] for done in response.json()["operations"]]
    written = {
        record["id"]: record
        for start in range(0, len(ids), 100)
        for record in editor.get("/statistics", params={"id": ids[start : start + 100], "limit": 100}).json()
    }
    for identifier, one in zip(ids, read, strict=True):
        assert [written[identifier][name] for name in ENDS] == [one["parsed"][name] for name in ENDS], one


@pytest.mark.parametrize("quantity", ["mass", "length", "energy", "temperature"])
def test_what_has_a_dimension_of_its_own_name_is_in_its_units_alone(editor: httpx.Client, quantity: str) -> None:
    body = NEW["statistics"] | {"quantity": quantity, "comparator": "eq", "value": "3", "unit": "a"}
    assert pointers(editor.post("/statistics", json=body)) == ["/unit"]


def test_a_fraction_without_an_end_has_its_neighbours_for_ends(editor: httpx.Client) -> None:
    third = {"quantity": "share", "unit": "1", "comparator": "eq", "value": "0." + "3" * 40, "reading": "fraction"}
    body = NEW["statistics"] | third
    made = editor.post("/statistics", json=body).json()
    assert (made["lower"], made["upper"]) == ("0." + "3" * 40, "0." + "3" * 39 + "4")
    assert made["bound_basis"] == "stated"
    wide = editor.post("/statistics", json=body | {"upper": "0.4", "upper_closed": True})
    assert pointers(wide) == ["/comparator"]
