"""What a statistic may be: its vocabularies, and how wording, value and interval fit each other.

The database holds these rules, as checks; `seed/frozen/intervals.py` derives intervals by them.
"""

from collections.abc import Iterator
from typing import Literal

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault
from api.core.query.period_filters import follows_date
from api.core.write.bodies import Body, refuse
from api.core.write.writable import RuleContext
from api.resources.statistics.temperatures import mismeasured
from seed.frozen.decimals import bound_key, multiply, parse
from seed.frozen.figures import bounds, normalised, recomputed
from seed.frozen.intervals import FROM_ONE, NON_NEGATIVE, Comparator, Interval
from seed.frozen.scales import BASE, Scale

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
    "temperature-difference",
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

_ENDS = ("lower", "lower_closed", "upper", "upper_closed")
_DECIMALS = ("value", "lower", "upper")
_LONGEST = 200
_FROM_NOWHERE = Scale(offset="1" + "0" * _LONGEST)
"""A scale on which no number that can be written is below the absolute zero."""


def ends_that_follow(record: Body) -> frozenset[str]:
    """Return the ends of a statistic that stands, if its wording alone denotes them."""
    # Where the absolute zero bounds it, that is its lower end, whatever its unit.
    scale = Scale(offset=multiply(record["lower"], "-1") or "0") if record["normalised_lower"] == "0" else _FROM_NOWHERE
    try:
        said = bounds({name: value for name, value in record.items() if name not in _ENDS}, scale)
    except ValueError:
        return frozenset()
    return frozenset(_ENDS) if all(said[name] == record[name] for name in _ENDS) else frozenset()


def derive_figures(context: RuleContext, record: Body, given: frozenset[str]) -> Body:
    """Return what follows from a statistic: its ends, the same in base units, and its recomputation.

    Raises:
        ProblemError: its parts do not fit one another.
    """
    refuse(_inexact(record))
    unit = context.find("units", record["unit"]) if record["unit"] else None
    scale = Scale(unit["factor"], unit["offset"]) if unit else BASE
    ends = _ends(record, given, scale)
    try:
        whole = record | ends | normalised(ends, scale)
    except ValueError as error:
        refuse([Fault(detail=str(error), pointer="/value")])
    refuse(_circular(context, record))
    try:
        result = recomputed(whole, [_figure(context, name) for name in record["inputs"]])
    except (ValueError, ArithmeticError) as error:
        refuse([Fault(detail=str(error), pointer="/formula")])
    following = {name: whole[name] for name in (*_ENDS, "bound_basis", "normalised_lower", "normalised_upper")} | result
    refuse(
        Fault(detail=f"comes to a number of over {_LONGEST} characters", pointer=f"/{name}")
        for name, value in following.items()
        if isinstance(value, str) and len(value) > _LONGEST
    )
    return following


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a statistic: wording, value and interval fit one another and the quantity."""
    for field, kind in (("measure", "measure"), ("subject", "subject")):
        term = context.find("terms", record[field])
        if term and term["kind"] != kind:
            yield Fault(detail=f"{record[field]} is a {term['kind']}, not a {kind}", pointer=f"/{field}")
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
    interval = Interval(*(record[name] for name in _ENDS))
    in_base_units = bound_key(record["normalised_lower"], closed=record["lower_closed"], side="lower")
    comparator, value = record["comparator"], record["value"]
    for end in ("lower", "upper"):
        if record[end] is None and record[f"{end}_closed"]:
            yield Fault(detail="an end that is not there does not belong to the interval", pointer=f"/{end}_closed")
    if interval.lower_key > interval.upper_key:
        yield Fault(detail="no number lies between the ends", pointer="/upper")
    if interval != _worded(comparator, value, interval):
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


def _worded(comparator: Comparator, value: str | None, ends: Interval) -> Interval | None:
    """Return the ends with those that a comparator settles, None where they lack what it needs."""
    if comparator == "eq":
        return Interval(value, True, value, True)
    if comparator in {"lt", "le"}:
        return Interval(ends.lower, ends.lower_closed, value, comparator == "le")
    if comparator in {"gt", "ge"}:
        return Interval(value, comparator == "ge", ends.upper, ends.upper_closed)
    there = [end is not None for end in (ends.lower, ends.upper)]
    return ends if (all(there) if comparator == "approx" else any(there)) else None


def _ends(record: Body, given: frozenset[str], scale: Scale) -> Body:
    wording = {name: value for name, value in record.items() if name not in _ENDS}
    try:
        said = bounds(wording, scale)
    except ValueError as error:
        if not given & {"lower", "upper"}:
            refuse([Fault(detail=f"{error}; give `lower` and `upper`", pointer="/lower")])
        said = {}
    if not given & set(_ENDS):
        return said
    stated = {name: record[name] if name in given else said.get(name) for name in _ENDS}
    stated |= {name: bool(stated[name]) for name in ("lower_closed", "upper_closed")}
    return said if said and all(said[name] == stated[name] for name in _ENDS) else bounds(wording | stated)


def _figure(context: RuleContext, identifier: str) -> Body:
    return dict(context.find("statistics", identifier) or {})


def _inexact(record: Body) -> Iterator[Fault]:
    for name in _DECIMALS:
        try:
            if record[name] is not None:
                parse(record[name])
        except ValueError as error:
            yield Fault(detail=str(error), pointer=f"/{name}")


def _circular(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield a fault if a figure is computed from itself, however far round."""
    link = SQLModel.metadata.tables["statistics_inputs"].c
    asked, seen = list(record["inputs"]), set[str]()
    while asked:
        current = asked.pop()
        if current == record["id"]:
            yield Fault(detail=f"{current} would be computed from itself", pointer="/inputs")
            return
        if current not in seen:
            seen.add(current)
            rows = context.rows(sa.select(link.input_id).where(link.statistic_id == current))
            asked += [row["input_id"] for row in rows]
