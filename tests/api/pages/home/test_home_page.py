"""The home page: one argument, one figure and one review that are there, whatever is there."""

from collections.abc import Iterator

import httpx
import pytest

from api.pages.home.shown_argument import most_telling
from seed.loader import unload
from tests.api.pages.pages import visit
from tests.conftest import Databases, engine_of, seed, serving

LANGUAGES = ("en", "zh-Hans")


def without_essays(databases: Databases, seeded_template: str) -> str:
    """Return the URL of a database of this schema in which nothing is."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine, engine.begin() as connection:
        unload(connection)
    return url


@pytest.fixture(scope="module")
def empty(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A service without any essay."""
    with serving(without_essays(databases, seeded_template)) as base, httpx.Client(base_url=base) as client:
        yield client


@pytest.fixture(scope="module")
def other(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A service with the second essay alone."""
    url = without_essays(databases, seeded_template)
    seed(url, "moss2026")
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_draws_an_argument_and_tells_it_as_a_list(client: httpx.Client, language: str) -> None:
    page = client.get("/", params={"lang": language}, headers={"Accept": "text/html"}).text
    drawing, _, rest = page.partition("</svg>")
    assert drawing.count('class="box"') > 1
    assert rest.partition('class="as-list"')[2].count('<li id="n') == drawing.count('class="box"')


def test_it_shows_a_claim_with_what_a_review_found(client: httpx.Client) -> None:
    page = visit(client, "/")
    assert "/reviews/cao2023-v2" in {link.removeprefix(".") for link in page.links}
    assert "The 100 million are an estimate by UBS" in page.words


def test_it_leads_to_each_way_of_seeing_an_essay(client: httpx.Client) -> None:
    links = visit(client, "/").links
    assert {f"./essays/moss2026/{page}" for page in ("read", "map", "figures", "audit")} <= set(links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_essay_it_says_what_to_do(empty: httpx.Client, language: str) -> None:
    assert "lunju import FILE" in visit(empty, "/", language).words


def test_without_an_essay_it_draws_nothing(empty: httpx.Client) -> None:
    assert "<svg" not in empty.get("/", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_essay_alone_is_shown_as_well(other: httpx.Client, language: str) -> None:
    page = other.get("/", params={"lang": language}, headers={"Accept": "text/html"}).text
    assert "cao2023-" not in page
    assert page.count('class="argument-map"') == 1
    assert page.count('class="axis"') == 1


def test_the_claim_that_is_shown_has_reasons_on_both_sides_before_many() -> None:
    links = [("c1", True, "supports")] * 4 + [("c2", False, "supports"), ("c2", False, "challenges")]
    assert most_telling(links) == "c2"


def test_the_claim_that_is_shown_fits() -> None:
    links = [("c1", True, "supports"), ("c1", True, "challenges")] * 9 + [("c2", False, "supports")]
    assert most_telling(links) == "c2"


def test_a_thesis_is_shown_before_another_claim() -> None:
    assert most_telling([("c1", False, "supports"), ("c2", True, "supports")]) == "c2"


def test_without_links_no_claim_is_shown() -> None:
    assert most_telling([]) is None
