"""Sources with everything that a citation of them says, checked when written, and said in every form."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.writing import ANY, Json, patch, pointers, writer
from tests.conftest import Databases

WORDS = {"zh-Hans": "词", "en": "words"}
NAME: Json = {
    "family": "Fontaine",
    "given": "Jean",
    "dropping-particle": "de",
    "non-dropping-particle": "La",
    "suffix": "Jr.",
    "comma-suffix": True,
    "static-ordering": False,
    "parse-names": False,
}
EDITOR: Json = {"family": "Wolpertinger", "given": "Ann"}
WHOLE: Json = {
    "id": "fontaine1999",
    "kind": "paper",
    "name": WORDS,
    "csl_type": "chapter",
    "title": "The fern",
    "author": [NAME],
    "editor": [EDITOR],
    "translator": [{"literal": "Fern & Sons, Inc."}],
    "container_title": "Of ferns",
    "publisher": "Moss",
    "publisher_place": "Shenzhen",
    "edition": "2",
    "volume": "3",
    "issue": None,
    "number": "7",
    "page": "12-3",
    "event": "Fern days",
    "archive": "Green Archive",
    "issued": "1999-05",
    "accessed": "2026-11-24",
    "language": "en",
    "isbn": "978-0-306-40615-7",
    "issn": "0378-5955",
    "doi": "https://doi.org/10.1000/A%2Fb",
    "url": "https://fern.example/",
    "as_written": None,
    "passages": ["cao2023-p4"],
}


@pytest.fixture(scope="module")
def editor(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write, where the whole source is."""
    with writer(databases.copy(seeded_template)) as client:
        assert client.post("/sources", json=WHOLE).status_code == 201
        yield client


def tried(client: httpx.Client, **fields: Any) -> httpx.Response:
    return client.post("/sources?validate_only=true", json=WHOLE | {"id": "moss1999"} | fields)


def test_a_source_comes_back_as_it_was_written(editor: httpx.Client) -> None:
    record = editor.get("/sources/fontaine1999").json()
    kept = {"isbn": "9780306406157", "doi": "10.1000/A/b"}
    assert {name: record[name] for name in WHOLE} == WHOLE | kept
    assert list(record["author"][0]) == sorted(NAME)


def test_every_form_says_what_it_has_a_place_for(editor: httpx.Client) -> None:
    [item] = editor.get("/sources/fontaine1999.csl").json()
    assert item["author"] == [{name: value for name, value in NAME.items() if value}]
    assert item["editor"] == [EDITOR]
    assert [item[name] for name in ("edition", "number", "event-title")] == ["2", "7", "Fern days"]
    assert item["archive"] == "Green Archive"
    assert (item["ISBN"], item["ISSN"], item["DOI"]) == ("9780306406157", "0378-5955", "10.1000/A/b")
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}
    for suffix, said in {
        "bib": ["author = {La Fontaine, Jr., Jean de}", "editor = {Wolpertinger, Ann}", "isbn = {9780306406157}",
                "edition = {2}", "eventtitle = {Fern days}", "urldate = {2026-11-24}", "langid = {english}"],
        "ris": ["AU  - La Fontaine, Jean de, Jr.", "A2  - Wolpertinger, Ann", "A4  - Fern & Sons Inc.",
                "SN  - 9780306406157", "ET  - 2", "DB  - Green Archive", "Y2  - 2026/11/24/"],
        "txt?style=apa": ["La Fontaine, J. de, Jr. (1999).", "In A. Wolpertinger (Ed.), Of ferns (No. 7; 2nd ed., ",
                          "Vol. 3, pp. 12–13)."],
        "html": ["Wolpertinger", "9780306406157", "Green Archive", "Fern days"],
        "jsonld": ['"isbn":"9780306406157"', '"bookEdition":"2"', '"event":"Fern days"', '"honorificSuffix":"Jr."'],
    }.items():  # fmt: skip
        text = editor.get(f"/sources/fontaine1999.{suffix}").text
        assert not [one for one in said if one not in text], (suffix, text)
    [header, line] = editor.get("/sources.csv?id=fontaine1999&fields=id,editor,isbn,event,accessed").text.splitlines()
    assert header == "id,editor,event,accessed,isbn"
    assert line == 'fontaine1999,"[{""family"":""Wolpertinger"",""given"":""Ann""}]",Fern days,2026-11-24,9780306406157'


@pytest.mark.parametrize(
    "asked",
    [
        "q=Wolpertinger",
        "q=%22de+La+Fontaine%22",
        "editor_like=WOLPER",
        "isbn=9780306406157",
        "event_like=fern",
        "doi=10.1000/A/b",
    ],
)
def test_a_source_is_found_by_what_is_new(editor: httpx.Client, asked: str) -> None:
    assert [record["id"] for record in editor.get(f"/sources?{asked}").json()] == ["fontaine1999"]


@pytest.mark.parametrize("needle", ["true", "1"])
def test_whether_a_comma_stands_before_a_suffix_is_no_part_of_a_name(editor: httpx.Client, needle: str) -> None:
    assert editor.get(f"/sources?author_like={needle}&id=fontaine1999").json() == []


@pytest.mark.parametrize("doi", ["10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000%2F182",
                                 "DOI: 10.1000/182", "HTTPS://WWW.DOI.ORG/10.1000/182?x=1", "info:doi/10.1000/182",
                                 "10.1000%2f182", " doi:10.1000/182 "])  # fmt: skip
def test_a_doi_is_kept_bare(editor: httpx.Client, doi: str) -> None:
    assert tried(editor, doi=doi).json()["doi"] == "10.1000/182"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("doi", "not a doi"),
        ("doi", "https://example.org/10.1000/182"),
        ("doi", "10.12/x"),
        ("doi", "10.1000/"),
        ("isbn", "978-0-306-40615-8"),
        ("isbn", "123"),
        ("issn", "0378-5954"),
        ("issn", "03785955x"),
        ("accessed", "yesterday"),
        ("editor", [{"given": " "}]),
        ("translator", [{"family": "Fern", "sufix": "Jr."}]),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_be_right(editor: httpx.Client, field: str, wrong: Any) -> None:
    answer = tried(editor, **{field: wrong})
    assert answer.status_code == 422, answer.text
    [pointer] = pointers(answer)
    assert pointer is not None
    assert pointer.startswith(f"/{field}")


@pytest.mark.parametrize(
    ("isbn", "kept"),
    [("0-306-40615-2", "9780306406157"), ("ISBN-13: 978 0 306 40615 7", "9780306406157"), (None, None)],
)
def test_an_isbn_is_kept_as_13_digits(editor: httpx.Client, isbn: str | None, kept: str | None) -> None:
    assert tried(editor, isbn=isbn).json()["isbn"] == kept


def test_an_issn_is_kept_with_its_hyphen(editor: httpx.Client) -> None:
    assert tried(editor, issn="ISSN 2434561x").json()["issn"] == "2434-561X"


@pytest.mark.parametrize("path", ["/sources/fontaine1999", "/essays/cao2023"])
def test_a_type_that_csl_does_not_have_is_refused_with_the_nearest(editor: httpx.Client, path: str) -> None:
    answer = patch(editor, path, {"csl_type": "article-jurnal"})
    assert (answer.status_code, answer.json()["errors"][0]["nearest"]) == (422, "article-journal")


def test_an_essay_has_the_same_names(editor: httpx.Client) -> None:
    changed = editor.patch(
        "/essays/moss2026", json={"author": [NAME]}, headers=ANY | {"Content-Type": "application/merge-patch+json"}
    )
    assert changed.json()["author"] == [NAME]
    assert "La Fontaine, Jr., Jean de" in editor.get("/claims/moss2026-c1.bib").text
