"""What is wrong with a draft of rows is told with its file and row, never as a traceback; and all of it at once."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.commands import lunju
from tests.seed.test_compile import TEXT, draft

Row = dict[str, Any]


def compiled(folder: Path, rows: dict[str, Any], *, essay: object = None, manifest: object = None) -> tuple[int, str]:
    """Compile a draft as a user does, and return the code and what is said."""
    source = folder / "draft"
    source.mkdir()
    for name, records in rows.items():
        lines = records if isinstance(records, str) else "".join(json.dumps(row) + "\n" for row in records)
        (source / f"{name}.ndjson").write_text(lines, encoding="utf-8")
    essay = {"id": "town2023", "title": {"en": "T"}, "language": "zh-Hans"} if essay is None else essay
    manifest = {"name": "town", "text": None} if manifest is None else manifest
    for name, content in (("essay.json", essay), ("pack.json", manifest)):
        (source / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    (folder / "text.txt").write_text(TEXT.content, encoding="utf-8")
    said = lunju("seed", "compile", source, folder / "text.txt", folder / "pack")
    assert "Traceback" not in said.stderr
    return said.returncode, said.stderr


def with_row(name: str, place: int, **fields: Any) -> dict[str, Any]:
    rows = draft()
    rows[name][place] |= fields
    return rows


def without(name: str, place: int, field: str) -> dict[str, Any]:
    rows = draft()
    del rows[name][place][field]
    return rows


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (without("claims", 0, "note"), "claims.ndjson, good: lacks 'note'"),
        (without("statistics", 1, "formula"), "statistics.ndjson, trees: lacks 'formula'"),
        (without("evidence", 0, "from"), "evidence.ndjson, e: lacks 'from'"),
        (without("claims", 0, "key"), "claims.ndjson"),
        (without("sections", 0, "from"), "lacks 'from'"),
        (with_row("evidence", 0, to="claim"), "evidence.ndjson, e: "),
        (with_row("statistics", 1, value="1/3"), "statistics.ndjson, trees: "),
        (with_row("statistics", 1, unit="parsec"), "statistics.ndjson, trees: "),
        (with_row("statistics", 1, inputs=None), "statistics.ndjson, trees: "),
        (with_row("claims", 1, at=["S2|no such words"]), "stands 0 times"),
        (with_row("claims", 1, at=7), ""),
        (draft() | {"claims": "{\n"}, "claims.ndjson, line 1"),
        (draft() | {"claims": "[]\n"}, "claims.ndjson, line 1 is no JSON object"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(tmp_path: Path, rows: dict[str, Any], told: str) -> None:
    code, said = compiled(tmp_path, rows)
    assert (code, told in said) == (1, True), said


def test_all_rows_that_are_wrong_are_told(tmp_path: Path) -> None:
    rows = without("claims", 0, "note")
    del rows["evidence"][0]["group"]
    _, said = compiled(tmp_path, rows)
    assert ("claims.ndjson, good" in said, "evidence.ndjson, e" in said) == (True, True)


@pytest.mark.parametrize(
    "wrong", [{"essay": "{"}, {"essay": {}}, {"essay": "[]"}, {"manifest": "{"}, {"manifest": {"name": "town"}}]
)
def test_what_is_wrong_with_its_heads_is_told(tmp_path: Path, wrong: dict[str, Any]) -> None:
    assert compiled(tmp_path, draft(), **wrong)[0] == 1


def test_a_document_is_a_draft_too(tmp_path: Path) -> None:
    file, text = tmp_path / "draft.json", tmp_path / "text.txt"
    text.write_text("Trees cool streets.", encoding="utf-8")
    claim = {
        "id": "c1",
        "says": "Trees cool.",
        "kind": "causal",
        "stance": "endorses",
        "quotes": ["Trees cool streets"],
    }
    content = {"id": "leaf2026", "title": "Trees", "license": "CC0-1.0", "claims": [claim]}
    file.write_text(json.dumps(content), encoding="utf-8")
    said = lunju("seed", "compile", file, text, tmp_path / "pack")
    assert said.returncode == 0, said.stderr
    [row] = (tmp_path / "pack" / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    assert json.loads(row)["id"] == "leaf2026-c1"


def test_what_is_wrong_with_a_document_is_told(tmp_path: Path) -> None:
    file, text = tmp_path / "draft.json", tmp_path / "text.txt"
    text.write_text("Trees cool streets.", encoding="utf-8")
    file.write_text('{"title": "Trees", "claims": [{"id": "c1"}]}', encoding="utf-8")
    said = lunju("seed", "compile", file, text, tmp_path / "pack")
    assert (said.returncode, "/claims/0/says: field-missing" in said.stderr) == (1, True)
    assert not (tmp_path / "pack").exists()


def test_a_pack_with_its_text_is_proved_against_a_copy_of_it(tmp_path: Path) -> None:
    rows = draft() | {"coverage": [*draft()["coverage"], {"what": "thesis", "claim": "good", "reason": "opinion"}]}
    compiled(tmp_path, rows, manifest={"name": "town", "title": {"en": "T"}, "license": "CC0-1.0", "text": "text.txt"})
    said = lunju("seed", "verify", "--pack", tmp_path / "pack", "--text", tmp_path / "text.txt")
    assert "is the text of no pack" not in said.stderr
