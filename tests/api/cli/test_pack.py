"""An essay leaves as a pack, which seeds another database with the same ids, words and hash."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.cli.commands import lunju
from tests.api.imports.drafting import draft, send
from tests.api.writing import ANY, holds, patch, writer
from tests.conftest import Databases, engine_of

RECORDS = ("sections", "passages", "statistics", "claims", "topics", "relationships", "evidence", "reviews")


@pytest.fixture
def fresh(databases: Databases) -> str:
    """A database with the article, and nothing else."""
    return str(databases.copy(databases.seeded()))


def head(url: str) -> tuple[Any, ...]:
    with engine_of(url) as engine, engine.connect() as connection:
        return tuple(connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one())


def records(client: httpx.Client, essay: str) -> dict[str, Any]:
    asked = {"essay_id": essay, "limit": "200"}
    return {name: client.get(f"/{name}", params=asked).json() for name in (*RECORDS, "sources")}


def stateless(found: dict[str, Any]) -> dict[str, Any]:
    """Return records without what versions say of them."""
    stamps = {"version", "created_at", "updated_at"}
    return {
        name: [{field: value for field, value in row.items() if field not in stamps} for row in rows]
        for name, rows in found.items()
    }


@pytest.mark.parametrize("name", ["moss.zip", "moss"])
def test_a_pack_makes_the_chain_that_it_made_before(writable: str, fresh: str, tmp_path: Path, name: str) -> None:
    done = lunju("pack", "moss2026", tmp_path / name, url=writable)
    assert (done.returncode, done.stderr) == (0, "")
    assert lunju("seed", "--pack", str(tmp_path / name), url=fresh).returncode == 0
    assert head(fresh) == head(writable)
    holds(fresh)


def test_an_essay_that_was_imported_and_changed_is_the_same_elsewhere(
    writable: str, fresh: str, tmp_path: Path
) -> None:
    with writer(writable) as client:
        essay = send(client, draft(license="CC0-1.0"), write=True).json()["essay_id"]
        patch(client, f"/claims/{essay}-c1", {"note": {"en": "Looked at again."}})
        client.request("DELETE", f"/claims/{essay}-c2", headers=ANY)
        before = records(client, essay)
    done = lunju("pack", essay, tmp_path / "pack", url=writable)
    assert "1 earlier versions are not in it" in done.stderr
    assert (tmp_path / "pack" / "text.txt").is_file()
    assert lunju("seed", "--pack", str(tmp_path / "pack"), url=fresh).returncode == 0
    with writer(fresh, serve_text=True) as client:
        assert stateless(records(client, essay)) == stateless(before)
        counts = client.get(f"/essays/{essay}/integrity").json()["counts"]
        assert counts["proved"] == counts["passages"] > 0
    holds(fresh)


def test_what_is_packed_twice_is_the_same_to_the_byte(writable: str, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        assert lunju("pack", "moss2026", tmp_path / name, url=writable).returncode == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_text_that_is_not_free_stays_where_it_is(writable: str, tmp_path: Path) -> None:
    with writer(writable) as client:
        essay = send(client, draft(license=""), write=True).json()["essay_id"]
    done = lunju("pack", essay, tmp_path / "pack", url=writable)
    assert "The text is not in it" in done.stderr
    assert not (tmp_path / "pack" / "text.txt").exists()
    assert json.loads((tmp_path / "pack" / "pack.json").read_text())["text"] is None


def test_what_a_draft_left_out_is_accounted_for_with_its_reason(writable: str, tmp_path: Path) -> None:
    text = "Trees cool streets. Who would pay? The B6 runs there."
    omitted = [{"quote": "Who would pay?", "why": "rhetoric"}, {"quote": "B6 runs", "why": "name"}]
    said = [
        {"id": "c1", "says": "Trees cool streets.", "kind": "causal", "stance": "endorses", "quotes": ["Trees cool"]},
        {"id": "c2", "says": "A bus runs there.", "kind": "factual", "stance": "endorses", "quotes": ["runs there"]},
    ]
    with writer(writable) as client:
        content = {"id": "leaf2026", "title": "Trees", "license": "CC0-1.0", "claims": said, "left_out": omitted}
        assert send(client, content, text=text, write=True).json()["essay_id"] == "leaf2026"
    assert lunju("pack", "leaf2026", tmp_path / "pack", url=writable).returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "pack" / "coverage.ndjson").read_text().splitlines()]
    assert rows == [
        {"what": "sentence", "start": 20, "end": 34, "reason": "rhetoric"},
        {"what": "numeral", "start": 40, "end": 41, "reason": "name"},
    ]
    proved = lunju("seed", "verify", "--pack", tmp_path / "pack")
    assert (proved.returncode, "sentences accounted for: 3 of 3 (100 %)" in proved.stdout) == (0, True), proved.stdout


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("asked", "license_of_data"), [([], "CC0-1.0"), (["--license", "CC-BY-SA-4.0"], "CC-BY-SA-4.0")]
)
def test_the_licence_of_the_data_is_that_which_is_said(
    writable: str, tmp_path: Path, asked: list[str], license_of_data: str
) -> None:
    assert lunju("pack", "moss2026", tmp_path / "pack", *asked, url=writable).returncode == 0
    assert json.loads((tmp_path / "pack" / "pack.json").read_text())["license"] == license_of_data


def test_a_source_says_only_where_this_essay_leans_on_it(writable: str, tmp_path: Path) -> None:
    assert lunju("pack", "moss2026", tmp_path / "pack", url=writable).returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "pack" / "sources.ndjson").read_text().splitlines()]
    assert rows
    assert all(name.startswith("moss2026-") for row in rows for name in row["passages"])


def test_an_essay_that_is_there_is_told(writable: str, tmp_path: Path) -> None:
    with writer(writable) as client:
        essay = send(client, draft(), write=True).json()["essay_id"]
    lunju("pack", essay, tmp_path / "pack", url=writable)
    before = head(writable)
    done = lunju("seed", "--pack", str(tmp_path / "pack"), url=writable)
    assert done.returncode == 1
    assert f"the database has an essay {essay} already" in done.stderr
    assert head(writable) == before


@pytest.mark.one_database
def test_what_is_not_there_or_in_the_way_is_told(writable: str, tmp_path: Path) -> None:
    assert "There is no essay nobody2026 to pack" in lunju("pack", "nobody2026", tmp_path / "pack", url=writable).stderr
    (tmp_path / "pack").mkdir()
    assert "is there already" in lunju("pack", "moss2026", tmp_path / "pack", url=writable).stderr
