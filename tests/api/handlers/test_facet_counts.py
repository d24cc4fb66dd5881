"""Facets count what lists list."""

from collections import Counter
from collections.abc import Callable

import httpx
import pytest

from api.resources.registry import RESOURCES

EVERY = [(resource.name, facet) for resource in RESOURCES.values() for facet in resource.facets]


@pytest.mark.parametrize(("name", "facet"), EVERY)
def test_a_facet_counts_what_the_list_holds(
    client: httpx.Client, every_page: Callable[[str], list[dict[str, object]]], name: str, facet: str
) -> None:
    records = every_page(f"/{name}?limit=1000&fields=id,{facet}")
    answer = client.get(f"/{name}/facets", params={"facet": facet}).json()
    [counted] = answer["facets"]
    assert {item["value"]: item["count"] for item in counted["values"]} == Counter(record[facet] for record in records)
    assert (counted["name"], counted["truncated"], answer["total"]) == (facet, False, len(records))


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
        ("facet=kind&limit=3", "limit", None),
    ],
)
def test_what_is_wrong_is_named_with_the_nearest_that_exists(
    client: httpx.Client, query: str, parameter: str, nearest: str | None
) -> None:
    response = client.get(f"/claims/facets?{query}")
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"]) == (400, parameter)
    assert nearest is None or fault["nearest"] == nearest
