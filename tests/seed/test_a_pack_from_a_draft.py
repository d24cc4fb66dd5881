"""The pack malthus1798: in English alone, its text in the public domain, and made of a draft that ships beside it."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from seed.coverage import prove
from seed.packs import DRAFTS, PACKS, RESOURCES, Pack, Row
from tests.api.cli.commands import lunju
from tests.api.writing import holds
from tests.conftest import Databases, serving

NAME = "malthus1798"
OWN = [name for name in RESOURCES if name not in {"units", "measures", "entities", "sources", "essays"}]
PACK = Pack.named(NAME)


@pytest.fixture
def loaded(databases: Databases) -> str:
    """A database with the article and this pack, and nothing else."""
    url = str(databases.copy(databases.seeded()))
    done = lunju("seed", "--pack", NAME, url=url)
    assert done.returncode == 0, done.stderr
    return url


def stored(base: str, resource: str) -> list[Row]:
    found: list[Row] = httpx.get(f"{base}/{resource}?essay_id={NAME}&limit=200").json()
    return found


def test_it_is_loaded_beside_the_article_alone(loaded: str) -> None:
    with serving(loaded) as base:
        for resource in OWN:
            rows = {row["id"]: row for row in PACK.rows(resource)}
            found = {row["id"]: {name: row[name] for name in rows[row["id"]]} for row in stored(base, resource)}
            assert found == rows
    holds(loaded)


def test_its_text_is_served_to_anybody(loaded: str) -> None:
    with serving(loaded) as base:
        counts = httpx.get(f"{base}/essays/{NAME}/integrity").json()["counts"]
        assert counts["proved"] == counts["passages"] == len(PACK.rows("passages"))
        assert "no state has hitherto existed" in httpx.get(f"{base}/essays/{NAME}/read").text


def test_all_of_its_text_is_proved() -> None:
    assert PACK.text is not None
    assert [tally.failures for tally in prove(PACK, PACK.text)] == [[]] * 6


def test_the_computed_figures_agree() -> None:
    computed = {row["as_written"]: row["agrees"] for row in PACK.rows("statistics") if row["mode"] == "computed"}
    assert computed.pop("half that number") is True
    assert {"fourteen millions", "seventy-seven millions", "512 to 10", "4096 to 13"} <= computed.keys()
    assert set(computed.values()) == {True}


@pytest.mark.parametrize("resource", OWN)
def test_its_draft_comes_to_its_records(resource: str, compiled: Pack) -> None:
    assert compiled.rows(resource) == PACK.rows(resource)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack that its draft comes to, in a database that has the article alone."""
    target = tmp_path_factory.mktemp("compiled") / NAME
    done = lunju("seed", "compile", DRAFTS / f"{NAME}.yaml", PACKS / NAME / "text.txt", target)
    assert done.returncode == 0, done.stdout + done.stderr
    return Pack(target)


def test_what_its_draft_left_out_is_what_it_accounts_for(compiled: Pack) -> None:
    assert compiled.coverage == PACK.coverage != []


def test_the_example_is_written_with_its_text_and_overwrites_nothing(tmp_path: Path) -> None:
    done = lunju("draft", "example", tmp_path)
    assert done.stdout.split() == [f"{tmp_path / NAME}.txt", f"{tmp_path / NAME}.yaml"]
    assert PACK.text is not None
    assert (tmp_path / f"{NAME}.txt").read_bytes().decode() == PACK.text.content
    assert lunju("draft", "example", tmp_path).returncode == 1


def test_its_licences_are_told() -> None:
    [essay] = PACK.rows("essays")
    manifest: Any = json.loads((PACK.folder / "pack.json").read_text(encoding="utf-8"))
    assert (essay["license"], manifest["license"]) == ("CC-PDM-1.0", "CC0-1.0")
