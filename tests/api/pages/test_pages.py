"""The pages of the service, by HTTP."""

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from api.formats.record_urls import RecordUrls
from api.pages.page_context import PageContext
from api.pages.parts.filter_links import others
from tests.api.pages.pages import BROWSER, Page, visit
from tests.conftest import serving

PATHS = (
    "/",
    "/search",
    "/search?q=算力",
    "/claims",
    "/statistics?quantity=money&q=美元",
    "/essays/cao2023",
    "/claims/cao2023-c15",
    "/claims/cao2023-c15@1",
    "/claims/cao2023-c137/map",
    "/claims/cao2023-c5/why",
    "/claims/cao2023-c12/against",
    "/claims/cao2023-c104/impact",
    "/sources/gartner2021/impact",
    "/essays/cao2023/audit",
    "/essays/moss2026/integrity",
    "/changes",
    "/claims/cao2023-c12/versions",
    "/relationships/cao2023-r1/diff",
    "/statistics/cao2023-s52",
    "/sources/gartner2021",
    "/relationships/cao2023-r1",
    "/topics/cao2023-t1",
    "/sections/cao2023-h3",
    "/passages/moss2026-p1",
    "/evidence/cao2023-e411",
    "/schemes",
    "/schemes/sign",
    "/units/CNY/USD",
    "/measures/users",
    "/entities/chatgpt",
    "/essays/cao2023/claims",
    "/essays/cao2023/read",
    "/essays/moss2026/read",
    "/essays/cao2023/figures",
    "/essays/moss2026/figures?measure=saving-per-dollar",
)
FROM_HERE = {"'self'", "'none'"}


@pytest.fixture(params=PATHS)
def response(client: httpx.Client, request: pytest.FixtureRequest) -> httpx.Response:
    """A page of each kind."""
    return client.get(request.param, headers=BROWSER)


def test_a_browser_gets_a_page(response: httpx.Response) -> None:
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_a_page_loads_and_runs_what_comes_from_here_alone(response: httpx.Response) -> None:
    policy = response.headers["content-security-policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert set(directives.values()) <= FROM_HERE


def test_a_page_has_nothing_inline(response: httpx.Response) -> None:
    assert Page(response).inline == []


def test_a_page_loads_files_that_are_there(client: httpx.Client, response: httpx.Response) -> None:
    for name in Page(response).loaded:
        assert client.get(response.url.join(name)).status_code == 200, name


def test_every_link_of_a_page_leads_somewhere(client: httpx.Client, response: httpx.Response) -> None:
    here = [link for link in Page(response).links if not link.startswith(("http", "#"))]
    for link in here[:: max(1, len(here) // 12)]:  # a dozen of them
        assert client.get(response.url.join(link), headers=BROWSER).status_code == 200, link


@pytest.mark.parametrize("path", ["/", "/claims", "/claims/cao2023-c12", "/search?q=ChatGPT"])
def test_a_program_gets_json(client: httpx.Client, path: str) -> None:
    assert client.get(path).headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/claims.html", "/claims/cao2023-c12.html", "/claims/cao2023-c12@1.html"])
def test_a_suffix_asks_for_the_page(client: httpx.Client, path: str) -> None:
    assert client.get(path).headers["content-type"] == "text/html; charset=utf-8"


def test_a_page_depends_on_the_form_and_on_the_language_that_are_preferred(client: httpx.Client) -> None:
    assert (
        client.get("/claims/cao2023-c12", headers=BROWSER).headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    )


def test_a_page_in_a_language_that_was_picked_depends_on_the_form_alone(client: httpx.Client) -> None:
    assert client.get("/claims/cao2023-c12?lang=en", headers=BROWSER).headers["vary"] == "Accept, Accept-Encoding"


def test_a_page_that_the_browser_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get("/claims/cao2023-c12", headers=BROWSER).headers["etag"]
    assert client.get("/claims/cao2023-c12", headers={**BROWSER, "If-None-Match": tag}).status_code == 304


def test_pages_are_in_the_language_that_the_browser_prefers(client: httpx.Client) -> None:
    assert "大企业会让中小企业受到损害" in visit(client, "/claims/cao2023-c12", "zh-CN").words
    assert client.get("/claims/cao2023-c12", headers={**BROWSER, "Accept-Language": "zh"}).text.count('lang="zh-Hans"')


def test_a_language_that_is_not_there_is_passed_over(client: httpx.Client) -> None:
    assert visit(client, "/claims/cao2023-c12?lang=tlh").words


def test_a_list_leads_to_its_next_page_in_the_same_language(client: httpx.Client) -> None:
    page = visit(client, "/claims?limit=2&lang=zh-Hans")
    [following] = [link for link in page.links if "cursor=" in link]
    assert "lang=zh-Hans" in following
    assert "cao2023-c3" in visit(client, f"/{following.removeprefix('./')}").words


def test_a_claim_tells_what_bears_on_it_and_linked_premises_as_one(client: httpx.Client) -> None:
    words = visit(client, "/claims/cao2023-c15").words
    assert "Supports it" in words
    assert "Together, as one reason" in words


def test_a_place_shows_its_words_where_the_text_may_be_served(client: httpx.Client) -> None:
    assert "<mark>" in client.get("/claims/moss2026-c1", headers=BROWSER).text


def test_a_place_says_what_to_do_where_the_text_is_not_there(client: httpx.Client) -> None:
    assert "lunju text attach cao2023 FILE" in visit(client, "/claims/cao2023-c12").words


def test_an_essay_says_whether_its_text_is_there(client: httpx.Client) -> None:
    assert "lunju text attach cao2023 FILE" in visit(client, "/essays/cao2023").words
    assert "The text is attached" in visit(client, "/essays/moss2026").words


def test_a_filter_that_is_not_offered_is_in_force_and_leads_to_the_list_without_it() -> None:
    asked = (("kind", "thesis"), ("essay_id", "cao2023"), ("limit", "5"))
    context = PageContext(
        "en", chosen=False, root="./", query=asked, path="claims", at=RecordUrls("https://lunju.example")
    )
    [link] = others("claims", context)
    assert (link.says, link.chosen) == ("essay_id = cao2023", True)
    assert parse_qsl(urlsplit(link.href).query) == [("kind", "thesis"), ("limit", "5")]


def test_a_fault_is_told_once(client: httpx.Client) -> None:
    assert client.get("/claims?knd=thesis", headers=BROWSER).text.count("there is no parameter") == 1


def test_a_figure_is_shown_as_written_and_as_meant(client: httpx.Client) -> None:
    words = visit(client, "/statistics/cao2023-s3").words
    assert "超1亿" in words
    assert "more than 100 million users" in words
    assert "(10⁸, ∞)" in words


def test_figures_of_one_measure_are_compared_on_one_axis(client: httpx.Client) -> None:
    words = visit(client, "/statistics/cao2023-s2").words
    assert [name for name in ("TikTok", "Facebook", "Instagram") if name not in words] == []


def test_a_figure_that_does_not_agree_says_so(client: httpx.Client) -> None:
    words = visit(client, "/statistics/cao2023-s52").words
    assert "130.617 billion US dollars" in words
    assert "does not agree with its recomputation" in words


def test_a_source_tells_what_falls_with_it(client: httpx.Client) -> None:
    assert "loses all its support" in visit(client, "/sources/tourongjiend").words


def test_a_search_marks_what_it_finds(client: httpx.Client) -> None:
    assert "<mark>算力</mark>" in client.get("/search?q=算力", headers=BROWSER).text


@pytest.mark.parametrize(
    ("path", "status"), [("/claims/cao2023-c9999", 404), ("/nowhere", 404), ("/claims?kind=thesiss", 400)]
)
def test_a_problem_is_a_page_for_a_browser(client: httpx.Client, path: str, status: int) -> None:
    response = client.get(path, headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_problem_names_the_nearest_that_exists(client: httpx.Client) -> None:
    assert "thesis" in client.get("/claims?knd=thesis", headers=BROWSER).text


@pytest.mark.parametrize("path", ["/claims/cao2023-c9999", "/nowhere"])
def test_a_problem_is_json_for_a_program(client: httpx.Client, path: str) -> None:
    assert client.get(path).headers["content-type"] == "application/problem+json"


def test_pages_work_beneath_a_path(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/v0") as base, httpx.Client(base_url=base) as client:
        page = visit(client, "/claims/cao2023-c12")
        assert [link for link in (*page.links, *page.loaded) if link.startswith("/")] == []
        assert page.tag("citation_public_url") == ["https://lunju.example/v0/claims/cao2023-c12@1"]
