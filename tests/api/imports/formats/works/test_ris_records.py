"""RIS is read line by line; no line is lost untold."""

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from api.formats import ris
from api.formats.item import item
from api.imports.formats.works.ris_records import looks_like, parse
from api.imports.parsed_files import GivenFile
from tests.api.imports.formats.reading import read, work

RECORD = """TY  - JOUR
ID  - x1
AU  - Smith, John, Jr.
A1  - World Health Organization
ED  - Fern, Bo
TI  - A title that
  goes on
JO  - Nature
PY  - 2020///
DA  - 2020/05/01/
SP  - 1
EP  - 20
SN  - 0378-5955
DO  - 10.1000/182
KW  - trees
ER  -
"""


def test_a_record_is_a_source() -> None:
    found = work(read(parse, RECORD))
    assert found["author"] == [
        {"family": "Smith", "given": "John", "suffix": "Jr."},
        {"literal": "World Health Organization"},
    ]
    expected = {
        "csl_type": "article-journal",
        "title": "A title that goes on",
        "year": "2020-05-01",
        "page": "1–20",
        "issn": "0378-5955",
        "container_title": "Nature",
        "editor": [{"family": "Fern", "given": "Bo"}],
    }
    assert {name: found[name] for name in expected} == expected


def test_every_line_is_counted() -> None:
    found = read(parse, "junk\n" + RECORD)
    assert len(found.read or ()) == 15
    assert [(one.what, one.why) for one in found.read or () if one.became == "dropped"] == [
        ("line", "stands in no record: one begins with TY"),
        ("KW", "a source has no field for it"),
    ]


def test_another_reader_finds_the_same_titles() -> None:
    content = RECORD + RECORD.replace("A title that\n  goes on", "Another")
    ours = [source["title"] for source in read(parse, content).draft["sources"]]
    assert ours == [one.get("title") or one.get("primary_title") for one in rispy.loads(content)]


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("PY  - 2020", "2020"),
        ("DA  - 2020/05//", "2020-05"),
        ("DA  - 2020///Spring", "2020-21"),
        ("Y1  - 1900///ca.", "1900~"),
    ],
)
def test_dates_are_edtf(line: str, issued: str) -> None:
    assert work(read(parse, f"TY  - GEN\n{line}\nER  - "))["year"] == issued


def test_an_unknown_type_is_a_document_and_told() -> None:
    found = read(parse, "TY  - ZZZZ\nTI  - T\nER  -\n")
    assert (work(found)["csl_type"], (found.read or [])[0].became) == ("document", "changed")


@pytest.mark.parametrize(
    "content", [RECORD + "TY  - BOOK\nTI  - cut", RECORD.replace("ER  -", "") + RECORD, "", "words"]
)
def test_what_is_cut_is_told(content: str) -> None:
    assert [fault.kind for fault in read(parse, content).faults] == ["unreadable"]


def test_it_is_known_by_its_content() -> None:
    assert looks_like([GivenFile("x.txt", RECORD.encode())])
    assert not looks_like([GivenFile("x.txt", b"TY is a word")])


@given(st.text(alphabet="abÜ曹 ,;-", min_size=1, max_size=30).filter(str.strip))
def test_what_the_service_writes_is_read_again(title: str) -> None:
    written = ris.encode([item("k", "book", title=title, author=[{"family": "Ü", "given": "B"}])])
    found = work(read(parse, written))
    assert (found["title"], found["authors"], found["csl_type"]) == (" ".join(title.split()), ["Ü, B"], "book")


@given(
    st.lists(
        st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - a", "AU  - ", "x", "", "PY  - 20/1", "SN  - 1", "EP  - 3"])
    )
)
def test_any_lines_are_read_or_told(lines: list[str]) -> None:
    found = read(parse, "\n".join(lines))
    assert found.faults or found.draft["sources"]
    sense = [line for line in lines if line.strip() and not line.startswith("ER")]
    joined = sum(line == "x" for line in lines)
    assert found.faults or len(sense) - joined <= len(found.read or ()) <= len(sense) + lines.count("ER  - ")
