"""What a claim must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def check(_look: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a claim: one utterance in parts has at least two."""
    if record["one_utterance"] and not record["passages"][1:]:
        yield Fault(detail="what is said in parts has two passages or more", pointer="/one_utterance")
