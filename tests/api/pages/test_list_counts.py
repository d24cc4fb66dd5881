"""How many records a list says that it has, and would have by each filter; how figures look in it."""

import re

import httpx
import pytest

from tests.api.pages.pages import BROWSER, visit

LISTS = ["/claims", "/claims?kind=thesis", "/claims?kind=thesis&stance=endorses", "/claims?q=China", "/topics?kind=gap"]


def shown(client: httpx.Client, path: str) -> str:
    return client.get(path, headers=BROWSER, params={"lang": "en"} if "?" not in path else None).text


@pytest.mark.parametrize("path", LISTS)
def test_a_list_tells_how_many_there_are(client: httpx.Client, path: str) -> None:
    room, _, query = path.partition("?")
    total = client.get(f"{room}?{query}&count=true&limit=1").headers["x-total-count"]
    assert f'<span class="count">{total}</span></h1>' in shown(client, path)


@pytest.mark.parametrize("path", LISTS)
def test_each_filter_tells_how_many_it_would_leave(client: httpx.Client, path: str) -> None:
    room, _, query = path.partition("?")
    facet = client.get(f"{room}/facets?{query}&facet=kind&facet_self=exclude").json()["facets"][0]
    counted = {value["value"]: value["count"] for value in facet["values"]}
    text = client.get(path, headers=BROWSER).text
    told = {
        kind: int(number)
        for kind, number in re.findall(r'[?;]kind=(\w+)">[^<]*</a> <span class="count">(\d+)</span>', text)
    }
    assert told
    assert {kind: counted[kind] for kind in told} == told


def test_a_filter_that_would_leave_nothing_is_not_offered(client: httpx.Client) -> None:
    kinds = client.get("/claims/facets?stance=rejects&facet=kind").json()["facets"][0]["values"]
    there = {value["value"] for value in kinds if value["count"]}
    links = visit(client, "/claims?stance=rejects").links
    assert {link.rpartition("kind=")[2] for link in links if "kind=" in link} == there


def test_the_list_of_a_record_tells_no_counts_of_all(client: httpx.Client) -> None:
    assert '<span class="count">' not in client.get("/essays/cao2023/claims", headers=BROWSER).text


def test_a_figure_is_told_by_what_it_means_before_how_it_is_worded(client: httpx.Client) -> None:
    assert "at most 2 months 两个月内" in visit(client, "/statistics?essay_id=cao2023&lang=en").words
    assert "at most" not in visit(client, "/statistics?essay_id=cao2023&lang=zh-Hans").words


def test_an_interval_is_drawn_in_its_row(client: httpx.Client) -> None:
    text = client.get("/statistics?essay_id=cao2023&lang=en", headers=BROWSER).text
    assert 'class="row-axis" role="img" aria-label="at most 2 months"' in text
    assert 'aria-label="9 months"' not in text


def test_a_share_is_drawn_in_its_row_in_per_cent(client: httpx.Client) -> None:
    page = client.get("/statistics?quantity=share", headers={"Accept": "text/html"}).text
    row, *_ = re.findall(r'<li class="drawn">.*?</li>', page, re.DOTALL)
    assert "less than 1%" in row
    assert re.findall(r'class="tick-label"[^>]*>([^<]*)<', row)[-1].endswith("%")


def test_a_review_is_told_by_what_it_found_of_what_and_narrowed_by_its_verdict(client: httpx.Client) -> None:
    page = client.get("/reviews?essay_id=cao2023&target_type=statistic", headers=BROWSER | {"Accept-Language": "en"})
    first = client.get("/reviews/cao2023-v1?embed=target").json()
    assert first["note"]["en"] in page.text
    assert first["_embedded"]["target"]["text"]["en"] in page.text
    refuted = client.get("/reviews?essay_id=cao2023&target_type=statistic&verdict=disputed").json()
    assert re.search(rf'verdict=disputed">Disputed</a> <span class="count">{len(refuted)}<', page.text)
