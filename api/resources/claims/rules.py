"""What a claim must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def check(_look: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a claim: its first passage stands in a section."""
    if record["section_id"] is None:
        yield Fault(detail=f"{record['passages'][0]} stands in no section", pointer="/passages/0")
