"""What follows from a figure: its ends, the same in base units, and its recomputation."""

from collections.abc import Iterable
from typing import Any

from seed.frozen.decimals import bound_key
from seed.frozen.edtf import period_keys
from seed.frozen.formula import overlap, recompute
from seed.frozen.intervals import EXACT, Interval, denote
from seed.frozen.scales import BASE, Scale, in_base_units

Row = dict[str, Any]


def bounds(row: Row, scale: Scale = BASE) -> Row:
    """Return the ends of a drafted figure: those it states, or those that its wording denotes in a unit of a scale.

    Raises:
        ValueError: its wording and its value do not fit each other.
    """
    if row["quantity"] == "date":
        ends, basis = Interval(None, False, None, False), None
    elif "lower" in row:
        ends = Interval(row["lower"], row["lower_closed"], row["upper"], row["upper_closed"])
        basis = "stated" if row["reading"] in EXACT else "reading"
    else:
        worded = (row["quantity"], row["comparator"], row["value"], row["reading"], row.get("of"))
        denotation = denote(*worded, zero=scale.zero)
        ends, basis = denotation.interval, denotation.basis
    return {
        "lower": ends.lower,
        "lower_closed": ends.lower_closed,
        "upper": ends.upper,
        "upper_closed": ends.upper_closed,
        "bound_basis": basis,
    }


def normalised(row: Row, scale: Scale) -> Row:
    """Return the ends of a figure in base units.

    Raises:
        ValueError: one has too many digits.
    """
    return {f"normalised_{end}": in_base_units(row[end], scale) for end in ("lower", "upper")}


def recomputed(row: Row, inputs: Iterable[Row]) -> Row:
    """Return what a computed figure comes to, and whether it agrees; nulls where it is not computed."""
    if not row["formula"]:
        return {"recomputed_lower": None, "recomputed_upper": None, "agrees": None}
    result = recompute(row["formula"], [interval_of(item) for item in inputs])
    return {
        "recomputed_lower": result.lower,
        "recomputed_upper": result.upper,
        "agrees": overlap(result, interval_of(row)),
    }


def interval_of(row: Row) -> Interval:
    """Return the interval of a figure, in base units."""
    return Interval(row["normalised_lower"], row["lower_closed"], row["normalised_upper"], row["upper_closed"])


def derived(row: Row) -> Row:
    """Return what a statistic is ordered by: the keys of its interval, and the days of its period."""
    dated = row["quantity"] == "date"
    ends = (
        None if dated else bound_key(row["normalised_lower"], closed=row["lower_closed"], side="lower"),
        None if dated else bound_key(row["normalised_upper"], closed=row["upper_closed"], side="upper"),
    )
    first, last = period_keys(row["period"]) if row["period"] else (None, None)
    return {"lower_key": ends[0], "upper_key": ends[1], "period_start": first, "period_end": last}
