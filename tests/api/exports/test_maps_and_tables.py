"""Argument maps and tables that came into a service leave it again as they were."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from api.imports.formats.maps import argdown, kialo
from api.imports.formats.tables import spreadsheets
from api.imports.parsed_files import GivenFile, Parser
from tests.api.exports.test_argdown_writer import same
from tests.api.imports.drafting import FILES, TEXT, Json, draft
from tests.api.writing import writer

MAPS = [*sorted((FILES / "argdown").glob("*.argdown")), *sorted((FILES / "kialo").glob("*.txt"))]


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(databases.copy(seeded_template)) as client:
        yield client


def taken_in(client: httpx.Client, content: Json) -> str:
    """Import what is sent, and return the id of the essay."""
    answer = client.post("/imports", json=content)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["essay_id"])


def read(parse: Parser, name: str, content: bytes) -> Json:
    """Return the draft that a file is, but for ids that a service gives."""
    told = parse([GivenFile(name, content)])
    assert told.faults == []
    found: Json = told.draft
    return found


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_a_map_leaves_as_it_came(editor: httpx.Client, path: Path) -> None:
    parse, suffix = (kialo.parse, "kialo") if path.suffix == ".txt" else (argdown.parse, "argdown")
    before = path.read_bytes()
    essay = taken_in(editor, {"files": [{"name": path.name, "content": before.decode()}]})
    answer = editor.get(f"/essays/{essay}.{suffix}")
    assert answer.status_code == 200
    assert same(read(parse, path.name, answer.content)) == same(read(parse, path.name, before))


def test_tables_leave_as_a_draft_that_comes_in_again(editor: httpx.Client) -> None:
    essay = taken_in(editor, {"draft": draft(), "text": TEXT})
    with ZipFile(BytesIO(editor.get(f"/essays/{essay}.tables").content)) as archive:
        files = [GivenFile(name, archive.read(name)) for name in archive.namelist()]
    told = spreadsheets.parse(files)
    assert told.faults == []
    again = told.draft | {"id": "", "title": f"{told.draft['title']} again"}
    report = editor.post("/imports", params={"validate_only": "true"}, json={"draft": again, "text": TEXT}).json()
    assert report["faults"] == []
