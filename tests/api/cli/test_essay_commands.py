"""`lunju essay`: a new one from a text, with its sentences numbered, and a list of what it lacks that shrinks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.commands import lunju

TEXT = """# Why plant trees

Trees cool streets. In 2024 the town had 3 parks.

## What to do

The town should plant trees! Who would pay?
"""
NAMED = ("--author", "Leaf, Ada", "--language", "en", "--year", "2026")
CLAIMS = [
    {
        "id": "c1",
        "says": "Trees cool streets.",
        "kind": "causal",
        "stance": "endorses",
        "quotes": ["Trees cool streets"],
    },
    {
        "id": "c2",
        "says": "Plant trees.",
        "kind": "prescriptive",
        "stance": "endorses",
        "quotes": ["The town should plant trees"],
    },
]


@pytest.fixture
def url(databases: Any, seeded_template: str) -> Iterator[str]:
    made = databases.copy(seeded_template)
    yield made
    databases.drop(made)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "trees.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def made(url: str, text: Path) -> str:
    """A database in which the text is an essay."""
    assert lunju("essay", "new", text, *NAMED, url=url).returncode == 0
    return url


def left(url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(lunju("essay", "check", "leaf2026", "--json", url=url).stdout)["left"]
    return found


def test_its_sentences_are_printed_with_their_numbers(url: str, text: Path) -> None:
    said = lunju("essay", "new", text, *NAMED, url=url)
    assert said.stdout.splitlines()[:4] == [
        "S1  # Why plant trees",
        "",
        "S2  Trees cool streets.",
        "S3  In 2024 the town had 3 parks.",
    ]
    assert "made leaf2026: 1 essays, 2 sections" in said.stderr


def test_what_is_only_tried_is_not_made(url: str, text: Path) -> None:
    assert "would make leaf2026" in lunju("essay", "new", text, *NAMED, "--dry-run", url=url).stderr
    assert lunju("essay", "check", "leaf2026", url=url).stderr == "lunju: there is no essay 'leaf2026'\n"


def test_a_text_is_an_essay_but_once(made: str, text: Path) -> None:
    again = lunju("essay", "new", text, "--language", "en", "--id", "other2026", url=made)
    assert (again.returncode, "leaf2026 is the essay of this very text" in again.stdout) == (1, True)


@pytest.mark.parametrize(
    ("content", "named", "told"),
    [
        ("Trees.", ("--author", "Leaf, Ada"), "--language en"),
        ("树。", ("--language", "zh-Hans"), "--author"),
        ("", NAMED, "mend"),
        ("Trees.", (*NAMED, "--language", "no such"), "language"),
    ],
)
def test_what_is_lacking_is_asked_for(
    url: str, tmp_path: Path, content: str, named: tuple[str, ...], told: str
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(content, encoding="utf-8")
    said = lunju("essay", "new", file, *named, url=url)
    assert (said.returncode, told in said.stdout) == (1, True)


def test_what_it_lacks_is_told_with_the_words(made: str) -> None:
    said = lunju("essay", "check", "leaf2026", url=made)
    assert said.returncode == 1
    assert said.stdout.startswith("sentences covered: 2 of 6\nnumerals covered: 0 of 2\n8 left to do\n")
    assert "[ ] sentence-without-record: sentence 3, 37-66, 'In 2024 the town had 3 parks.'" in said.stdout


def test_the_list_shrinks_as_records_are_made(made: str, tmp_path: Path) -> None:
    before = left(made)
    draft = tmp_path / "draft.json"
    sections = [
        {"opens": "Why plant trees", "title": "Why", "summary": "Trees cool."},
        {"opens": "What to do", "title": "What", "summary": "Plant."},
    ]
    omitted = [{"quote": "Who would pay?", "why": "rhetoric"}]
    content = {"title": "Why plant trees", "authors": ["Leaf, Ada"], "year": "2026", "sections": sections}
    draft.write_text(json.dumps(content | {"claims": CLAIMS, "left_out": omitted}), encoding="utf-8")
    imported = lunju("import", draft, url=made)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    kinds = [item["kind"] for item in left(made)]
    assert (len(before), kinds.count("sentence-without-record")) == (8, 1)
    assert "section-not-summed-up" not in kinds


def test_of_what_has_no_record_an_import_tells_the_first_and_how_many_more(url: str, tmp_path: Path) -> None:
    text, draft = tmp_path / "text.txt", tmp_path / "draft.json"
    text.write_text("Trees cool streets. " + " ".join(f"So does tree {number}." for number in range(8)), "utf-8")
    draft.write_text(json.dumps({"id": "leaf2026", "title": "Trees", "claims": CLAIMS[:1]}), encoding="utf-8")
    said = lunju("import", draft, "--text", text, "--dry-run", url=url).stdout
    assert "16 to know:" in said
    for kind in ("sentence-without-record", "numeral-without-figure"):
        assert said.count(f"{kind}: sentence") == 5
        assert f"{kind}: 3 more of these, which --json tells" in said


def test_where_nothing_is_left_the_code_is_0(url: str, tmp_path: Path) -> None:
    file, draft = tmp_path / "text.txt", tmp_path / "draft.json"
    file.write_text("Trees cool streets.", encoding="utf-8")
    content = {"id": "leaf2026", "title": "Trees", "claims": CLAIMS[:1]}
    draft.write_text(
        json.dumps(
            content | {"sections": [{"opens": "Trees cool streets.", "title": "All", "summary": "Trees cool."}]}
        ),
        encoding="utf-8",
    )
    assert lunju("import", draft, "--text", file, url=url).returncode == 0
    said = lunju("essay", "check", "leaf2026", "--watch", url=url)
    assert (said.returncode, said.stdout.splitlines()[-1]) == (0, "nothing is left to do")


def test_an_essay_whose_text_is_not_attached_is_told_so(url: str) -> None:
    kinds = [item["kind"] for item in json.loads(lunju("essay", "check", "cao2023", "--json", url=url).stdout)["left"]]
    assert kinds[0] == "text-not-attached"


def test_an_essay_that_is_not_there_is_told(url: str) -> None:
    assert lunju("essay", "check", "none2026", url=url).returncode == 1
