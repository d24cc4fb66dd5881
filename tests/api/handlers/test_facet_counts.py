"""Facets count what lists list."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.resources.registry import RESOURCES
from tests.api.conftest import records_of
from tests.api.core.query.test_list_query import LISTED, written

EVERY = [(resource.name, facet) for resource in RESOURCES.values() for facet in resource.facets]


@pytest.mark.parametrize(("name", "facet"), EVERY)
def test_a_facet_counts_what_the_list_holds(
    client: httpx.Client, every_page: Callable[[str], list[dict[str, object]]], name: str, facet: str
) -> None:
    records = every_page(f"/{name}?limit=1000")
    answer = client.get(f"/{name}/facets", params={"facet": facet}).json()
    [counted] = answer["facets"]
    has = values_of(name, facet)
    expected = Counter(value for record in records for value in has(record) or {None})
    assert {item["value"]: item["count"] for item in counted["values"]} == expected
    assert (counted["name"], counted["truncated"], answer["total"]) == (facet, False, len(records))


def values_of(name: str, facet: str) -> Callable[[Any], set[Any]]:
    """Return what tells the values that a record has for a facet, as the packs have it."""
    if facet in {"reviewed", "verdict"} and name != "reviews":
        verdicts: dict[str, set[Any]] = {}
        for review in records_of("reviews"):
            verdicts.setdefault(review["target_id"], set()).add(review["verdict"])
        if facet == "verdict":
            return lambda record: verdicts.get(record["id"], set())
        return lambda record: {record["id"] in verdicts}
    if facet == "retracted":
        told = (review["sources"] for review in records_of("reviews") if review["verdict"] == "retracted-source")
        retracted = {source for sources in told for source in sources}
        return lambda record: {record["id"] in retracted}
    if facet == "has_evidence":
        targets = {link["target_id"] for link in records_of("evidence")}
        return lambda record: {record["id"] in targets}
    return LISTED.get(name, {}).get(facet) or (lambda record: {record[facet]})


@pytest.mark.parametrize(("name", "facet"), EVERY)
def test_each_value_is_what_a_list_may_be_filtered_by(client: httpx.Client, name: str, facet: str) -> None:
    narrowed = {"status": "published", "created_at_gte": "2000-01-01T00:00:00Z"}
    [counted] = client.get(f"/{name}/facets", params={"facet": facet} | narrowed).json()["facets"]
    for item in [item for item in counted["values"] if item["value"] is not None][:10]:
        asked = {facet: written(item["value"])} | narrowed | {"limit": "1", "count": "true"}
        assert client.get(f"/{name}", params=asked).headers["X-Total-Count"] == str(item["count"])


NAMELESS = {
    *(("essays", field) for field in ("csl_type", "license", "issued")),
    *(("sources", field) for field in ("csl_type", "issued")),
    *(("evidence", field) for field in ("group",)),
    *(("statistics", field) for field in ("period",)),
    *(("reviews", field) for field in ("issued",)),
    *(("units", field) for field in ("system", "dimension")),
}
"""The facets whose values are shown as they are."""


@pytest.mark.parametrize(("name", "facet"), [place for place in EVERY if place not in NAMELESS])
def test_what_a_value_is_called_is_told_in_both_languages(client: httpx.Client, name: str, facet: str) -> None:
    [counted] = client.get(f"/{name}/facets", params={"facet": facet}).json()["facets"]
    for item in counted["values"]:
        nameless = item["value"] is None or re.search(r"-e\d+$", str(item["value"]))  # a link of evidence has no words
        assert nameless or item["label"].keys() & {"en", "zh-Hans"}, item


def test_a_record_is_called_as_it_calls_itself(client: httpx.Client) -> None:
    [facet] = client.get("/claims/facets?facet=topic_id").json()["facets"]
    titles = {topic["id"]: topic["title"] for topic in client.get("/topics").json()}
    assert {item["value"]: item["label"] for item in facet["values"] if item["value"]} == {
        item["value"]: titles[item["value"]] for item in facet["values"] if item["value"]
    }


PANEL = {
    "kind": ["thesis", "causal"],
    "stance": ["reports", "endorses"],
    "source_id": ["gartner2021"],
    "has_evidence": ["true"],
}


def test_a_panel_of_several_choices_is_one_request(client: httpx.Client) -> None:
    facets = ["kind", "stance", "source_id", "has_evidence", "section_id"]
    asked: dict[str, Any] = {"facet": facets, "facet_self": "exclude", **PANEL}
    answer = client.get("/claims/facets", params=asked).json()
    for facet in answer["facets"]:
        others = {name: values for name, values in PANEL.items() if name != facet["name"]}
        [alone] = client.get("/claims/facets", params={"facet": facet["name"], **others}).json()["facets"]
        assert facet == alone
    assert answer["total"] == client.get("/claims/facets", params={"facet": "kind", **PANEL}).json()["total"]


def test_a_screen_of_a_list_and_its_panel_is_one_request(client: httpx.Client) -> None:
    listed: dict[str, Any] = {"sort": "-number", "limit": "2", "embed": "section", "fields": "id,text", **PANEL}
    counted: dict[str, Any] = {"facet": ["kind", "stance"], "facet_self": "exclude", **PANEL}
    answer = client.get("/claims/facets", params=counted | listed).json()
    page, counts = client.get("/claims", params=listed), client.get("/claims/facets", params=counted).json()
    assert (answer["records"], answer["facets"], answer["total"]) == (page.json(), counts["facets"], counts["total"])
    assert (counts["records"], counts["next"]) == (None, None)


def test_the_pages_of_a_counted_list_lead_to_one_another(client: httpx.Client) -> None:
    found, url = [], "/claims/facets?facet=kind&stance=rejects&limit=3&fields=id"
    while url:
        answer = client.get(url).json()
        found += answer["records"]
        url = answer["next"]
    assert found == client.get("/claims?stance=rejects&fields=id").json()
    assert len(found) == answer["total"] > 3


def test_a_facet_is_counted_without_what_leaves_its_values_out_too(client: httpx.Client) -> None:
    asked = {"facet": "kind", "kind_ne": "thesis", "facet_self": "exclude"}
    assert (
        client.get("/claims/facets", params=asked).json()["facets"]
        == client.get("/claims/facets?facet=kind").json()["facets"]
    )


def test_the_unit_of_a_question_is_not_left_out_of_it(client: httpx.Client) -> None:
    asked = {"facet": "unit", "value_lt": "1", "unit": "a"}
    included = client.get("/statistics/facets", params=asked).json()
    assert included["total"]
    assert client.get("/statistics/facets", params=asked | {"facet_self": "exclude"}).json() == included


def test_whether_a_facet_is_narrowed_by_itself_is_one_of_two(client: httpx.Client) -> None:
    [fault] = client.get("/claims/facets?facet=kind&facet_self=no").json()["errors"]
    assert (fault["parameter"], fault["detail"]) == ("facet_self", "is include or exclude, once")


def test_filters_narrow_every_facet(client: httpx.Client, every_page: Callable[[str], list[dict[str, object]]]) -> None:
    query = "kind=thesis&kind=causal&essay_id=cao2023&text_like=China"
    records = every_page(f"/claims?{query}&limit=1000")
    facets = client.get(f"/claims/facets?facet=kind&facet=section_id&{query}").json()["facets"]
    for facet in facets:
        counted = {item["value"]: item["count"] for item in facet["values"]}
        assert counted == Counter(record[facet["name"]] for record in records)


def test_the_most_frequent_values_come_first_and_null_last(client: httpx.Client) -> None:
    [facet] = client.get("/statistics/facets?facet=unit").json()["facets"]
    counts = [item["count"] for item in facet["values"] if item["value"] is not None]
    assert counts == sorted(counts, reverse=True)
    assert facet["values"][-1]["value"] is None


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("", "facet", None),
        ("facet=knd", "facet", "kind"),
        ("facet=kind&facet=kind", "facet", None),
        ("facet=kind&stnce=reports", "stnce", "stance"),
        ("facet=kind&stance=report", "stance", "reports"),
        ("facet=kind&sorted=number", "sorted", "sort"),
        ("facet=kind&limit=0", "limit", None),
        ("facet=kind&limit=1&sort=numbr", "sort", "number"),
    ],
)
def test_what_is_wrong_is_named_with_the_nearest_that_exists(
    client: httpx.Client, query: str, parameter: str, nearest: str | None
) -> None:
    response = client.get(f"/claims/facets?{query}")
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"]) == (400, parameter)
    assert nearest is None or fault["nearest"] == nearest
