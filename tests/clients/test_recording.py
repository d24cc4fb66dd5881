"""The handlers for Mock Service Worker: what they repeat is what the service answers, and works as its guide says."""

import json
import re
from pathlib import Path

import pytest

from tests.clients.conftest import require_node
from tests.clients.front_end import EXAMPLES, FILES, GUIDE, Node, front_end, node_in
from tests.clients.record_answers import BASE, RECORDING, record, recordable
from tests.conftest import ARTICLE, needs_article

MOST_BYTES = 322_000


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front end's folder, with what the guide installs and what it writes."""
    return front_end(tmp_path_factory)


@pytest.fixture(scope="session")
def node(project: Path) -> Node:
    """A function that runs a program there."""
    return node_in(project)


def test_the_recording_is_what_the_service_answers_today(tmp_path: Path) -> None:
    require_node()
    record(tmp_path / "recording.js", tmp_path)
    today = (tmp_path / "recording.js").read_text(encoding="utf-8").splitlines()
    differing = [line[:200] for line in set(today) ^ set(RECORDING.read_text(encoding="utf-8").splitlines())]
    assert not differing, "run `python -m tests.clients.record_answers`"


def test_the_recording_is_small() -> None:
    assert RECORDING.stat().st_size < MOST_BYTES


@needs_article
def test_the_recording_has_no_sentence_of_the_article() -> None:
    sentences = [line for line in re.split(r"[。！？\n]", ARTICLE.read_text(encoding="utf-8")) if len(line) > 20]
    recorded = RECORDING.read_text(encoding="utf-8")
    assert len(sentences) > 50
    assert [sentence for sentence in sentences if sentence in recorded] == []


@pytest.mark.parametrize(("story", "begins"), [("editing", "PATCH /claims/cao2023-c12"), ("creating", "POST /claims")])
def test_handlers_answer_as_the_service_before_and_after_writes(
    story: str, begins: str, node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recordable(tmp_path) as (token, bases):
        monkeypatch.setenv("LUNJU_KEY", token)
        done = node("agrees.mjs", BASE, bases[story], begins)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["differing"] == []
    assert len(found["state"].split("\n")) == 2
    assert found["asked"] > 1000


def test_the_package_and_the_examples_compile_strictly(node: Node, project: Path) -> None:
    (project / "mocks" / "recorded.ts").write_text(
        RECORDING.read_text(encoding="utf-8").replace(
            "const recording =", 'import type { Recording } from "lunju-msw";\nconst recording: Recording =', 1
        ),
        encoding="utf-8",
    )
    for settings in ("tsconfig.json", "tsconfig.storybook.json"):
        done = node("node_modules/typescript/bin/tsc", "-p", settings)
        assert done.returncode == 0, done.stdout


def test_the_tests_of_the_guide_pass(node: Node) -> None:
    done = node("node_modules/vitest/vitest.mjs", "run", "claims.test.ts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{EXAMPLES['claims.test.ts'].count('test(')} passed" in re.sub(r"\x1b\[[\d;]*m", "", done.stdout)


def test_the_rules_of_the_handlers_hold(node: Node) -> None:
    done = node("--test", "rules.test.mjs")
    assert done.returncode == 0, done.stdout


def test_a_recording_of_ones_own_is_answered_too(
    node: Node, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [ours] = re.findall(r"```text\n(# ours\.txt\n.*?)```", GUIDE, re.DOTALL)
    [command] = re.findall(r"npx lunju-msw (record http://localhost:8000 ours\.txt --out \S+)$", GUIDE, re.MULTILINE)
    (project / "ours.txt").write_text(ours, encoding="utf-8")
    with recordable(tmp_path) as (token, bases):
        monkeypatch.setenv("LUNJU_KEY", token)
        told = command.replace("http://localhost:8000", bases["editing"])
        done = node("node_modules/lunju-msw/record.js", *told.split())
    assert done.returncode == 0, done.stderr
    done = node("asks-ours.ts")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"list": 200, "theirs": 200, "change": 200, "version": 2}


def test_the_guide_installs_what_is_tested() -> None:
    tested = json.loads((FILES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    named = {
        name
        for line in re.findall(r"^npm install (.*)$", GUIDE, re.MULTILINE)
        for name in line.split()
        if not name.startswith("-")
    }
    assert named - {"./lunju/clients/msw"} | {"lunju-msw", "storybook"} == set(tested)
