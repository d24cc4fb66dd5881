"""Files of drafts: JSON and YAML alike; what is odd in them is refused, and never an error of ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from api.imports.draft_reading import read_draft
from api.imports.formats import draft_file
from api.imports.formats.known_formats import FORMATS
from api.imports.parsed_files import GivenFile
from tests.api.cli.commands import lunju
from tests.api.imports.drafting import DRAFT_FILE, TEXT_FILE, draft
from tests.conftest import Databases


def parsed(content: str | bytes, name: str = "draft.yaml") -> Any:
    return draft_file.parse([GivenFile(name, content if isinstance(content, bytes) else content.encode())])


def test_a_draft_in_yaml_is_the_same_as_in_json() -> None:
    content = yaml.safe_dump(draft(), allow_unicode=True, sort_keys=False)
    assert read_draft(parsed(content).draft) == read_draft(draft())


def test_what_yaml_would_make_of_words_stays_words() -> None:
    assert parsed("title: no\nyear: 2024-01-01\nid: 1.10\nurl: ~\n").draft == {
        "title": "no",
        "year": "2024-01-01",
        "id": "1.10",
        "url": "",
    }


@pytest.mark.parametrize(
    "content",
    [
        "a: &x [1]\nb: *x\n",
        "a: !!python/object/apply:os.system [ls]\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\na: 2\n",
        "? [a]\n: 1\n",
        "[" * 100_000,
        "- " * 100_000,
        "a: [1, 2\n",
        b"a: \xff",
        b'a: "\\ud800"',
        b'a: "\\0"',
        "\x00",
    ],
)
def test_what_drafts_do_not_need_is_refused(content: str | bytes) -> None:
    assert [fault.kind for fault in parsed(content).faults] == ["unreadable"]


@pytest.mark.parametrize(
    "content", ['{"title": 1', "{" * 100_000, '{"a": 1, "a": 2}', '{"a": "\\ud800"}', '{"a": NaN}', b'{"a": "\xff"}']
)
def test_json_is_read_as_strictly_as_bodies_are(content: str | bytes) -> None:
    assert [fault.kind for fault in parsed(content, "draft.json").faults] == ["unreadable"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*draft(), "topics", "reviews", "colour"]), _VALUES | st.lists(_VALUES)))
def test_whatever_stands_in_a_draft_is_told_with_its_place(value: dict[str, Any]) -> None:
    for fault in read_draft(value)[2]:
        assert re.fullmatch(r"(/.*)*", fault.pointer, re.DOTALL)
        assert fault.detail


@given(st.binary(max_size=200), st.sampled_from(["a.json", "a.yaml", "a.html"]))
def test_no_bytes_are_too_odd_for_a_parser(content: bytes, name: str) -> None:
    for item in FORMATS.values():
        files = [GivenFile(name, content)]
        item.looks_like(files)
        item.parse(files)


def test_the_command_line_imports(databases: Databases, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    tried = lunju("import", DRAFT_FILE, "--text", TEXT_FILE, "--dry-run", url=url)
    run = lunju("import", DRAFT_FILE, "--text", TEXT_FILE, url=url)
    assert (tried.returncode, run.returncode, tried.stderr, run.stderr) == (0, 0, "", "")
    assert tried.stdout.splitlines()[1:] == [line.replace("made", "would make") for line in run.stdout.splitlines()][1:]
    assert "made author2026: 1 essays, 4 sections" in run.stdout
    assert lunju("verify", url=url).returncode == 0


def test_the_command_line_tells_all_faults_and_writes_nothing(
    databases: Databases, seeded_template: str, tmp_path: Path
) -> None:
    url = databases.copy(seeded_template)
    content = draft(year="the 90s")
    content["claims"][0]["quotes"] = ["nobody who valued time"]
    (tmp_path / "bad.json").write_text(json.dumps(content), encoding="utf-8")
    run = lunju("import", tmp_path / "bad.json", "--text", TEXT_FILE, "--json", url=url)
    told = json.loads(run.stdout)
    assert (run.returncode, told["written"], len(told["faults"])) == (1, False, 2)
    readable = lunju("import", tmp_path / "bad.json", "--text", TEXT_FILE, url=url).stdout
    assert all(fault["detail"] in readable for fault in told["faults"])
    assert lunju("import", DRAFT_FILE, "--text", TEXT_FILE, "--dry-run", url=url).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "missing.json"], "lunju: there is no file missing.json"),
        (["import", DRAFT_FILE, "--format", "draf"], "lunju: There is no format 'draf'"),
        (["import", TEXT_FILE], "looks like none of the formats"),
    ],
)
def test_a_mistake_is_told_in_a_line(seeded: str, arguments: list[str | Path], message: str) -> None:
    run = lunju(*arguments, url=seeded)
    assert (run.returncode, message in run.stderr, len(run.stderr.splitlines())) == (1, True, 1)


def test_what_another_format_comes_to_is_printed_as_a_draft(tmp_path: Path) -> None:
    review = {"@type": "ClaimReview", "itemReviewed": "moss2026-c1", "claimReviewed": "It is so.", "author": "Somebody"}
    (tmp_path / "review.json").write_text(json.dumps(review), encoding="utf-8")
    run = lunju("draft", "of", tmp_path / "review.json")
    assert (run.returncode, json.loads(run.stdout)["reviews"][0]["of"]) == (0, "moss2026-c1")
