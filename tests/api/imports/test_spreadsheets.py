"""Tables are read from any spreadsheet, each fault is told by its cell, and nothing that runs is opened."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from api.imports.formats.known_formats import parse_files
from api.imports.formats.tables import spreadsheets
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.drafting import Json
from tests.examples import at_least

CLAIMS = (
    "id,says,kind,stance,quotes\nc1,Trees cool streets.,causal,endorses,Trees cool\nc2,Plant trees.,thesis,endorses,\n"
)
LINKS = "id,from,relation,to,whose\nl1,c1;c2,supports,c2,author\n"
EXPECTED = [
    ("c1", "Trees cool streets.", "causal", "endorses", ["Trees cool"]),
    ("c2", "Plant trees.", "thesis", "endorses", []),
]


def parse(**files: str | bytes) -> Parsed:
    """Read files of CSV by their names."""
    return spreadsheets.parse([GivenFile(f"{name}.csv", _bytes(content)) for name, content in files.items()])


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def claims(told: Parsed) -> list[tuple[Any, ...]]:
    """Return what is said of each claim."""
    assert told.faults == []
    return [tuple(claim[name] for name in ("id", "says", "kind", "stance", "quotes")) for claim in told.draft["claims"]]


def details(told: Parsed) -> list[str]:
    """Return what is wrong."""
    return [fault.detail for fault in told.faults]


def workbook(**sheets: list[list[Any]]) -> bytes:
    """Return a workbook with sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def read_workbook(content: bytes, name: str = "essay.xlsx") -> Parsed:
    """Read a workbook."""
    return spreadsheets.parse([GivenFile(name, content)])


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with one more part."""
    made = BytesIO(content)
    with ZipFile(made, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        CLAIMS.encode(),
        CLAIMS.encode("utf-8-sig"),
        CLAIMS.encode("utf-16"),
        CLAIMS.replace(",", ";").encode(),
        CLAIMS.replace(",", "\t").encode(),
        CLAIMS.replace("\n", "\r\n").encode(),
        b"sep=;\r\n" + CLAIMS.replace(",", ";").encode(),
        CLAIMS.replace("id,says", " ID , Says ").replace("quotes", "Quote(s)").encode(),
        CLAIMS.replace("id,says,kind,stance,quotes", "编号,内容,种类,立场,引文").encode(),
        CLAIMS.replace("causal,endorses", "Causal,认同").replace("thesis", "主旨").encode(),
        (CLAIMS + "\n,,,,\n").encode(),
    ],
)
def test_a_table_is_read_however_a_spreadsheet_writes_it(content: bytes) -> None:
    assert claims(parse(claims=content)) == EXPECTED


def test_files_and_sheets_are_told_apart_by_their_names() -> None:
    by_file = parse(Claims=CLAIMS, 联系=LINKS)
    rows = [line.split(",") for line in CLAIMS.splitlines()]
    sheets = {"论点": rows, "Links": [line.split(",") for line in LINKS.splitlines()], "Help": [["for people"]]}
    by_sheet = read_workbook(workbook(**sheets))
    assert claims(by_file) == claims(by_sheet) == EXPECTED
    assert by_file.draft["links"] == by_sheet.draft["links"]
    assert (by_sheet.draft["links"][0]["from"], by_sheet.draft["links"][0]["to"]) == (["c1", "c2"], "c2")


def test_it_is_found_by_what_is_in_it() -> None:
    assert parse_files([GivenFile("anything", workbook(claims=[["says"], ["a"]]))]).format == "spreadsheet"
    assert parse_files([GivenFile("claims.csv", CLAIMS.encode())]).format == "spreadsheet"


def test_a_cell_may_have_lines_delimiters_and_marks() -> None:
    [claim] = parse(claims='id;says;quotes\nc1;"one, ""two""\nthree";"a\\;b ; c"\n').draft["claims"]
    assert (claim["says"], claim["quotes"]) == ('one, "two"\nthree', ["a;b", "c"])


def test_lists_of_ids_are_apart_by_either_semicolon() -> None:
    [claim] = parse(claims="id,says,sources,quotes\nc1,a,s1；s2; s3,原文；一句").draft["claims"]
    assert (claim["sources"], claim["quotes"]) == (["s1", "s2", "s3"], ["原文；一句"])


def test_what_guards_a_spreadsheet_from_a_formula_is_no_part_of_a_cell() -> None:
    says = [claim["says"] for claim in parse(claims="says\n'=1+1\n'-5 degrees\n'tis so\n").draft["claims"]]
    assert says == ["=1+1", "-5 degrees", "'tis so"]


def test_the_essay_is_described_by_rows_or_by_columns() -> None:
    below = parse(essay='field,value\nTitle,Trees\nauthor,"Moss, Ada; Facts"\nyear,2026\n', claims=CLAIMS).draft
    beside = parse(essay='标题,作者,年份\nTrees,"Moss, Ada; Facts",2026\n', claims=CLAIMS).draft
    expected = {"title": "Trees", "authors": ["Moss, Ada", "Facts"], "year": "2026"}
    assert {name: below[name] for name in expected} == {name: beside[name] for name in expected} == expected


def test_an_essay_that_is_not_described_is_called_as_its_file_is() -> None:
    told = read_workbook(workbook(claims=[["says"], ["a"]]), "Trees.xlsx")
    assert (told.draft["title"], told.draft["claims"][0]["id"]) == ("Trees", "claims 2")
    assert [note.pointer for note in told.notes] == ["/title"]


def test_values_of_a_workbook_are_read_as_they_are_meant() -> None:
    rows: list[list[Any]] = [["says", "implicit"], [0.3, True], [3_000_000.0, False], [date(2026, 11, 28), None]]
    found = read_workbook(workbook(claims=rows)).draft["claims"]
    assert [(claim["says"], claim["implicit"]) for claim in found] == [
        ("0.3", True),
        ("3000000", False),
        ("2026-11-28", False),
    ]


@pytest.mark.parametrize(
    ("files", "detail"),
    [
        ({"claims": "id,says,knid\nc1,a,causal"}, "claims.csv: C1: there is no column 'knid': was kind meant?"),
        ({"claims": "id,says\nc1,a,b"}, "claims.csv: C2: stands in a column without a name"),
        ({"claims": "id,says,says\nc1,a,b"}, "claims.csv: C1: a column before it is says, too"),
        ({"claims": "id,kind\nc1,causal"}, "claims.csv: row 1: there is no column says, which is needed"),
        ({"claims": "says,implicit\n\na,perhaps"}, "claims.csv: B3: 'perhaps' is neither yes nor no"),
        ({"claims": "says,extra\na,{"}, "claims.csv: B2: is no JSON"),
        ({"claims": CLAIMS, "clams": "says\na"}, "clams.csv: there are essay, claims"),
        ({"claims": CLAIMS, "论点": CLAIMS}, "论点.csv: A1: claims.csv has the claims already"),
        ({"claims": 'says\n"a'}, "claims.csv: line 2: is no CSV: unexpected end of data"),
        ({"claims": b"says\ncaf\xe9"}, "claims.csv: line 2 is not UTF-8"),
        ({"essay": "titel,Trees\nyear,2026", "claims": CLAIMS}, "essay.csv: A1: there is no column 'titel': was title"),
    ],
)
def test_a_fault_is_told_by_its_cell(files: dict[str, str | bytes], detail: str) -> None:
    [told] = details(parse(**files))
    assert told.startswith(detail)


def test_formulas_are_told_and_those_without_a_value_refused() -> None:
    told = read_workbook(workbook(claims=[["says"], ['="a"&"b"']]))
    assert details(told) == ["essay.xlsx: claims: A2: is a formula that was never computed: write its value"]


@pytest.mark.parametrize(
    ("part", "detail"),
    [
        ("xl/vbaProject.bin", "it has macros"),
        ("xl/externalLinks/externalLink1.xml", "it links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", "it has objects of other programs"),
        ("xl/connections.xml", "it fetches data from elsewhere"),
    ],
)
def test_what_runs_or_fetches_is_refused(part: str, detail: str) -> None:
    [told] = details(read_workbook(with_part(workbook(claims=[["says"], ["a"]]), part, b"x")))
    assert detail in told


def test_what_declares_entities_is_refused() -> None:
    part = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    [told] = details(read_workbook(with_part(workbook(claims=[["says"], ["a"]]), "xl/more.xml", part)))
    assert "declares entities (in xl/more.xml)" in told


def test_what_grows_when_it_is_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.imports.formats.tables.workbook_sheets._MOST_BYTES", 1_000_000)
    [told] = details(read_workbook(with_part(workbook(claims=[["says"], ["a"]]), "xl/media/bomb", bytes(2_000_000))))
    assert "holds more than 1000000 bytes when it is unpacked" in told


def test_sheets_that_are_wider_or_longer_than_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = workbook(claims=[["says"], [*[None] * 300, "a"]])
    [told] = details(read_workbook(wide))
    assert told.startswith("essay.xlsx: claims: row 2: there are more than")
    monkeypatch.setattr("api.imports.formats.tables.workbook_sheets._MOST_CELLS", 250)
    [told] = details(read_workbook(workbook(claims=[["says"], *[["a"]] * 300])))
    assert told.startswith("essay.xlsx: claims: row 251: there are more than")


def test_rows_and_cells_that_say_nothing_are_passed_over() -> None:
    rows: list[list[Any]] = [["says", None, None], ["a"], *[[None]] * 500, ["b", "", None]]
    told = read_workbook(workbook(claims=rows))
    assert [(claim["says"], claim["id"]) for claim in told.draft["claims"]] == [("a", "claims 2"), ("b", "claims 503")]


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "is a workbook of the older kind, or locked by a password"),
        (workbook(claims=[["says"], ["a"]])[:-400], "is no workbook that can be read"),
        (with_part(BytesIO().getvalue(), "xl/workbook.xml", b"<workbook"), "is no workbook that can be read"),
    ],
)
def test_what_is_no_workbook_is_told(content: bytes, detail: str) -> None:
    [told] = details(read_workbook(content))
    assert detail in told


def test_every_row_is_told_with_where_it_stands() -> None:
    told = parse(essay="title,Trees\nyear,2026\n", claims=CLAIMS, links=LINKS)
    assert [(item.what, item.place, item.part) for item in told.read or ()] == [
        ("field", "essay.csv: B1", None),
        ("field", "essay.csv: B2", None),
        ("claim", "claims.csv: row 2", "/claims/0"),
        ("claim", "claims.csv: row 3", "/claims/1"),
        ("link", "links.csv: row 2", "/links/0"),
    ]


_CELLS = st.sampled_from(["", "id", "says", "kind", "c1", '"', ";", ",", "\n", "=1", "'", "\\", "factual", "{", "是"])


@settings(max_examples=at_least(60))
@given(st.lists(_CELLS, max_size=60))
def test_whatever_stands_in_a_table_it_is_read_or_refused(pieces: list[str]) -> None:
    told = parse(claims="".join(pieces))
    assert told.faults or isinstance(told.draft.get("claims", []), list)


SOUND = workbook(claims=[["id", "says"], ["c1", "a"]])


@settings(max_examples=at_least(40))
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    told: Json = read_workbook(bytes(content)).draft
    assert "title" in told
