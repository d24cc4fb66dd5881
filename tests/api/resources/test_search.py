"""Searching: both databases find what a plain scan of the texts finds."""

from collections import Counter

import httpx
import pytest

from tests.api.resources.plain import SEARCHED, every_id, held, scan

QUERIES = [
    "算力", "人工智能", "芯片", "企业", "大模型", "算", "一", "的", "力不", "两个月", "纳德拉", "微软", "亿", "苔藓",
    "不存在的词", "政府 企业", "A100", "A100 芯片", "A100芯片", "芯片A100", "芯片-A100", "GPT-3.5",
    "3.5-GPT", "GPT3.5芯片", "1700亿", "Nadella 萨蒂亚", "GPT-3", "chatgpt", "GPT", "the",
    "comput", "firm", "firms", "te", "GPT4", "GPT-4", "GPT 4", "45 TB", "45TB", "start-up", "startups",
    "co-operate", "撤稿",
    "大企業", "産業革命", "產業", "café", "Nadéllà", "\uff27\uff30\uff34\uff0d\uff13.5", '"large firms"', '"firm"',
    "zzzz", "Microsoft", "Moss", "two months", "10000", "government enterprise", '"artificial intelligence"',
    '"intelligence artificial"',
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("resource", SEARCHED)
def test_a_list_holds_what_a_plain_scan_finds(client: httpx.Client, resource: str, query: str) -> None:
    assert every_id(client, f"/{resource}", {"q": query, "limit": "40"}) == scan(resource, query)


@pytest.mark.parametrize("query", QUERIES)
def test_searching_everything_finds_what_every_list_does(client: httpx.Client, query: str) -> None:
    found = every_id(client, "/search", {"q": query, "limit": "50"})
    assert found == [record for resource in SEARCHED for record in scan(resource, query)]


def test_a_hit_tells_the_place_that_matched(client: httpx.Client) -> None:
    [hit] = client.get("/search", params={"q": "“industrial revolution”", "limit": 1}).json()
    assert hit == {
        "resource": "claims",
        "id": "cao2023-c1",
        "matches": [
            {
                "field": "text",
                "language": "en",
                "text": "ChatGPT’s technological impact is comparable to that of the Industrial Revolution.",
                "marks": [[60, 81]],
                "by": ["exact"],
            }
        ],
    }


@pytest.mark.parametrize("query", [query for query in QUERIES if not query.startswith("zzzz")])
def test_every_hit_says_where(client: httpx.Client, query: str) -> None:
    assert all(hit["matches"] for hit in client.get("/search", params={"q": query, "limit": 100}).json())


def test_a_search_narrows_with_other_filters(client: httpx.Client) -> None:
    found = every_id(client, "/claims", {"q": "企业", "kind": "causal"})
    assert found == [
        row["id"] for row in held("claims") if row["id"] in scan("claims", "企业") and row["kind"] == "causal"
    ]


def test_facets_count_what_a_search_finds(client: httpx.Client) -> None:
    [facet] = client.get("/claims/facets", params={"q": "企业", "facet": "kind"}).json()["facets"]
    found = set(scan("claims", "企业"))
    assert {item["value"]: item["count"] for item in facet["values"]} == Counter(
        row["kind"] for row in held("claims") if row["id"] in found
    )


def test_a_search_narrows_with_a_question_of_values(client: httpx.Client) -> None:
    asked = {"value_gte": "100000000", "unit": "user", "q": "ChatGPT"}
    wider = every_id(client, "/statistics", {"value_gte": "100000000", "unit": "user"})
    found = every_id(client, "/statistics", asked)
    assert found == [name for name in wider if name in scan("statistics", "ChatGPT")] != []


def test_a_search_is_counted(client: httpx.Client) -> None:
    response = client.get("/claims", params={"q": "企业", "count": "true"})
    assert response.headers["X-Total-Count"] == str(len(scan("claims", "企业")))


def test_a_search_is_answered_with_an_entity_tag(client: httpx.Client) -> None:
    tag = client.get("/search", params={"q": "算力"}).headers["ETag"]
    assert client.get("/search", params={"q": "算力"}, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/search", "q"),
        ("/search?q=", "q"),
        ("/search?q=%21", "q"),
        ("/search?q=a&q=b", "q"),
        ("/search?q=a%00", "q"),
        ("/search?q=a&limit=101", "limit"),
        ("/search?q=a&kind=nonsense", "kind"),
        ("/search?q=a&knd=thesis", "knd"),
        ("/search?q=a&resource=claims&csl_type=book", "csl_type"),
        ("/search?q=a&resource=essays", "resource"),
        ("/search?q=a&sort=number", "sort"),
        ("/search?q=a&sort=relevance&sort=relevance", "sort"),
        ("/search?q=a&count=1", "count"),
        ("/search?q=a&embed=evidence", "embed"),
        ("/search?q=a&embed=record.nothing", "embed"),
        ("/search?q=a&fields=id", "fields"),
        ("/search?q=a&embed=record&fields=idd", "fields"),
        ("/search/facets?q=a", "facet"),
        ("/search/facets?q=a&facet=kinds", "facet"),
        ("/search/facets?facet=kind", "q"),
        ("/claims?embed=matches", "embed"),
        ("/claims/cao2023-c1?embed=matches", "embed"),
        ("/claims?q=a&q=b", "q"),
        ("/claims?q=%3F", "q"),
        (f"/claims?q={'a' * 201}", "q"),
    ],
)
def test_a_wrong_search_is_refused_by_name(client: httpx.Client, path: str, parameter: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, parameter)


@pytest.mark.parametrize("cursor", ["x", "WyJ4Iixb"])
def test_a_cursor_of_another_search_is_refused(client: httpx.Client, cursor: str) -> None:
    assert client.get("/search", params={"q": "算力", "cursor": cursor}).status_code == 400


def test_a_cursor_belongs_to_its_query(client: httpx.Client) -> None:
    following = client.get("/search", params={"q": "企业", "limit": 1}).links["next"]["url"]
    assert client.get(following.replace("%E4%BC%81%E4%B8%9A", "%E7%AE%97%E5%8A%9B")).status_code == 400


def test_a_query_of_nothing_but_foreign_punctuation_finds_nothing(client: httpx.Client) -> None:
    assert client.get("/search", params={"q": "。，"}).json() == []
