"""What a claim must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.problems import Fault
from api.core.writable import Look


def check(_look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a claim: its first passage stands in a section."""
    if record["section_id"] is None:
        yield Fault(detail=f"{record['passages'][0]} stands in no section", pointer="/passages/0")
