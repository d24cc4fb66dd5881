"""Temperatures, and differences of them: what is measured in units of their own dimensions alone."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext

_THERMAL = frozenset({"temperature", "temperature-difference"})
"""Quantities whose units are of a dimension of that name: scales with a zero of their own, and what lies between."""


def mismeasured(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield a fault where a temperature, or a difference of some, is in a unit of something else, or the other way."""
    unit = context.find("units", record["unit"]) if record["unit"] else None
    if unit and unit["dimension"] != record["quantity"] and {unit["dimension"], record["quantity"]} & _THERMAL:
        detail = f"{unit['id']} is of the dimension {unit['dimension']!r}, which is not that of a {record['quantity']}"
        yield Fault(detail=detail, pointer="/unit")
