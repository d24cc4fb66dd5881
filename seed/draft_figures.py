"""Figures of a draft: what their wording denotes, as their rows have it."""

from collections.abc import Sequence

from seed.frozen.figures import bounds, normalised
from seed.frozen.scales import BASE, Scale
from seed.packs import Row


def figure_row(row: Row, units: Sequence[Row]) -> Row:
    """Return what the row of a figure begins with, up to what restricts it."""
    scales = {unit["id"]: Scale(unit["factor"], unit.get("offset", "0")) for unit in units}
    scale = scales[row["unit"]] if row["unit"] else BASE
    ends = bounds(row, scale)
    return (
        {name: row[name] for name in ("text", "measure", "subject", "quantity", "as_written")}
        | {name: row[name] for name in ("comparator", "value", "reading")}
        | ends
        | {"unit": row["unit"]}
        | normalised(ends, scale)
        | {name: row[name] for name in ("period", "mode", "condition")}
    )
