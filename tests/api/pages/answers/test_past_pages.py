"""What became of records, as people read it."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.api.pages.pages import BROWSER, Page, visit
from tests.conftest import Databases, engine_of, serving
from tests.past import Past, Step

TEXT = {"en": "Large firms harm small firms.", "zh-Hans": "大企业损害小企业。"}
NOTE = {"en": "Cited to reject it.", "zh-Hans": "引述是为了反驳。"}
RAW = re.compile(r"attributed_to|section_id|_closed|[{}]|null\b")
"""What data looks like."""


@pytest.fixture(scope="module")
def reading(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client of a service whose claim 12 has three versions, and claim 13 one that was redacted."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        past = Past(engine)
        past.write(Step("claims", "cao2023-c12", {"text": TEXT, "kind": "factual"}, reason="Closer to the wording."))
        past.write(Step("claims", "cao2023-c12", {"note": NOTE}), Step("claims", "cao2023-c13", {"note": NOTE}))
        past.redact("claims", "cao2023-c13", 2)
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


def next_page(response: httpx.Response) -> str:
    """Return the path of the next page; nothing where there is none."""
    found = re.search(r'rel="next" href="([^"]+)"', response.text)
    return str(response.url.join(found[1].replace("&amp;", "&"))) if found else ""


def test_the_last_change_comes_first_with_who_made_it_and_why(reading: httpx.Client) -> None:
    words = visit(reading, "/changes").words
    places = [words.index(told) for told in ("A duty.", "Because.", "Closer to the wording.", "First edition")]
    assert places == sorted(places)
    assert "tester, by a key" in words


def test_a_change_shows_what_it_changed_word_by_word(reading: httpx.Client) -> None:
    text = reading.get("/changes", headers=BROWSER).text
    assert "Large firms harm small <del>and medium-sized </del>firms." in text
    assert "<ins>Factual</ins>" in text


def test_content_that_was_redacted_is_said_to_be(reading: httpx.Client) -> None:
    assert "The content of this version was removed by a legal duty" in visit(reading, "/changes").words


def test_pages_of_changes_tell_each_change_once(reading: httpx.Client) -> None:
    told: list[str] = []
    path = "/changes?resource=topics&limit=7&lang=en"
    while path:
        response = reading.get(path, headers=BROWSER)
        told += re.findall(r"(?:cao|moss)20\d\d-t\d+", Page(response).words)
        path = next_page(response)
    versions = reading.get("/changes", params={"resource": "topics", "limit": 1000}).json()
    assert told == [version["id"] for version in reversed(versions)]


def test_the_changes_of_an_essay_are_its_own(reading: httpx.Client) -> None:
    page = visit(reading, "/changes?essay_id=moss2026&limit=1000")
    assert "cao2023-" not in page.words
    assert "/essays/moss2026" in "".join(page.links)


def test_what_is_no_number_is_refused(reading: httpx.Client) -> None:
    assert reading.get("/changes?before=yesterday", headers=BROWSER).status_code == 400


def test_programs_do_not_page_from_the_last(reading: httpx.Client) -> None:
    assert reading.get("/changes?before=7").status_code == 400


def test_two_versions_stand_side_by_side_word_by_word(reading: httpx.Client) -> None:
    text = reading.get("/claims/cao2023-c12/diff?from=1&to=3", headers=BROWSER).text
    assert "Large firms harm small <del>and medium-sized </del>firms." in text
    assert "<ins>引述是为了反驳。</ins>" in text
    assert "What changed from version 1 to version 3." in text


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize(
    "record",
    ["claims/cao2023-c12", "statistics/cao2023-s52", "sources/gartner2021", "relationships/cao2023-r1", "units/mo"],
)
def test_no_difference_shows_data_as_programs_read_it(reading: httpx.Client, record: str, language: str) -> None:
    words = visit(reading, f"/{record}/diff?lang={language}").words
    assert RAW.findall(words.partition("curl")[0]) == []


def test_what_did_not_change_says_so(reading: httpx.Client) -> None:
    assert "Nothing changed but the version." in visit(reading, "/claims/cao2023-c12/diff?from=3&to=3").words


def test_a_difference_of_what_was_redacted_has_a_page_that_says_so(reading: httpx.Client) -> None:
    response = reading.get("/claims/cao2023-c13/diff", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (410, "text/html; charset=utf-8")


def test_versions_lead_to_each_and_to_what_changed_in_it(reading: httpx.Client) -> None:
    links = visit(reading, "/claims/cao2023-c12/versions").links
    assert {"../../claims/cao2023-c12@3", "../../claims/cao2023-c12/diff?from=2&to=3"} <= set(links)


def test_versions_are_paged(reading: httpx.Client) -> None:
    page = visit(reading, "/claims/cao2023-c12/versions?limit=2")
    [earlier] = [link for link in page.links if "cursor=" in link]
    assert (
        "Version 1" in visit(reading, f"/claims/cao2023-c12/{earlier.removeprefix('../../claims/cao2023-c12/')}").words
    )


def test_the_page_of_a_record_leads_to_its_versions(reading: httpx.Client) -> None:
    assert "../claims/cao2023-c12/versions" in visit(reading, "/claims/cao2023-c12").links
