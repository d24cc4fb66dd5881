"""What a statistic may be: its vocabularies, and how wording, value and interval fit each other.

The database holds these rules, as checks; `seed/frozen/intervals.py` derives intervals by them.
"""

from typing import Literal

import sqlalchemy as sa

from api.core.columns import one_of, words
from seed.frozen.decimals import bound_key
from seed.frozen.intervals import FROM_ONE, NON_NEGATIVE, BoundBasis, Comparator, Reading

Quantity = Literal[
    "count",
    "share",
    "ratio",
    "money",
    "duration",
    "rate",
    "rank",
    "ordinal",
    "data-size",
    "temperature",
    "computation",
    "date",
]
Mode = Literal["reported", "estimate", "forecast", "potential", "threshold", "definition", "computed", "rhetorical"]
Asserter = Literal["author", "analyst"]


def _names(kinds: frozenset[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))


_ZERO = bound_key("0", closed=True, side="lower")
_ONE = bound_key("1", closed=True, side="lower")

_BY_COMPARATOR = {
    "eq": "lower = value AND upper = value AND lower_closed AND upper_closed",
    "approx": "lower IS NOT NULL AND upper IS NOT NULL",
    "lt": "upper = value AND NOT upper_closed",
    "le": "upper = value AND upper_closed",
    "gt": "lower = value AND NOT lower_closed",
    "ge": "lower = value AND lower_closed",
    "range": "lower IS NOT NULL OR upper IS NOT NULL",
}
"""What each comparator says of the interval; a CASE, since a check that comes to null passes."""

STATISTIC_CHECKS = (
    *words("text"),
    one_of("quantity", Quantity),
    one_of("comparator", Comparator),
    one_of("reading", Reading, nullable=True),
    one_of("bound_basis", BoundBasis, nullable=True),
    one_of("mode", Mode),
    one_of("asserted_by", Asserter),
    sa.CheckConstraint("(value IS NULL) = (comparator = 'range' OR quantity = 'date')", name="value"),
    sa.CheckConstraint(
        "quantity = 'date' OR COALESCE(CASE comparator "
        + " ".join(f"WHEN '{name}' THEN ({rule})" for name, rule in _BY_COMPARATOR.items())
        + " END, 1 = 0)",
        name="interval",
    ),
    sa.CheckConstraint(
        "quantity <> 'date' OR (period IS NOT NULL AND unit IS NULL AND lower IS NULL AND upper IS NULL)",
        name="date",
    ),
    sa.CheckConstraint(
        "(lower IS NOT NULL OR NOT lower_closed) AND (upper IS NOT NULL OR NOT upper_closed)", name="closed"
    ),
    sa.CheckConstraint(
        "(quantity = 'date') = (lower_key IS NULL) AND (quantity = 'date') = (upper_key IS NULL) "
        "AND (quantity = 'date') = (bound_basis IS NULL)",
        name="keys",
    ),
    sa.CheckConstraint("lower_key <= upper_key", name="order"),
    sa.CheckConstraint("condition_id <> id", name="condition"),
    sa.CheckConstraint(
        "(period IS NULL) = (period_start IS NULL) AND (period IS NULL) = (period_end IS NULL) "
        "AND (period IS NULL OR period_start <= period_end)",
        name="period",
    ),
    sa.CheckConstraint(
        "(lower IS NULL) = (normalised_lower IS NULL) AND (upper IS NULL) = (normalised_upper IS NULL)",
        name="normalised",
    ),
    sa.CheckConstraint(f"quantity NOT IN ({_names(NON_NEGATIVE)}) OR lower_key >= '{_ZERO}'", name="not_negative"),
    sa.CheckConstraint(f"quantity NOT IN ({_names(FROM_ONE)}) OR lower_key >= '{_ONE}'", name="from_one"),
    sa.CheckConstraint(f"quantity <> 'share' OR upper_key <= '{_ONE}'", name="share"),
    sa.CheckConstraint(f"(unit IS NULL) = (quantity IN ({_names(FROM_ONE | {'date'})}))", name="unit"),
    sa.CheckConstraint(
        "(formula IS NULL) = (recomputed_lower IS NULL) AND (formula IS NULL) = (recomputed_upper IS NULL) "
        "AND (formula IS NULL) = (agrees IS NULL)",
        name="recomputed",
    ),
)
