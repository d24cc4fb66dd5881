"""What is measured in units of a dimension of its own name alone: temperatures, masses, lengths, energies."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext

_NAMED = frozenset({"temperature", "temperature-difference", "mass", "length", "energy"})
"""Quantities whose units are of the dimension of that name."""


def mismeasured(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield a fault where one of these is in a unit of something else, or something else in a unit of theirs."""
    unit = context.find("units", record["unit"]) if record["unit"] else None
    if unit and unit["dimension"] != record["quantity"] and {unit["dimension"], record["quantity"]} & _NAMED:
        detail = f"{unit['id']} is of the dimension {unit['dimension']!r}, which is not that of a {record['quantity']}"
        yield Fault(detail=detail, pointer="/unit")
