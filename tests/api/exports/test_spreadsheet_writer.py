"""Tables that are written are read again as the same draft; no cell runs; templates come in as they are."""

import csv
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from api.cli.main import cli
from api.exports.formats.spreadsheet_writer import write_tables, write_workbook
from api.exports.table_templates import template_files
from api.exports.written import DraftedEssay, Writes
from api.imports.draft_reading import read_draft
from api.imports.drafts import Draft
from api.imports.formats.maps import argdown
from api.imports.formats.tables import spreadsheets
from api.imports.parsed_files import GivenFile
from tests.api.exports.test_argdown_writer import claim
from tests.api.imports.drafting import FILES, Json, draft
from tests.api.writing import writer

WRITERS = [write_tables, write_workbook]
ODD = [
    "=1+1",
    "+a",
    "-b",
    "@c",
    "'=d",
    "'tis",
    "a;b\\;c",
    'x "y"',
    "two\nlines",
    "é树𠮷",
    "-5",
    "#N/A",
    "TRUE",
    "007",
]


def drafted(content: Json) -> Draft:
    """Return a draft."""
    found, _, faults = read_draft(content)
    assert faults == []
    return found


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(databases.copy(seeded_template)) as client:
        yield client


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    "content",
    [
        draft(),
        argdown.parse([GivenFile("w.argdown", (FILES / "argdown" / "words.argdown").read_bytes())]).draft,
        {"title": "T", "claims": [claim(f"c{number}", words) for number, words in enumerate(ODD)]},
        {"title": "T", "authors": ["a;b", "c\\d"], "claims": [claim("c1", spans=[[0, 3], [5, 7]], one_utterance=True)]},
    ],
)
def test_what_is_written_is_read_as_the_same_draft(write: Writes, content: Json) -> None:
    before = drafted(content)
    made = write(DraftedEssay(before))
    told = spreadsheets.parse(made.files)
    assert (told.faults, list(made.lost)) == ([], [])
    assert drafted(told.draft) == before


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_draft_is_the_same_bytes(write: Writes) -> None:
    assert write(DraftedEssay(drafted(draft()))).files == write(DraftedEssay(drafted(draft()))).files


def test_no_cell_is_a_formula() -> None:
    essay = DraftedEssay(
        drafted({"title": "T", "claims": [claim("c1", "=1+1"), claim("c2", "-x"), claim("c3", "#N/A")]})
    )
    [book] = write_workbook(essay).files
    kinds = {cell.data_type for sheet in load_workbook(BytesIO(book.content)) for row in sheet for cell in row}
    tables = {file.name: file.content.decode("utf-8-sig") for file in write_tables(essay).files}
    assert kinds <= {"s", "n"}
    says = [row["says"] for row in csv.DictReader(StringIO(tables["claims.csv"], newline=""))]
    assert says == ["'=1+1", "'-x", "#N/A"]


def test_a_cell_that_is_too_long_is_told() -> None:
    made = write_workbook(DraftedEssay(drafted({"title": "T", "claims": [claim("c1", "a" * 40_000)]})))
    assert [(lost.place, lost.became) for lost in made.lost] == [("claims: row 2", "changed")]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_example_comes_in_whole_and_the_empty_tables_ask_for_a_title(editor: httpx.Client, kind: str) -> None:
    files = template_files(kind)
    text = next(file.content.decode() for file in files if file.name == "example.txt")
    filled = [file for file in files if file.name.startswith("example") and not file.name.endswith(".txt")]
    told = spreadsheets.parse(filled)
    assert told.faults == []
    answer = editor.post("/imports", params={"validate_only": "true"}, json={"draft": told.draft, "text": text}).json()
    assert (answer["faults"], answer["coverage"]["sentences"]) == ([], answer["coverage"]["sentences_covered"])
    empty = spreadsheets.parse([file for file in files if file.name.startswith("empty")])
    assert (empty.faults, empty.draft.get("claims"), empty.draft["title"]) == (
        [],
        [],
        "empty" if kind == "xlsx" else "essay",
    )


def test_a_workbook_is_sent_as_a_data_url(editor: httpx.Client) -> None:
    files = {file.name: file.content for file in template_files("xlsx")}
    book, text = files["example.xlsx"], files["example.txt"]
    url = f"data:;base64,{b64encode(book).decode()}"
    sent: Json = {"name": "example.xlsx", "content": [url[at : at + 9_000] for at in range(0, len(url), 9_000)]}
    asked = {"files": [sent], "text": text.decode()}
    told = editor.post("/imports", params={"validate_only": "true"}, json=asked).json()
    assert (told["format"], told["faults"]) == ("spreadsheet", [])
    sent["content"] = "data:;base64,?"
    refused = editor.post("/imports", params={"validate_only": "true"}, json=asked).json()
    assert refused["errors"][0]["pointer"] == "/files/0/content"


@pytest.mark.parametrize("name", ["empty.xlsx", "example.xlsx", "empty.zip", "example.zip", "example.txt"])
def test_templates_are_served(editor: httpx.Client, name: str) -> None:
    answer = editor.get(f"/templates/{name}")
    assert (answer.status_code, bool(answer.headers["etag"])) == (200, True)
    again = editor.get(f"/templates/{name}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_command_writes_templates_and_overwrites_nothing(tmp_path: Path) -> None:
    ask = ["draft", "template", str(tmp_path), "--format", "csv"]
    assert CliRunner().invoke(cli, ask).exit_code == 0
    assert (tmp_path / "example" / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbfid,says,kind")
    assert CliRunner().invoke(cli, ask).exit_code != 0


@pytest.mark.parametrize(
    ("suffix", "begins"), [("xlsx", b"PK"), ("tables", b"PK"), ("argdown", b"===\n"), ("kialo", b"Disc")]
)
def test_an_essay_leaves_by_its_suffix(editor: httpx.Client, suffix: str, begins: bytes) -> None:
    answer = editor.get(f"/essays/moss2026.{suffix}")
    assert (answer.status_code, answer.content[: len(begins)]) == (200, begins)
