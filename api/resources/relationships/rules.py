"""What a relationship must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a relationship: what answers it is a lever."""
    lever = record["lever_id"] and context.find("topics", record["lever_id"])
    if lever and lever["kind"] != "lever":
        yield Fault(detail=f"{lever['id']} is a {lever['kind']}, not a lever", pointer="/lever_id")
