"""Whether a figure still holds: interval arithmetic between it and another that was found later, never an opinion."""

from typing import Any

from seed.frozen.edtf import period_keys
from seed.frozen.figures import interval_of
from seed.frozen.formula import overlap, recompute
from seed.frozen.intervals import FROM_ONE

Row = dict[str, Any]

INCOMPARABLE: Row = {"agrees": None, "ratio_lower": None, "ratio_upper": None}


def comparison(reviewed: Row, found: Row, dimensions: tuple[str | None, str | None]) -> Row:
    """Return whether two figures have a value in common, and what the second is to the first.

    Dates are compared by their days. The ratio is null of those, of places, and where an end is missing or the first
    may be zero.

    Args:
        reviewed: the figure as it was given.
        found: the figure that was found later.
        dimensions: those of their units; None where there is no unit.
    """
    if (reviewed["quantity"] == "date") != (found["quantity"] == "date") or dimensions[0] != dimensions[1]:
        return INCOMPARABLE
    if dimensions[0] is None and reviewed["quantity"] != found["quantity"]:
        return INCOMPARABLE
    if reviewed["quantity"] == "date":
        (first, last), (begin, end) = (period_keys(row["period"]) for row in (reviewed, found))
        return INCOMPARABLE | {"agrees": first <= end and begin <= last}
    one, other = interval_of(found), interval_of(reviewed)
    agrees = overlap(one, other)
    if reviewed["quantity"] in FROM_ONE:  # places have no ratio
        return INCOMPARABLE | {"agrees": agrees}
    try:
        ratio = recompute("a / b", [one, other])
    except ValueError:  # an end is missing, or the figure may be zero
        return INCOMPARABLE | {"agrees": agrees}
    return {"agrees": agrees, "ratio_lower": ratio.lower, "ratio_upper": ratio.upper}
