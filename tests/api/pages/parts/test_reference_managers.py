"""What reference managers take from a page, by the rules of Zotero's translators."""

import httpx
import pytest

from api.formats.item import Item
from api.pages.parts.reference_managers import coins, tags
from tests.api.pages.pages import visit

pytestmark = pytest.mark.one_database

ZOTERO = {
    "/claims/cao2023-c12": "bookSection",
    "/essays/cao2023": "preprint",
    "/sources/gartner2021": "report",
    "/sources/vaswani2017": "conferencePaper",
    "/sources/xi2002": "newspaperArticle",
    "/sources/moore1965": "magazineArticle",
    "/sources/xi2022b": "presentation",
    "/sources/altman2015": "letter",
    "/sources/nadelland": "document",
}
"""The type of the item that Zotero makes of a page."""


@pytest.mark.parametrize(("path", "expected"), ZOTERO.items())
def test_the_tags_of_a_page_tell_the_type(client: httpx.Client, path: str, expected: str) -> None:
    assert visit(client, path).tag("z:itemType") == [expected]


@pytest.mark.parametrize(("path", "expected"), ZOTERO.items())
def test_the_context_object_of_a_page_tells_the_same(client: httpx.Client, path: str, expected: str) -> None:
    [found] = visit(client, path).coins
    assert (found["ctx_ver"], found["rft_val_fmt"]) == ("Z39.88-2004", "info:ofi/fmt:kev:mtx:dc")
    assert found["rft.type"] == expected


def test_a_claim_is_taken_with_its_author_its_essay_and_the_address_of_its_version(client: httpx.Client) -> None:
    page = visit(client, "/claims/cao2023-c12")
    assert page.tag("citation_author") == ["曹, 钟雄"]
    assert page.tag("citation_book_title") == ["从ChatGPT看中美科技差距与四大关系"]
    assert page.tag("citation_publisher") == ["Lunju"]
    assert page.tag("citation_public_url") == [f"{client.base_url}/claims/cao2023-c12@1"]
    assert "cao2023-c12@1" in page.tag("citation_title")[0]


def test_a_report_is_taken_with_its_institution(client: httpx.Client) -> None:
    page = visit(client, "/sources/gartner2021")
    assert page.tag("citation_technical_report_institution") == ["Gartner"]
    assert page.tag("citation_publication_date") == ["2021-10-18"]


def test_every_record_of_a_list_can_be_taken(client: httpx.Client) -> None:
    found = visit(client, "/sources?limit=1000").coins
    assert len(found) == len(client.get("/sources?limit=1000").json())
    assert all(item["rft.title"] and item["rft.type"] for item in found)


@pytest.mark.parametrize(
    "path",
    [*ZOTERO, "/statistics/cao2023-s3", "/relationships/cao2023-r1", "/topics/cao2023-t1", "/claims?limit=50",
     "/statistics?limit=50", "/relationships", "/sources?limit=50", "/essays"],
)  # fmt: skip
def test_the_type_is_told_last_so_that_zotero_takes_the_title_for_that_of_the_item(
    client: httpx.Client, path: str
) -> None:
    """Zotero reads keys in their order: after the type of a part, `rft.title` is the title of the whole."""
    found = visit(client, path).coins
    assert found
    for told in found:
        assert list(told)[-1] == "rft.type"
        assert told["rft.title"]


def test_numbers_of_a_work_are_told() -> None:
    item: Item = {"id": "x", "type": "report", "title": "T", "number": "7", "ISBN": "9780306406157", "DOI": "10.1000/1"}
    assert "rft.isbn=9780306406157" in coins(item)
    assert "rft_id=info%3Adoi%2F10.1000%2F1" in coins(item)
    assert dict(tags(item))["citation_technical_report_number"] == "7"


def test_the_context_object_parts_people_from_institutions() -> None:
    item = Item(
        id="x", type="report", title="T", author=[{"literal": "U.S. Government"}, {"family": "Ma", "given": "Yo"}]
    )
    assert "rft.aucorp=U.S.%20Government&rft.au=Ma%2C%20Yo" in coins(item)


@pytest.mark.parametrize(
    ("csl", "tag"),
    [
        ("article-journal", "citation_journal_title"),
        ("chapter", "citation_inbook_title"),
        ("paper-conference", "citation_conference_title"),
    ],
)
def test_what_a_work_is_in_is_told_by_the_tag_of_its_type(csl: str, tag: str) -> None:
    item: Item = {"id": "x", "type": csl, "title": "T", "container-title": "Where"}
    assert dict(tags(item))[tag] == "Where"


def test_pages_of_a_range_are_told_apart() -> None:
    told = dict(tags({"id": "x", "type": "article-journal", "title": "T", "page": "12–19"}))
    assert (told["citation_firstpage"], told["citation_lastpage"]) == ("12", "19")
