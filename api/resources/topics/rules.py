"""What a topic must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.problems import Fault
from api.core.writable import Look


def check(look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a topic: what answers a relationship is a lever."""
    if record["kind"] != "lever" and (answered := look.naming("relationships", "lever_id", record["id"])):
        yield Fault(detail=f"it is the lever of {', '.join(answered)}", pointer="/kind")
