"""Who comes from another API is told what a parameter is called here."""

import httpx
import pytest

from api.core.query.parameter_synonyms import SYNONYMS

pytestmark = pytest.mark.one_database

PATHS = {"facet": "/claims/facets", "since": "/changes"}


@pytest.mark.parametrize(("ours", "name"), [(ours, name) for ours, names in SYNONYMS.items() for name in names.split()])
def test_a_name_from_elsewhere_leads_to_ours(client: httpx.Client, ours: str, name: str) -> None:
    response = client.get(PATHS.get(ours, "/claims"), params={name: "1"})
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"], fault["nearest"]) == (400, name, ours)
    assert f"it is {ours} here" in fault["detail"]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("perPage", "limit"),
        ("$top", "limit"),
        ("$orderby", "sort"),
        ("order-by", "sort"),
        ("filter[kind]", "kind"),
        ("filter[kind][eq]", "kind"),
        ("filters[number][$gte]", "number_gte"),
        ("where[number][ge]", "number_gte"),
        ("number__lt", "number_lt"),
        ("kind__in", "kind"),
        ("kind[neq]", "kind_ne"),
        ("text[contains]", "text_like"),
        ("note.like", "note_like"),
        ("knd", "kind"),
    ],
)
def test_a_filter_as_others_write_it_leads_to_ours(client: httpx.Client, name: str, ours: str) -> None:
    [fault] = client.get("/claims", params={name: "1"}).json()["errors"]
    assert fault["nearest"] == ours


def test_what_there_is_not_is_not_meant(client: httpx.Client) -> None:
    [fault] = client.get("/units", params={"search": "kg"}).json()["errors"]
    assert fault["nearest"] != "q"


@pytest.mark.parametrize("name", ["filter", "filters", "where", "$filter"])
def test_who_would_say_all_in_one_parameter_is_told_how_it_is_said_here(client: httpx.Client, name: str) -> None:
    response = client.get("/claims", params={name: '{"kind":"thesis"}'})
    assert "each field is a parameter of its own" in response.json()["detail"]


@pytest.mark.parametrize(("name", "by"), [("claims", "relevance"), ("statistics", "-_score")])
def test_who_sorts_a_list_by_relevance_is_shown_the_search(client: httpx.Client, name: str, by: str) -> None:
    (fault,) = client.get(f"/{name}", params={"q": "firm", "sort": by}).json()["errors"]
    path = fault["detail"].split()[-2]
    hits = client.get(f"{path}&q=firm&embed=record")
    assert (fault["parameter"], hits.status_code, {hit["resource"] for hit in hits.json()}) == ("sort", 200, {name})
