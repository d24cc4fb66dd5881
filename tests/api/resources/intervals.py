"""Figures made up for tests, put into a database beside the packs'."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.versions.version_tables import Dataset
from api.resources.statistics.models import Statistic
from api.resources.units.models import Unit
from seed.frozen.decimals import bound_key, multiply
from seed.frozen.edtf import period_keys

Figure = dict[str, Any]

FIRST = 1000
"""The number of the first figure made up; the packs' are below."""
FACTORS = {"test-metre": "1", "test-inch": "0.0254", "test-long": "1234567890123456789012345678901234567.891"}
STAMPS = {"version": 1, "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}


def add_units(connection: sa.Connection) -> None:
    """Add units of one dimension."""
    units = [
        {"id": code, "system": "count", "dimension": "test-length", "factor": factor, "label": {"en": code}}
        | {"offset": "0"}
        | {"status": "published"}
        | STAMPS
        for code, factor in FACTORS.items()
    ]
    connection.execute(table_of(Unit).insert(), units)


def figure(
    lower: str | None,
    upper: str | None,
    *,
    closed: tuple[bool, bool] = (True, True),
    unit: str = "test-metre",
    period: str | None = None,
) -> Figure:
    """Return what tells a figure from others: ends in plain notation, None where it is unbounded."""
    ends: Figure = {"lower": lower, "lower_closed": closed[0], "upper": upper, "upper_closed": closed[1]}
    normalised = {f"normalised_{side}": multiply(ends[side], FACTORS[unit]) for side in ("lower", "upper")}
    keys = {
        f"{side}_key": bound_key(normalised[f"normalised_{side}"], closed=ends[f"{side}_closed"], side=side)
        for side in ("lower", "upper")
    }
    start, end = (None, None) if period is None else period_keys(period)
    days = {"period": period, "period_start": start, "period_end": end}
    return {"unit": unit, **ends, **normalised, **keys, **days}


def replace_figures(engine: sa.Engine, figures: Iterable[Figure]) -> None:
    """Put figures in place of those made up before; as every write does, it advances the dataset."""
    table, dataset = table_of(Statistic), table_of(Dataset)
    rows = [
        {
            "id": f"moss2026-s{number}",
            "essay_id": "moss2026",
            "number": number,
            "text": {"en": "A figure."},
            "measure": "street-trees",
            "subject": "yoshino-streets",
            "quantity": "ratio",
            "as_written": "a figure",
            "comparator": "range",
            "bound_basis": "stated",
            "mode": "reported",
            "asserted_by": "author",
            "status": "published",
            **STAMPS,
            **said,
        }
        for number, said in enumerate(figures, start=FIRST)
    ]
    with engine.begin() as connection:
        connection.execute(table.delete().where(table.c.number >= FIRST))
        if rows:
            connection.execute(table.insert(), rows)
        connection.execute(sa.update(dataset).values(version=dataset.c.version + 1))
