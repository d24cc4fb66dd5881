"""The whole as one SQLite file."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from seed.packs import Pack
from tests.api.cli.commands import lunju
from tests.api.conftest import NAMES
from tests.conftest import Databases
from tests.patience import PATIENCE

DATASETTE = Path(sys.executable).parent / "datasette"


@pytest.fixture(scope="module")
def file(seeded: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "essays.db"
    run = lunju("export", "--sqlite", path, url=seeded)
    assert run.returncode == 0, run.stderr
    return path


@pytest.fixture(scope="module")
def connection(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, check_same_thread=False)


def test_it_holds_what_is_public_and_nothing_else(connection: sqlite3.Connection) -> None:
    tables = {name for [name] in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    lists = {name for name in tables if name.partition("_")[0] in NAMES and "_" in name}
    assert tables - lists == {*NAMES, "versions", "packs", "dataset"}
    assert {"claims_passages", "relationships_claims", "statistics_inputs"} <= lists


def test_every_record_is_there(connection: sqlite3.Connection, client: httpx.Client) -> None:
    for name in NAMES:
        ids = [identifier for [identifier] in connection.execute(f"SELECT id FROM {name} ORDER BY rowid")]
        assert ids == client.get(f"/{name}.csv?fields=id").text.split()[1:], name


def test_lists_are_tables(connection: sqlite3.Connection, client: httpx.Client) -> None:
    query = "SELECT passage_id FROM claims_passages WHERE claim_id = 'cao2023-c15' ORDER BY position"
    assert [row[0] for row in connection.execute(query)] == client.get("/claims/cao2023-c15").json()["passages"]


def test_decimals_are_exact_texts(connection: sqlite3.Connection) -> None:
    query = "SELECT value, typeof(value) FROM statistics WHERE id = 'cao2023-s3'"
    assert connection.execute(query).fetchone() == ("100000000", "text")


def test_whatever_is_referred_to_is_there(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {(row[3], row[2]) for row in connection.execute("PRAGMA foreign_key_list(evidence)")}
    assert {("origin_statistic_id", "statistics"), ("target_claim_id", "claims"), ("essay_id", "essays")} <= keys


def test_it_tells_what_it_is_of(connection: sqlite3.Connection, client: httpx.Client) -> None:
    dataset = client.get("/").json()["dataset"]
    told = connection.execute("SELECT version, chain_hash, created_at, url FROM dataset").fetchone()
    assert told == (dataset["version"], dataset["hash"], "2026-11-23T00:00:00Z", None)


def test_every_version_is_there_and_no_text(connection: sqlite3.Connection, client: httpx.Client) -> None:
    [[count]] = connection.execute("SELECT count(*) FROM versions")
    assert count == client.get("/").json()["dataset"]["version"]
    text = Pack.named("moss2026").text
    assert text is not None
    dump = "\n".join(connection.iterdump())
    assert not [line for line in text.content.split("\n")[1:] if len(line) > 60 and line in dump]


def test_datasette_opens_it_and_follows_its_keys(file: Path) -> None:
    asked = "/essays/evidence.json?_shape=objects&_labels=on&target_claim_id=cao2023-c12"
    done = subprocess.run(  # noqa: S603 - as a user runs it
        [DATASETTE, file, "--get", asked], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    rows = json.loads(done.stdout)["rows"]
    assert "cao2023-e306" in {row["id"] for row in rows}
    assert {row["target_claim_id"]["value"] for row in rows} == {"cao2023-c12"}


def test_both_kinds_come_from_one_command(seeded: str, tmp_path: Path) -> None:
    run = lunju("export", tmp_path / "all.zip", "--sqlite", tmp_path / "all.db", url=seeded)
    assert (run.returncode, len(run.stdout.splitlines())) == (0, 2), run.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("all.")) == ["all.db", "all.zip"]


@pytest.mark.parametrize("option", [[], ["--sqlite"]])
def test_a_file_that_is_there_stays_as_it_is(seeded: str, tmp_path: Path, option: list[str]) -> None:
    path = tmp_path / "kept"
    path.write_text("kept")
    run = lunju("export", *option, path, url=seeded)
    assert (run.returncode, run.stderr) == (1, f"lunju: {path} is there already: name a new file\n")
    assert path.read_text() == "kept"


def test_nothing_is_written_of_what_is_not_there(databases: Databases, tmp_path: Path) -> None:
    run = lunju("export", tmp_path / "none.zip", url=databases.empty())
    assert (run.returncode, "run `lunju seed` first" in run.stderr) == (1, True)
    assert not (tmp_path / "none.zip").exists()


def test_a_file_must_be_named(seeded: str) -> None:
    assert "name a file" in lunju("export", url=seeded).stderr
