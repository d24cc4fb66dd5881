"""What tables hold beside records: columns that follow from them, and order them."""

from collections.abc import Callable, Mapping
from typing import Any

from seed.frozen import figures
from seed.frozen.edtf import period_keys

Row = dict[str, Any]


def issued_days(row: Row) -> Row:
    """Return the first and the last day on which an essay, a source or a review may have been published, as keys."""
    first, last = period_keys(row["issued"]) if row["issued"] else (None, None)
    return {"issued_start": first, "issued_end": last}


def derived(table: str, row: Row) -> Row:
    """Return what a table holds beside a record of it."""
    return _DERIVED[table](row) if table in _DERIVED else {}


_DERIVED: Mapping[str, Callable[[Row], Row]] = {
    "essays": issued_days,
    "sources": issued_days,
    "reviews": issued_days,
    "statistics": figures.derived,
}
