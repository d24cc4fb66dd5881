"""Records as data frames of pandas and Polars."""

from collections.abc import Iterator
from decimal import Decimal

import httpx
import polars as pl
import pytest

from api.resources.registry import RESOURCES
from lunju import Client
from lunju.frames import DECIMALS, to_pandas, to_polars
from seed.frozen.decimals import DECIMAL_PATTERN

pytestmark = pytest.mark.one_database


@pytest.fixture
def lunju(service: str) -> Iterator[Client]:
    with Client(service) as client:
        yield client


def test_every_resource_makes_a_frame_of_either_kind(lunju: Client) -> None:
    for name in RESOURCES:
        records = list(getattr(lunju, name).list(limit=500))
        assert len(to_pandas(records)) == len(to_polars(records)) == len(records), name


def test_decimals_are_those_of_the_service() -> None:
    found = {
        field
        for resource in RESOURCES.values()
        for field, shape in resource.public.model_json_schema()["properties"].items()
        if any(part.get("pattern") == DECIMAL_PATTERN for part in [shape, *shape.get("anyOf", [])])
    }
    assert found == DECIMALS


def test_what_is_said_by_language_has_the_columns_of_the_csv(lunju: Client, service: str) -> None:
    frame = to_pandas(lunju.claims.list(essay_id="cao2023"))
    heads = httpx.get(f"{service}/claims.csv?essay_id=cao2023").text.splitlines()[0].lstrip("\ufeff").split(",")
    assert {name for name in heads if name.startswith("text_")} == {"text_en", "text_zh_Hans"}
    assert {name for name in frame.columns if name.startswith("text")} == {"text_en", "text_zh_Hans"}


def test_the_ends_of_an_interval_are_columns(lunju: Client) -> None:
    [row] = to_pandas([lunju.statistics.get("cao2023-s3")]).to_dict("records")
    assert (row["lower"], row["lower_closed"], row["upper"]) == (Decimal(100000000), False, None)


def test_decimals_are_exact_or_floats_as_is_wanted(lunju: Client) -> None:
    records = list(lunju.statistics.list(essay_id="cao2023"))
    served = [record.value for record in records]
    exact, rough = to_pandas(records), to_pandas(records, decimals="float")
    assert [None if value is None else format(value, "f") for value in exact["value"]] == served
    assert str(rough["value"].dtype) == "float64"
    assert to_polars(records)["value"].to_list() == served
    floats = to_polars(records, decimals="float")["value"]
    assert floats.to_list() == [None if text is None else float(text) for text in served]
    assert floats.dtype == pl.Float64


def test_no_records_make_an_empty_frame() -> None:
    assert (to_pandas([]).empty, to_polars([]).is_empty()) == (True, True)
