"""What a statistic may be: its vocabularies, and how wording, value and interval fit each other.

The database holds these rules, as checks; `seed/frozen/intervals.py` derives intervals by them.
"""

from collections.abc import Iterator
from typing import Literal

import sqlalchemy as sa

from api.core.http.problems import Fault
from api.core.query.period_filters import follows_date
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from api.resources.statistics.derived_figures import ENDS
from api.resources.statistics.dimensions import mismeasured
from seed.frozen.decimals import bound_key
from seed.frozen.intervals import FROM_ONE, NON_NEGATIVE, Interval, next_above

Mode = Literal["reported", "estimate", "forecast", "potential", "threshold", "definition", "computed", "rhetorical"]
Asserter = Literal["author", "analyst"]


def _names(kinds: frozenset[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))


_ZERO = bound_key("0", closed=True, side="lower")
_ONE = bound_key("1", closed=True, side="lower")

_BY_COMPARATOR = {
    "eq": "lower = value AND (upper = value OR reading = 'fraction') AND lower_closed AND upper_closed",
    "approx": "lower IS NOT NULL AND upper IS NOT NULL",
    "lt": "upper = value AND NOT upper_closed",
    "le": "upper = value AND upper_closed",
    "gt": "lower = value AND NOT lower_closed",
    "ge": "lower = value AND lower_closed",
    "range": "lower IS NOT NULL OR upper IS NOT NULL",
}
"""What each comparator says of the interval; a CASE, since a check that comes to null passes."""

STATISTIC_CHECKS = (
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
    follows_date("period"),
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


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a statistic: wording, value and interval fit one another and the quantity."""
    if record["condition_id"] == record["id"]:
        yield Fault(detail="no figure restricts itself", pointer="/condition_id")
    quantity = record["quantity"]
    if (record["unit"] is None) != (quantity in FROM_ONE | {"date"}):
        yield Fault(detail=f"a {quantity} has {'no' if record['unit'] else 'a'} unit", pointer="/unit")
    yield from mismeasured(context, record)
    if (record["value"] is None) != (record["comparator"] == "range" or quantity == "date"):
        yield Fault(detail="is null of a range and of a date, and of nothing else", pointer="/value")
    if quantity == "date":
        if record["period"] is None:
            yield Fault(detail="a date is its period", pointer="/period")
        if record["lower"] is not None or record["upper"] is not None:
            yield Fault(detail="a date has no ends: its period says it", pointer="/lower")
    else:
        yield from _misfits(record)


def _misfits(record: Body) -> Iterator[Fault]:
    interval = Interval(*(record[name] for name in ENDS))
    in_base_units = bound_key(record["normalised_lower"], closed=record["lower_closed"], side="lower")
    comparator, value = record["comparator"], record["value"]
    for end in ("lower", "upper"):
        if record[end] is None and record[f"{end}_closed"]:
            yield Fault(detail="an end that is not there does not belong to the interval", pointer=f"/{end}_closed")
    if interval.lower_key > interval.upper_key:
        yield Fault(detail="no number lies between the ends", pointer="/upper")
    if interval != _worded(record, interval):
        yield Fault(detail=f"{comparator} {value} does not have these ends", pointer="/comparator")
    if record["quantity"] in NON_NEGATIVE and min(in_base_units, interval.lower_key) < _ZERO:
        if record["quantity"] != "temperature":
            yield Fault(detail=f"a {record['quantity']} is at least 0", pointer="/lower")
        elif in_base_units < _ZERO:
            yield Fault(detail="no temperature is below the absolute zero", pointer="/lower")
    if record["quantity"] in FROM_ONE and interval.lower_key < _ONE:
        yield Fault(detail=f"a {record['quantity']} is at least 1", pointer="/lower")
    if record["quantity"] == "share" and interval.upper_key > _ONE:
        yield Fault(detail="a share is at most 1", pointer="/upper")


def _worded(record: Body, ends: Interval) -> Interval | None:
    """Return the ends with those that a comparator settles, None where they lack what it needs."""
    comparator, value = record["comparator"], record["value"]
    if comparator == "eq":
        return Interval(value, True, next_above(value) if record["reading"] == "fraction" else value, True)
    if comparator in {"lt", "le"}:
        return Interval(ends.lower, ends.lower_closed, value, comparator == "le")
    if comparator in {"gt", "ge"}:
        return Interval(value, comparator == "ge", ends.upper, ends.upper_closed)
    there = [end is not None for end in (ends.lower, ends.upper)]
    return ends if (all(there) if comparator == "approx" else any(there)) else None
