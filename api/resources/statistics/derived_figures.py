"""What follows from a figure that is written: its ends, the same in base units, and its recomputation."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault
from api.core.write.bodies import Body, refuse
from api.core.write.writable import RuleContext
from seed.frozen.decimals import multiply, parse
from seed.frozen.figures import bounds, normalised, recomputed
from seed.frozen.scales import BASE, Scale

ENDS = ("lower", "lower_closed", "upper", "upper_closed")
_DECIMALS = ("value", "lower", "upper")
_LONGEST = 200
_FROM_NOWHERE = Scale(offset="1" + "0" * _LONGEST)
"""A scale on which no number that can be written is below the absolute zero."""


def ends_that_follow(record: Body) -> frozenset[str]:
    """Return the ends of a statistic that stands, if its wording alone denotes them."""
    # Where the absolute zero bounds it, that is its lower end, whatever its unit.
    scale = Scale(offset=multiply(record["lower"], "-1") or "0") if record["normalised_lower"] == "0" else _FROM_NOWHERE
    try:
        said = bounds({name: value for name, value in record.items() if name not in ENDS}, scale)
    except ValueError:
        return frozenset()
    return frozenset(ENDS) if all(said[name] == record[name] for name in ENDS) else frozenset()


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
    following = {name: whole[name] for name in (*ENDS, "bound_basis", "normalised_lower", "normalised_upper")} | result
    refuse(
        Fault(detail=f"comes to a number of over {_LONGEST} characters", pointer=f"/{name}")
        for name, value in following.items()
        if isinstance(value, str) and len(value) > _LONGEST
    )
    return following


def _ends(record: Body, given: frozenset[str], scale: Scale) -> Body:
    wording = {name: value for name, value in record.items() if name not in ENDS}
    try:
        said = bounds(wording, scale)
    except ValueError as error:
        if not given & {"lower", "upper"}:
            refuse([Fault(detail=f"{error}; give `lower` and `upper`", pointer="/lower")])
        said = {}
    if not given & set(ENDS):
        return said
    stated = {name: record[name] if name in given else said.get(name) for name in ENDS}
    stated |= {name: bool(stated[name]) for name in ("lower_closed", "upper_closed")}
    return said if said and all(said[name] == stated[name] for name in ENDS) else bounds(wording | stated)


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
