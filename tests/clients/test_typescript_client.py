"""The client in TypeScript, built as it is published, against the service: in Node.js."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from generate_schema import SOURCES, kinds_module, schema_module
from tests.api.writing import key
from tests.clients.conftest import run
from tests.clients.typescript_client import bundled, found_in_node, printed_in_node, tool, workshop
from tests.conftest import Databases, serving
from tests.docs.documents import page
from tests.docs.test_examples import pattern

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the package, built, and programs that use it."""
    return workshop(tmp_path_factory)


@pytest.fixture(scope="module")
def found(built: Path, databases: Databases, seeded_template: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """What the scenario finds, and the ids of the claims that there were."""
    url = databases.copy(seeded_template)
    with serving(url) as base:
        claims = httpx.get(f"{base}/claims", params={"essay_id": "cao2023", "limit": 1000}).json()
        elsewhere = base.replace("127.0.0.1", "localhost")
        yield found_in_node(built, "in_node.ts", base, key(url), elsewhere), [claim["id"] for claim in claims]
    databases.drop(url)


REFERENCE = page("reference/typescript-client.md")
EXPECTED = {
    "hits": [True, True],
    "pages": 3,
    "total": 217,
    "updated": [2, "nach D'abord", 3],
    "stale": [412, "precondition-failed"],
    "invalid": [422, "invalid-body", ["kind", "text.en"]],
    "absent": [404, "not-found"],
    "retried": [1, 1, 2],
    "deleted": True,
    "kept": [[200, 304], True],
    "followed": [1, 2, 3, 4],
    "connections": [0, 1],
    "restored": ["feed-restarted", "string"],
    "aborted": "TimeoutError",
    "impatient": "AbortError",
    "authorized": [True, False],
    "batch": 2,
    "why": True,
    "graph": True,
}
"""What the scenario finds, by what it does; `scenario.ts` says how."""


@pytest.mark.parametrize("name", EXPECTED)
def test_the_client_does_what_it_says(found: tuple[dict[str, Any], list[str]], name: str) -> None:
    assert found[0][name] == EXPECTED[name]


def test_a_list_goes_across_pages(found: tuple[dict[str, Any], list[str]]) -> None:
    assert found[0]["ids"] == found[1]


def test_what_is_embedded_is_there(found: tuple[dict[str, Any], list[str]]) -> None:
    assert found[0]["origin"] in {"claim", "statistic", "source"}
    fields, origins = found[0]["one"]
    assert fields == ["id", "stance", "_embedded"]
    assert origins
    assert all(origins)


def test_a_compiler_knows_what_is_asked_and_refuses_what_is_not_there(built: Path) -> None:
    assert tool(built, "tsc", "--project", "tsconfig.json") == ""


def test_the_client_is_under_six_kilobytes_for_a_page(built: Path) -> None:
    client = bundled(built, "node_modules/lunju/dist/index.js", "--minify", "--target=es2022")
    assert len(gzip.compress(client.read_bytes(), 9)) < 6000


def test_the_types_are_those_of_the_service(built: Path) -> None:
    advice = "run `python clients/typescript/generate_schema.py`"
    assert (SOURCES / "problem-kinds.ts").read_text(encoding="utf-8") == kinds_module(), advice
    assert (SOURCES / "schema.ts").read_text(encoding="utf-8") == schema_module(built), advice


def test_the_client_does_in_deno_what_it_does_in_node(built: Path, writable: str) -> None:
    if (deno := shutil.which("deno")) is None:
        pytest.skip("deno is not installed")
    with serving(writable) as base:
        program = bundled(built, "in_node.ts", "--platform=neutral", "--banner:js=import process from 'node:process';")
        arguments = [base, key(writable), base.replace("127.0.0.1", "localhost")]
        done = run([deno, "run", "--allow-net", str(program), *arguments], built)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {name: told[name] for name in EXPECTED} == EXPECTED


@pytest.fixture
def served(writable: str) -> Iterator[tuple[str, str]]:
    """The URL of a service, and a key that may write."""
    with serving(writable) as base:
        yield base, key(writable)


def test_tanstack_query_reads_changes_and_is_told_of_changes(built: Path, served: tuple[str, str]) -> None:
    assert found_in_node(built, "queries.ts", *served) == {
        "claim": "section",
        "page": [2, 21],
        "why": True,
        "pages": 21,
        "refused": "precondition-failed",
        "texts": ["un mot", "encore"],
        "deleted": True,
    }


def test_the_examples_of_the_reference_compile_and_print_what_it_says(built: Path, served: tuple[str, str]) -> None:
    base, token = served
    program = "".join(re.findall(r"```ts\n(.*?)```", REFERENCE, re.DOTALL)).replace("http://localhost:8000", base)
    (built / "reference.ts").write_text(program.replace("process.env.KEY!", f'"{token}"'), encoding="utf-8")
    [expected] = re.findall(r"```text\n(.*?)```", REFERENCE, re.DOTALL)
    assert tool(built, "tsc", "--project", "tsconfig.json") == ""
    printed = printed_in_node(built, "reference.ts")
    assert pattern(expected).fullmatch(printed.strip()), printed
