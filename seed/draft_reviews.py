"""Reviews of a draft: what they are of is pinned to the first version, and figures are compared."""

from collections.abc import Sequence

from seed.frozen.comparisons import INCOMPARABLE, comparison
from seed.packs import Row

REVIEW_LISTS = ("statistics", "claims", "supersedes")
"""The lists of a review that name records of the draft."""


def compared(reviewed: Row | None, found: Sequence[Row], units: Sequence[Row]) -> Row:
    """Return how the figure that was reviewed compares with the first of those that were found."""
    if reviewed is None or not found:
        return INCOMPARABLE
    dimensions = {unit["id"]: unit["dimension"] for unit in units}
    return comparison(reviewed, found[0], (dimensions.get(reviewed["unit"]), dimensions.get(found[0]["unit"])))


def review_row(row: Row, reviewed: str, comparisons: Row, lists: Row) -> Row:
    """Return a review as the pack has it, but for its head and its end."""
    return (
        {"target_type": row["of"].partition(":")[0], "target_id": reviewed, "target_version": f"{reviewed}@1"}
        | {"target_changed": False, "reviewer_id": row["reviewer"], "verdict": row["verdict"]}
        | {name: row[name] for name in ("rated", "rating", "scale", "issued", "url", "doi")}
        | comparisons
        | {"sources": row["sources"]}
        | lists
    )
