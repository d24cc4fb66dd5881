"""What a section must keep to, and what follows from its place in the outline."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def derive(context: RuleContext, record: Body, _given: frozenset[str]) -> Body:
    """Return the level of a section: one below that of the section which it stands in."""
    parent = record["parent_id"] and context.find("sections", record["parent_id"])
    return {"level": parent["level"] + 1 if parent else 1}


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a section: none stands in itself."""
    above = record["parent_id"]
    while above is not None:
        if above == record["id"]:
            yield Fault(detail=f"{record['id']} would stand in itself", pointer="/parent_id")
            return
        found = context.find("sections", above)
        above = found and found["parent_id"]
