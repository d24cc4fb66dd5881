"""Records as data frames: `to_pandas` and `to_polars`, of the extras `pandas` and `polars`.

A column is a field. What is said by language has a column for each: `text_en`, `text_zh_Hans`. The ends of a figure's
interval are columns as they are fields: `lower`, `lower_closed`, `upper`, `upper_closed`; no end is unbounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Decimals = Literal["exact", "float"]
"""How decimals of up to 40 digits are had: exactly, or as the nearest float."""

DECIMALS = frozenset(
    {
        *("value", "lower", "upper", "normalised_lower", "normalised_upper"),
        *("recomputed_lower", "recomputed_upper", "ratio_lower", "ratio_upper", "offset"),
    }
)
"""The fields that are decimals, of whatever resource; a unit's `factor` may be a ratio, and stays text."""


def to_pandas(records: Iterable[msgspec.Struct], *, decimals: Decimals = "exact") -> pd.DataFrame:
    """Return a data frame of pandas.

    Args:
        records: of one resource, such as `lunju.statistics.list(kind="thesis")`.
        decimals: `exact` gives objects of `decimal.Decimal`, `float` numbers to calculate with.
    """
    import pandas as pd  # noqa: PLC0415 - an extra

    columns = _columns(records)
    for name in DECIMALS & columns.keys():
        made = [None if text is None else Decimal(text) for text in columns[name]]
        columns[name] = pd.Series(made, dtype="object" if decimals == "exact" else "float64")
    return pd.DataFrame(columns)


def to_polars(records: Iterable[msgspec.Struct], *, decimals: Decimals = "exact") -> pl.DataFrame:
    """Return a data frame of Polars.

    Args:
        records: of one resource, such as `lunju.statistics.list(kind="thesis")`.
        decimals: `exact` gives them as text, since decimals of Polars end at 38 digits; `float` gives numbers.
    """
    import polars as pl  # noqa: PLC0415 - an extra

    columns = _columns(records)
    kind = pl.String if decimals == "exact" else pl.Float64
    made = [
        pl.Series(name, values, dtype=pl.String).cast(kind)
        if name in DECIMALS
        else pl.Series(name, values, strict=False)
        for name, values in columns.items()
    ]
    return pl.DataFrame(made)


def _columns(records: Iterable[msgspec.Struct]) -> dict[str, list[Any]]:
    """Return the values of each column, by its name, in the order of the fields."""
    rows: list[dict[str, Any]] = [msgspec.to_builtins(record) for record in records]
    fields = {name: None for row in rows for name in row if name != "_embedded"}
    columns: dict[str, list[Any]] = {}
    for field in fields:
        values = [row[field] for row in rows]
        languages = sorted({tag for value in values if isinstance(value, dict) for tag in value})
        if not languages:
            columns[field] = values
        for tag in languages:
            name = f"{field}_{tag.replace('-', '_')}"
            while name in fields:  # `id` is Indonesian, and `condition_id` a field
                name += "_2"
            columns[name] = [None if value is None else value.get(tag) for value in values]
    return columns
