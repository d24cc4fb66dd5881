"""Programs that read tables: pandas and DuckDB, over HTTP."""

from pathlib import Path

import duckdb
import duckdb_extension_httpfs
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def duck() -> duckdb.DuckDBPyConnection:
    """DuckDB with its extension for HTTP, which comes as a wheel."""
    [extension] = Path(duckdb_extension_httpfs.__file__).parent.rglob("*.duckdb_extension")
    connection = duckdb.connect()
    connection.load_extension(str(extension))
    return connection


def test_pandas_reads_csv(service: str) -> None:
    claims = pd.read_csv(f"{service}/claims.csv", dtype=str, keep_default_na=False)
    assert len(claims) == 236
    assert claims.set_index("id").loc["cao2023-c12", "text_zh_Hans"] == "大企业会让中小企业受到损害。"


def test_pandas_keeps_decimals_that_it_reads_as_text(service: str) -> None:
    figures = pd.read_csv(f"{service}/statistics.csv", dtype=str, keep_default_na=False).set_index("id")
    assert figures.loc["cao2023-s3", "value"] == "100000000"


def test_pandas_reads_ndjson(service: str) -> None:
    claims = pd.read_json(f"{service}/claims.ndjson?kind=thesis", lines=True)
    assert "ChatGPT" in claims.iloc[0]["text"]["en"]


def test_duckdb_reads_csv(service: str, duck: duckdb.DuckDBPyConnection) -> None:
    query = f"SELECT kind, count(*) FROM '{service}/claims.csv' GROUP BY kind HAVING kind = 'thesis'"
    thesis = duck.sql(f"SELECT count(*) FROM '{service}/claims.csv?kind=thesis'").fetchall()
    assert [("thesis", *thesis[0])] == duck.sql(query).fetchall()


def test_duckdb_joins_what_it_reads(service: str, duck: duckdb.DuckDBPyConnection) -> None:
    query = f"""
        SELECT claim.text_en FROM '{service}/evidence.csv' AS link JOIN '{service}/claims.csv' AS claim
        ON claim.id = link.target_id WHERE link.id = 'cao2023-e306'"""
    assert duck.sql(query).fetchall() == [("Large firms harm small and medium-sized firms.",)]


def test_duckdb_reads_ndjson(service: str, duck: duckdb.DuckDBPyConnection) -> None:
    query = f"SELECT text->>'zh-Hans' FROM read_ndjson('{service}/claims.ndjson') WHERE id = 'cao2023-c12'"
    assert duck.sql(query).fetchall() == [("大企业会让中小企业受到损害。",)]
