from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import pytest

from api.resources.registry import RESOURCES
from tests.api.conftest import NAMES, Record, records_of
from tests.api.grounds_model import grounded

Values = Callable[[Record], set[Any]]


def _by_id(name: str) -> dict[str, Record]:
    return {record["id"]: record for record in records_of(name)}


def _passages(record: Record) -> list[Record]:
    known = _by_id("passages")
    return [known[name] for name in record["passages"]]


def _holders(name: str, members: Callable[[Record], list[str]]) -> Values:
    return lambda record: {owner["id"] for owner in records_of(name) if record["id"] in members(owner)}


PLACES: dict[str, Values] = {
    "passage_id": lambda record: set(record["passages"]),
    "paragraph": lambda record: {passage["paragraph"] for passage in _passages(record)},
    "sentence": lambda record: {passage["sentence"] for passage in _passages(record)},
}
ATTRIBUTED: dict[str, Values] = {"source_id": lambda record: set(record["attributed_to"])}
ABOUT: dict[str, Values] = {"about": lambda record: set(record["about"])}

LISTED: dict[str, dict[str, Values]] = {
    "claims": PLACES
    | ATTRIBUTED
    | ABOUT
    | {
        "grounded": lambda record: {grounded()[record["id"]]},
        "states": lambda record: set(record["states"]),
        "topic_id": _holders("topics", lambda topic: topic["claims"]),
        "relationship_id": _holders("relationships", lambda owner: [claim["claim_id"] for claim in owner["claims"]]),
    },
    "statistics": PLACES | ATTRIBUTED | {"input_id": lambda record: set(record["inputs"])},
    "sources": PLACES | {"essay_id": lambda record: {passage["essay_id"] for passage in _passages(record)}},
    "relationships": PLACES | ABOUT | {"claim_id": lambda record: {claim["claim_id"] for claim in record["claims"]}},
    "reviews": {
        "source_id": lambda record: set(record["sources"]),
        "statistic_id": lambda record: set(record["statistics"]),
    },
    "topics": PLACES | ABOUT | {"claim_id": lambda record: set(record["claims"])},
    "entities": {"same_as": lambda record: set(record["same_as"])},
}
"""What a record has for each filter that is not a field."""

FILTERS = [
    (name, parameter)
    for name in NAMES
    for parameter in RESOURCES[name].filters
    if parameter in RESOURCES[name].fields or parameter in LISTED.get(name, {})
]

every_filter = pytest.mark.parametrize(("name", "parameter"), FILTERS)


def having(name: str, parameter: str) -> dict[str, set[Any]]:
    """Return what each record has for a filter."""
    listed = LISTED.get(name, {}).get(parameter)
    return {record["id"]: listed(record) if listed else {record[parameter]} - {None} for record in records_of(name)}


def some_of(had: dict[str, set[Any]], most: int) -> list[Any]:
    """Return values that records have, spread evenly over all."""
    values = sorted(set().union(*had.values()))
    return values[:: -(-len(values) // most) or 1]


def written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@every_filter
def test_a_filter_gives_the_records_that_have_the_value(client: httpx.Client, name: str, parameter: str) -> None:
    had = having(name, parameter)
    values = some_of(had, 8)
    found = {
        value: [
            record["id"] for record in client.get(f"/{name}", params={parameter: written(value), "limit": 1000}).json()
        ]
        for value in values
    }
    assert found == {value: [key for key, its in had.items() if value in its] for value in values}


@every_filter
def test_a_repeated_filter_gives_the_records_that_have_any_of_the_values(
    client: httpx.Client, name: str, parameter: str
) -> None:
    had = having(name, parameter)
    pairs = list(pairwise(some_of(had, 5)))
    found = {
        pair: [
            record["id"]
            for record in client.get(
                f"/{name}", params={parameter: [written(value) for value in pair], "limit": 1000}
            ).json()
        ]
        for pair in pairs
    }
    assert found == {pair: [key for key, its in had.items() if its & set(pair)] for pair in pairs}


def test_filters_narrow_together(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    asked: dict[str, Any] = {"kind": ["factual", "causal"], "stance": "reports", "essay_id": "cao2023", "limit": 1000}
    expected = [
        claim
        for claim in held["claims"]
        if claim["kind"] in {"factual", "causal"} and claim["stance"] == "reports" and claim["essay_id"] == "cao2023"
    ]
    assert client.get("/claims", params=asked).json() == expected


def test_a_value_given_twice_counts_once(client: httpx.Client) -> None:
    assert client.get("/claims?kind=thesis&kind=thesis").json() == client.get("/claims?kind=thesis").json()


def test_a_filter_that_nothing_meets_gives_an_empty_list(client: httpx.Client) -> None:
    response = client.get("/claims?essay_id=nobody1999")
    assert (response.status_code, response.json()) == (200, [])


def test_a_filter_keeps_to_its_records_over_pages(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    response = client.get("/claims?kind=factual&limit=10")
    found = response.json()
    while "next" in response.links:
        response = client.get(response.links["next"]["url"])
        found += response.json()
    assert found == [claim for claim in held["claims"] if claim["kind"] == "factual"]


@pytest.mark.one_database
@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_parameter_is_refused_by_name(client: httpx.Client, name: str) -> None:
    response = client.get(f"/{name}", params={"colour": "red"})
    assert (response.status_code, [fault["parameter"] for fault in response.json()["errors"]]) == (400, ["colour"])


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("mistaken", "near"),
    [("kinds", "kind"), ("essay", "essay_id"), ("Limit", "limit"), ("sorts", "sort"), ("qqqqq", None), ("论据", None)],
)
def test_the_nearest_parameter_is_suggested(client: httpx.Client, mistaken: str, near: str | None) -> None:
    assert client.get("/claims", params={mistaken: "x"}).json()["errors"][0]["nearest"] == near


@pytest.mark.one_database
def test_an_unknown_parameter_is_answered_with_all_that_exist(client: httpx.Client) -> None:
    detail = client.get("/claims?colour=red").json()["detail"]
    assert all(name in detail for name in (*RESOURCES["claims"].filters, "sort", "limit", "cursor"))


@pytest.mark.one_database
def test_every_unknown_parameter_is_named(client: httpx.Client) -> None:
    errors = client.get("/claims?colour=red&shape=round&kind=thesis").json()["errors"]
    assert [fault["parameter"] for fault in errors] == ["colour", "shape"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("/claims", "kind", "theses"),
        ("/claims", "kind", "Thesis"),
        ("/claims", "kind", ""),
        ("/claims", "status", "draft"),
        ("/claims", "essay_id", "Cao2023"),
        ("/claims", "section_id", "cao2023-c1"),
        ("/claims", "topic_id", "cao2023-c1"),
        ("/claims", "number", "0"),
        ("/claims", "number", "one"),
        ("/claims", "number", "1.0"),
        ("/claims", "number", "1_0"),
        ("/claims", "number", "01"),
        ("/claims", "number", "+1"),
        ("/claims", "number", " 1"),
        ("/claims", "number", "2147483648"),
        ("/claims", "number", "9" * 5000),
        ("/claims", "paragraph", "-1"),
        ("/statistics", "agrees", "yes"),
        ("/statistics", "agrees", "True"),
        ("/statistics", "agrees", "1"),
        ("/statistics", "agrees", ""),
        ("/statistics", "value", "1e8"),
        ("/statistics", "value", "1.0"),
        ("/statistics", "measure", "Users"),
        ("/sources", "language", "zh Hans"),
        ("/units", "dimension", "a\0b"),
        ("/units", "id", "\0"),
    ],
)
def test_a_value_that_is_not_of_its_type_is_refused(
    client: httpx.Client, path: str, parameter: str, value: str
) -> None:
    response = client.get(path, params={parameter: value})
    assert (response.status_code, [fault["parameter"] for fault in response.json()["errors"]]) == (400, [parameter])


@pytest.mark.one_database
def test_the_nearest_value_is_suggested(client: httpx.Client) -> None:
    assert client.get("/claims?kind=theses").json()["errors"][0]["nearest"] == "thesis"


@pytest.mark.one_database
def test_the_plain_spelling_of_a_number_is_suggested(client: httpx.Client) -> None:
    assert "write it as 10" in client.get("/claims?number=1_0").json()["detail"]


@pytest.mark.one_database
def test_every_wrong_value_is_named(client: httpx.Client) -> None:
    errors = client.get("/claims?kind=theses&limit=0&sort=colour&stance=maybe").json()["errors"]
    assert {fault["parameter"] for fault in errors} == {"kind", "limit", "sort", "stance"}


def test_a_hundred_values_are_admitted(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    found = client.get("/passages", params={"number": list(range(1, 101)), "essay_id": "cao2023", "limit": 1000}).json()
    assert found == [item for item in held["passages"] if item["essay_id"] == "cao2023" and item["number"] <= 100]


@pytest.mark.one_database
def test_more_than_a_hundred_values_are_refused(client: httpx.Client) -> None:
    response = client.get("/claims", params={"number": list(range(1, 102))})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "number")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("path", "joined", "repeated"),
    [
        ("/claims", "sort=-kind,id", "sort=-kind&sort=id"),
        ("/claims", "fields=id,kind,stance", "fields=id&fields=kind,stance"),
        ("/claims/cao2023-c12", "fields=id,kind", "fields=id&fields=kind"),
        ("/claims", "embed=evidence,topics&limit=5", "embed=evidence&limit=5&embed=topics"),
        ("/claims/facets", "facet=kind,stance", "facet=kind&facet=stance"),
        ("/claims", "_sort=kind,id&_order=desc,asc", "_sort=kind&_sort=id&_order=desc&_order=asc"),
    ],
)
def test_names_are_joined_or_repeated_as_a_client_does_it(
    client: httpx.Client, path: str, joined: str, repeated: str
) -> None:
    one, other = (client.get(f"{path}?{query}") for query in (joined, repeated))
    assert (one.status_code, one.json()) == (200, other.json())


@pytest.mark.one_database
@pytest.mark.parametrize("parameter", ["limit", "cursor", "count"])
def test_what_shapes_a_page_is_given_once(client: httpx.Client, parameter: str) -> None:
    response = client.get(f"/claims?{parameter}=1&{parameter}=1")
    assert "give it once" in response.json()["detail"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "sort", ["", "text", "-", "--number", "number,", ",number", "number,number", "number ", "Number", "kind;id"]
)
def test_a_sort_that_is_not_declared_is_refused(client: httpx.Client, sort: str) -> None:
    response = client.get("/claims", params={"sort": sort})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "sort")


@pytest.mark.one_database
def test_the_nearest_sort_is_suggested(client: httpx.Client) -> None:
    assert client.get("/claims?sort=-numbr").json()["errors"][0]["nearest"] == "number"
