"""Many essays at once: each is an import of its own, told in a line; one that is refused keeps none from coming in."""

import json
from pathlib import Path

import pytest

from tests.api.cli.commands import lunju
from tests.api.imports import test_aif, test_brat, test_microtexts
from tests.conftest import Databases

TEXT = "Towns should lend tools. Number {0}.\n"
WORDS = "Towns should lend tools"


@pytest.fixture
def url(databases: Databases) -> str:
    return databases.copy(databases.seeded())


def write(folder: Path, *names: str, words: str = WORDS) -> list[Path]:
    """Write essays of brat, and return their files."""
    for name in names:
        (folder / f"{name}.txt").write_text(TEXT.format(name), encoding="utf-8")
        (folder / f"{name}.ann").write_text(f"T1\tClaim 0 {len(WORDS)}\t{words}\n", encoding="utf-8")
    return sorted(folder.iterdir())


def test_files_that_are_called_alike_are_an_essay(url: str, tmp_path: Path) -> None:
    done = lunju("import", *write(tmp_path, "one", "two"), url=url)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "2 essays: 2 made, 0 refused, of which nothing is written",
    )
    assert [line.partition(".ann: ")[2] for line in done.stdout.splitlines()[:2]] == [
        "brat, onend: 1 kept",
        "brat, twond: 1 kept",
    ]


def test_one_that_is_refused_keeps_none_from_coming_in(url: str, tmp_path: Path) -> None:
    write(tmp_path, "bad", words="Else")
    done = lunju("import", *write(tmp_path, "good"), url=url)
    assert done.returncode == 1
    assert "words-differ" in done.stdout
    assert done.stdout.splitlines()[-1] == "2 essays: 1 made, 1 refused, of which nothing is written"
    assert lunju("export", "goodnd", "--format", "draft", url=url).returncode == 0


def test_a_try_writes_none_of_them(url: str, tmp_path: Path) -> None:
    done = lunju("import", "--dry-run", *write(tmp_path, "one", "two"), url=url)
    assert done.stdout.splitlines()[-1] == "2 essays: 2 would be made, 0 refused, of which nothing is written"
    assert lunju("export", "onend", "--format", "draft", url=url).returncode == 1


def test_files_of_several_formats_come_in_together(url: str, tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / "two.xml").write_text(test_microtexts.GRAPH, encoding="utf-8")
    (tmp_path / "three.json").write_text(json.dumps(test_aif.GRAPH), encoding="utf-8")
    done = lunju("import", *sorted(tmp_path.iterdir()), url=url)
    assert done.returncode == 0, done.stdout
    assert [line.split(": ")[1].partition(",")[0] for line in done.stdout.splitlines()[:3]] == [
        "brat",
        "aif",
        "microtexts",
    ]


def test_what_is_of_no_format_is_told(url: str, tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text("[entities]\nClaim\n", encoding="utf-8")
    done = lunju("import", *write(tmp_path, "one"), url=url)
    assert (done.returncode, "annotation.conf looks like none of the formats" in done.stdout) == (1, True)
    assert lunju("export", "onend", "--format", "draft", url=url).returncode == 0


def test_what_is_of_another_kind_is_not_taken_for_an_essay(url: str, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{feld, author={Feld, Ada}, title={Shade}, year=2024}\n", encoding="utf-8")
    done = lunju("import", *write(tmp_path, "one"), url=url)
    assert (done.returncode, "refs.bib: is of another format, BibTeX" in done.stdout) == (1, True)


@pytest.mark.parametrize("more", [["--json"], ["--text", "a.txt"], ["--essay", "cao2023"]])
def test_what_is_of_one_essay_is_refused_for_many(url: str, tmp_path: Path, more: list[str]) -> None:
    assert lunju("import", *write(tmp_path, "one", "two"), *more, url=url).returncode == 2


def test_the_text_of_annotations_can_be_given_apart(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("\n".join(test_brat.UNITS), encoding="utf-8")
    (tmp_path / "words.txt").write_text(test_brat.TEXT, encoding="utf-8")
    done = lunju("import", tmp_path / "a.ann", "--text", tmp_path / "words.txt", url=url)
    assert (done.returncode, "10 kept" in done.stdout) == (0, True), done.stdout


def test_essays_of_one_title_are_several(url: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        graph = test_microtexts.GRAPH.replace("Drills", f"Drills of {name}")
        (tmp_path / f"{name}.xml").write_text(graph, encoding="utf-8")
    done = lunju("import", *sorted(tmp_path.iterdir()), url=url)
    assert [line.split(", ")[1].partition(":")[0] for line in done.stdout.splitlines()[:2]] == ["toolsnd", "toolsnda"]


def test_what_came_in_before_is_not_made_again(url: str, tmp_path: Path) -> None:
    files = write(tmp_path, "one", "two")
    first, again = (lunju("import", *files, url=url) for _ in range(2))
    assert again.stdout == first.stdout


def test_the_language_is_told_where_the_files_do_not_say_it(url: str, tmp_path: Path) -> None:
    lunju("import", "--language", "de", *write(tmp_path, "one", "two"), url=url)
    assert json.loads(lunju("export", "twond", "--format", "draft", url=url).stdout)["language"] == "de"
