"""With `--parquet`, a Data Package has each table as Parquet beside its CSV: the same rows, with their types."""

import io
import json
import sys
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from api.resources.registry import RESOURCES
from tests.api.cli.commands import lunju


@pytest.fixture(scope="module")
def members(seeded: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    file = tmp_path_factory.mktemp("parquet") / "all.zip"
    done = lunju("export", file, "--parquet", url=seeded)
    assert done.returncode == 0, done.stderr
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", list(RESOURCES))
def test_a_table_has_the_rows_of_its_csv(members: dict[str, bytes], name: str) -> None:
    parquet = pl.read_parquet(io.BytesIO(members[f"data/{name}.parquet"]))
    table = pl.read_csv(io.BytesIO(members[f"data/{name}.csv"]), infer_schema=False)
    assert parquet.columns == table.columns
    assert parquet.cast(pl.String).rows() == table.rows()


def test_numbers_and_booleans_are_such(members: dict[str, bytes]) -> None:
    schema = pl.read_parquet(io.BytesIO(members["data/claims.parquet"])).schema
    assert [str(schema[name]) for name in ("number", "one_utterance", "text_en")] == ["Int64", "Boolean", "String"]


def test_they_are_described(members: dict[str, bytes]) -> None:
    described = json.loads(members["datapackage.json"])["resources"]
    [claims] = [item for item in described if item["path"] == "data/claims.parquet"]
    assert (claims["format"], claims["bytes"]) == ("parquet", len(members["data/claims.parquet"]))


@pytest.mark.one_database
def test_without_the_package_it_is_told_and_nothing_is_begun(
    seeded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = lunju("export", tmp_path / "all.zip", "--parquet", url=seeded)
    assert done.returncode == 1
    assert "pip install 'lunju[parquet]'" in done.stderr
    assert not (tmp_path / "all.zip").exists()
