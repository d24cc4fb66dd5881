"""What leans on each source, told in the list of sources and on its page, on both databases."""

import re

import httpx

from tests.api.pages.pages import BROWSER
from tests.api.writing import ANY, client_of, key
from tests.conftest import serving


def text(client: httpx.Client, path: str) -> str:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200, response.text
    return response.text


def leaders(page: str) -> list[tuple[str, int]]:
    """Return the sources that most leans on, as a page tells them, each with how much."""
    [section] = re.findall(r'<section class="part most-leaned".*?</section>', page, re.DOTALL)
    items = re.findall(r"<li>.*?sources/(\w+).*?leaned on by ([^<]*)<", section, re.DOTALL)
    return [(name, sum(map(int, re.findall(r"\d+", says)))) for name, says in items]


def leaning(client: httpx.Client, source: str) -> set[str]:
    """Return what the API says leans on a source."""
    links = client.get(f"/evidence?origin_id={source}&limit=500").json()
    named = [row["id"] for kind in ("claims", "statistics") for row in client.get(f"/{kind}?source_id={source}").json()]
    return {link["target_id"] for link in links} | set(named)


def test_the_list_of_sources_begins_with_those_that_most_leans_on(client: httpx.Client) -> None:
    told = leaders(text(client, "/sources"))
    assert [number for _, number in told] == sorted((number for _, number in told), reverse=True)
    assert told[0] == ("gartner2021", len(leaning(client, "gartner2021")))
    others = {row["id"] for row in client.get("/sources?limit=500&fields=id").json()} - {name for name, _ in told}
    assert max(len(leaning(client, name)) for name in others) <= told[-1][1]


def test_a_list_that_is_narrowed_tells_only_of_what_it_lists(client: httpx.Client) -> None:
    page = text(client, "/sources?kind=paper")
    assert "most-leaned" not in page
    assert page.count('class="leaning"') == len(client.get("/sources?kind=paper").json())


def test_each_source_tells_how_much_leans_on_it(client: httpx.Client) -> None:
    assert "leaned on by 1 claim, 4 figures" in text(client, "/sources/trendforce2023")


def test_a_source_says_in_a_sentence_what_falls_with_it(client: httpx.Client) -> None:
    lost = client.get("/sources/trendforce2023/impact").json()
    assert {one["loss"] for one in lost["claims"]} == {"all"}
    assert lost["statistics"] == []
    number = {6: "six", 7: "seven", 8: "eight"}[len(lost["claims"])]
    assert f"Take it away: {number} claims would lose all support." in text(client, "/sources/trendforce2023")


def test_what_only_is_attributed_is_drawn_apart_from_what_it_bears_on(client: httpx.Client) -> None:
    [line] = re.findall(r'<p class="leaning">.*?</p>', text(client, "/sources/trendforce2023"))
    assert [re.search(rf'class="{name}" d="([^"]*)"', line)[1].count("z") for name in ("held", "named")] == [1, 4]  # type: ignore[index] # it is there


def test_a_source_that_was_retracted_says_so_in_the_list(client: httpx.Client) -> None:
    page = text(client, "/sources?retracted=true")
    assert page.count("Source retracted") == page.count('class="leaning"') > 0
    assert "Source retracted" not in text(client, "/sources?retracted=false")


def test_a_link_that_was_taken_away_holds_no_more(writable: str) -> None:
    with serving(writable) as base, client_of(base, key(writable)) as client:
        assert 'class="held"' in text(client, "/sources/trendforce2023")
        for link in client.get("/evidence?origin_id=trendforce2023").json():
            client.delete(f"/evidence/{link['id']}", headers=ANY).raise_for_status()
        assert 'class="held"' not in text(client, "/sources/trendforce2023")
