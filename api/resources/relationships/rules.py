"""What a relationship must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.problems import Fault
from api.core.writable import Look


def check(look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a relationship: what answers it is a lever."""
    lever = record["lever_id"] and look.find("topics", record["lever_id"])
    if lever and lever["kind"] != "lever":
        yield Fault(detail=f"{lever['id']} is a {lever['kind']}, not a lever", pointer="/lever_id")
