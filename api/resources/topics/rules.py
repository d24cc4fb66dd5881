"""What a topic must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a topic: what answers a relationship is a lever."""
    if record["kind"] != "lever" and (answered := context.naming("relationships", "lever_id", record["id"])):
        yield Fault(detail=f"it is the lever of {', '.join(answered)}", pointer="/kind")
