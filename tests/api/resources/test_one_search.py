"""One search: what narrows, orders, counts and shows lists does so with hits, and lists tell why they hold a record."""

from collections import Counter
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.resources.registry import RESOURCES
from tests.api.resources.plain import SEARCHED, every_id, held, scan
from tests.conftest import Databases, engine_of, serving


def hits(client: httpx.Client, **asked: str) -> list[dict[str, Any]]:
    response = client.get("/search", params={"limit": "100", **asked})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()
    return found


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [hit["id"] for hit in found]


@pytest.mark.parametrize("resource", SEARCHED)
def test_a_search_of_one_resource_finds_what_its_list_holds(client: httpx.Client, resource: str) -> None:
    assert ids(hits(client, q="企业", resource=resource)) == scan(resource, "企业")


def test_a_search_may_name_several_resources(client: httpx.Client) -> None:
    expected = [*scan("claims", "芯片"), *scan("sources", "芯片")]
    assert ids(hits(client, q="芯片", resource="sources,claims")) == expected


def test_a_filter_narrows_what_has_it_and_leaves_out_the_rest(client: httpx.Client) -> None:
    stances = {row["id"] for row in held("claims") if row["stance"] == "rejects"}
    expected = [name for name in scan("claims", "企业") if name in stances]
    assert ids(hits(client, q="企业", stance="rejects")) == expected != []


def test_a_filter_of_several_resources_narrows_each(client: httpx.Client) -> None:
    asked = {"q": "芯片", "essay_id": "cao2023"}
    of_an_essay = [name for name in SEARCHED if "essay_id" in RESOURCES[name].filters]
    expected = [name for resource in of_an_essay for name in every_id(client, f"/{resource}", asked)]
    assert ids(hits(client, **asked)) == expected


def test_filters_that_no_resource_has_together_leave_nothing(client: httpx.Client) -> None:
    assert hits(client, q="芯片", stance="rejects", csl_type="book") == []


def test_a_question_of_values_narrows_a_search(client: httpx.Client) -> None:
    asked = {"value_gte": "100000000", "unit": "user"}
    listed = every_id(client, "/statistics", {"q": "ChatGPT", **asked})
    assert ids(hits(client, q="ChatGPT", **asked)) == listed != []


@pytest.mark.parametrize("order", [{}, {"sort": "relevance"}])
@pytest.mark.parametrize("query", ["企业", "comput", "firm", "te", "GPT-3.5 芯片"])
def test_pages_have_each_hit_once(client: httpx.Client, query: str, order: dict[str, str]) -> None:
    whole = every_id(client, "/search", {"q": query, "limit": "100", **order})
    assert every_id(client, "/search", {"q": query, "limit": "3", **order}) == whole
    assert sorted(whole) == sorted(name for resource in SEARCHED for name in scan(resource, query))


def test_what_matches_exactly_comes_first(client: httpx.Client) -> None:
    found = hits(client, q="firm", sort="relevance")
    ways = ["exact", "variant", "stem", "prefix"]
    best = [min(ways.index(way) for match in hit["matches"] for way in match["by"]) for hit in found]
    assert best == sorted(best)
    assert {0, 2} <= set(best)


def test_hits_that_match_alike_keep_their_order(client: httpx.Client) -> None:
    assert ids(hits(client, q="企业", sort="relevance")) == ids(hits(client, q="企业"))


def test_an_order_by_relevance_is_said(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": "firm", "sort": "relevance"})
    assert response.headers["Search-Order"] == "relevance"


def test_hits_are_counted(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": "企业", "limit": "2", "count": "true"})
    expected = sum(len(scan(resource, "企业")) for resource in SEARCHED)
    assert (response.headers["X-Total-Count"], response.headers["X-Total-Count-Relation"]) == (str(expected), "eq")


def test_a_hit_shows_its_record(client: httpx.Client) -> None:
    for hit in hits(client, q="萨蒂亚", embed="record"):
        assert hit["_embedded"]["record"] == client.get(f"/{hit['resource']}/{hit['id']}").json()


def test_the_record_of_a_hit_is_trimmed(client: httpx.Client) -> None:
    [hit, *_] = hits(client, q="企业", embed="record", fields="id,stance,title")
    assert list(hit["_embedded"]["record"]) == ["id", "stance"]


def test_a_hit_shows_what_can_be_embedded_in_its_record(client: httpx.Client) -> None:
    """Of what is named, each record has what it can have."""
    for hit in hits(client, q="芯片", embed="record.evidence.origin,record.thesis", fields="id"):
        can = RESOURCES[hit["resource"]].related
        inner = [path for path in ("evidence.origin", "thesis") if path.partition(".")[0] in can]
        asked = {"fields": "id"} | ({"embed": ",".join(inner)} if inner else {})
        assert hit["_embedded"]["record"] == client.get(f"/{hit['resource']}/{hit['id']}", params=asked).json()
    claims = {"q": "芯片", "resource": "claims"}
    assert hits(client, **claims, embed="record.thesis") == hits(client, **claims, embed="record")


def test_facets_count_hits_by_resource_and_by_what_they_have(client: httpx.Client) -> None:
    found = hits(client, q="芯片", embed="record")
    counted = client.get("/search/facets", params={"q": "芯片", "facet": ["resource", "kind", "agrees"]}).json()
    by_name = {facet["name"]: {item["value"]: item["count"] for item in facet["values"]} for facet in counted["facets"]}
    records = [hit["_embedded"]["record"] for hit in found]
    assert counted["total"] == len(found)
    assert by_name["resource"] == Counter(hit["resource"] for hit in found)
    assert by_name["kind"] == Counter(record["kind"] for record in records if "kind" in record)
    assert by_name["agrees"] == Counter(record["agrees"] for record in records if "agrees" in record)


def test_facets_of_a_search_are_narrowed_as_it_is(client: httpx.Client) -> None:
    asked = {"q": "企业", "stance": "rejects"}
    counted = client.get("/search/facets", params={**asked, "facet": "resource"}).json()
    assert counted["total"] == len(hits(client, **asked))


@pytest.mark.parametrize("query", ["企业", "comput", "大企業"])
def test_a_list_tells_why_it_holds_a_record(client: httpx.Client, query: str) -> None:
    listed = client.get("/claims", params={"q": query, "embed": "matches,section"}).json()
    told = {record["id"]: record["_embedded"]["matches"] for record in listed}
    assert told == {hit["id"]: hit["matches"] for hit in hits(client, q=query, resource="claims")} != {}
    assert all(record["_embedded"]["section"]["id"] == record["section_id"] for record in listed)


@pytest.mark.parametrize(
    ("query", "record"),
    [("撤稿", "dias2023"), ("45 TB", "cao2023-s78"), ("大企業", "cao2023-c12"), ("産業", "cao2023-c107")],
)
def test_what_people_type_is_found(client: httpx.Client, query: str, record: str) -> None:
    assert record in ids(hits(client, q=query))


@pytest.fixture(scope="module")
def crowded(databases: Databases, seeded_template: str) -> Any:
    """A client of a service with more claims of one word than are counted."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine, engine.begin() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection, only=["claims"])
        table = metadata.tables["claims"]
        claim = {
            **connection.execute(sa.select(table).order_by(table.c.id).limit(1)).mappings().one(),
            "document": None,
        }
        texts = ('{"en":"A whale."}' if number % 5 else '{"en":"Whales."}' for number in range(1, 1501))
        rows = [
            claim | {"id": f"cao2023-c{number + 5000}", "number": number + 5000, "text": text, "note": None}
            for number, text in enumerate(texts, 1)
        ]
        connection.execute(table.insert(), rows)
        connection.execute(sa.text("UPDATE search_state SET tokenizer = 0"))
    from api.cli.database import bring_up  # noqa: PLC0415

    with engine_of(url) as engine:
        bring_up(engine)
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


def test_more_hits_than_are_counted_are_said_to_be_more(crowded: httpx.Client) -> None:
    response = crowded.get("/search", params={"q": "wh", "count": "true", "limit": "1"})
    assert (response.headers["X-Total-Count"], response.headers["X-Total-Count-Relation"]) == ("1000", "gt")


def test_more_hits_than_can_be_ranked_come_in_the_usual_order_and_that_is_said(crowded: httpx.Client) -> None:
    asked = {"q": "whales", "limit": "100"}
    ranked = crowded.get("/search", params={**asked, "sort": "relevance"})
    assert ranked.headers["Search-Order"] == "natural"
    assert ids(ranked.json()) == ids(crowded.get("/search", params=asked).json())
    assert len(every_id(crowded, "/search", {**asked, "sort": "relevance"})) == 1500


def test_a_narrower_search_is_ranked_again(crowded: httpx.Client) -> None:
    narrower = {"q": "whales", "number_gte": "5800", "sort": "relevance", "limit": "100"}
    response = crowded.get("/search", params=narrower)
    assert response.headers["Search-Order"] == "relevance"
    ways = [match["by"][0] for hit in response.json() for match in hit["matches"]]
    assert ways == sorted(ways)
