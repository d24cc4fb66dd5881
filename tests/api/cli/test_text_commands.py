"""The texts of essays on the command line, as an operator attaches and detaches them."""

import json
from pathlib import Path

import pytest

from seed.packs import PACKS
from tests.api.cli.commands import lunju
from tests.conftest import Databases

TEXT = PACKS / "moss2026" / "text.txt"


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    return databases.copy(seeded_template)


def test_a_text_is_detached_and_attached_again(url: str) -> None:
    detached = lunju("text", "detach", "moss2026", url=url)
    attached = lunju("text", "attach", "moss2026", TEXT, url=url)
    assert (detached.stdout, attached.stdout, attached.stderr) == (
        "moss2026: the text is detached\n",
        "moss2026: the text is attached, 3331 code points\n",
        "",
    )


def test_a_text_is_not_attached_to_an_essay_of_which_it_is_not(url: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Other words.", encoding="utf-8")
    run = lunju("text", "attach", "cao2023", tmp_path / "other.txt", url=url)
    assert (run.returncode, run.stdout, "the essay 6246 and" in run.stderr) == (1, "", True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["attach", "nobody2026", TEXT], "lunju: there is no essay 'nobody2026'"),
        (["attach", "moss2026", "missing.txt"], "lunju: there is no file missing.txt"),
        (["reanchor", "nobody2026", TEXT], "lunju: there is no essay 'nobody2026' with passages"),
        (["detach", "cao2023"], "lunju: no text is attached to an essay 'cao2023'"),
    ],
)
def test_a_mistake_is_told(url: str, arguments: list[str | Path], message: str) -> None:
    run = lunju("text", *arguments, url=url)
    assert (run.returncode, run.stdout, run.stderr.strip()) == (1, "", message)


def test_texts_are_not_attached_to_an_empty_database(databases: Databases) -> None:
    run = lunju("text", "attach", "moss2026", TEXT, url=databases.empty())
    assert (run.returncode, "run `lunju seed` first" in run.stderr) == (1, True)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text with a preface, and one figure of it changed."""
    file = tmp_path_factory.mktemp("edition") / "edition.txt"
    content = TEXT.read_bytes().decode("utf-8")
    assert content.count("1,240") == 1
    file.write_bytes(f"A preface.\n{content.replace('1,240', '1,260')}".encode())
    return file


def reanchored(url: str, *arguments: str | Path) -> dict[str, object]:
    run = lunju("text", "reanchor", *arguments, "--json", url=url)
    assert run.returncode == 0, run.stderr
    told: dict[str, object] = json.loads(run.stdout)
    return told


def test_passages_are_found_in_another_edition(url: str, edition: Path) -> None:
    counts = reanchored(url, "moss2026", edition)["counts"]
    assert counts == {"exact": 0, "moved": 54, "fuzzy": 3, "orphan": 0}


def test_the_old_text_may_be_a_file(databases: Databases, seeded_template: str, edition: Path) -> None:
    url = databases.copy(seeded_template)
    whole = reanchored(url, "moss2026", edition)
    lunju("text", "detach", "moss2026", url=url)
    assert reanchored(url, "moss2026", edition, "--from", TEXT) == whole


def test_without_the_old_text_what_is_uncertain_is_an_orphan(
    databases: Databases, seeded_template: str, edition: Path
) -> None:
    url = databases.copy(seeded_template)
    lunju("text", "detach", "moss2026", url=url)
    counts = reanchored(url, "moss2026", edition)["counts"]
    assert counts == {"exact": 0, "moved": 54, "fuzzy": 0, "orphan": 3}


def test_a_person_is_told_what_to_look_at(url: str, edition: Path) -> None:
    printed = lunju("text", "reanchor", "moss2026", edition, url=url).stdout.splitlines()
    assert printed[0].startswith("moss2026: another edition of the text, 3342 code points, SHA-256 ")
    assert printed[1:5] == ["exact: 0 of 57", "moved: 54 of 57", "fuzzy: 3 of 57", "orphan: 0 of 57"]
    assert all("likely" in line for line in printed[5:])


def test_finding_passages_changes_nothing(url: str, edition: Path) -> None:
    before = lunju("verify", url=url).stdout
    lunju("text", "reanchor", "moss2026", edition, url=url)
    assert lunju("verify", url=url).stdout == before


def test_verifying_a_pack_against_another_edition_finds_its_places(edition: Path) -> None:
    run = lunju("seed", "verify", "--pack", "moss2026", "--text", edition)
    assert (run.returncode, "moved: 54 of 57" in run.stdout) == (1, True)
