"""What a measure must keep to."""

from collections.abc import Iterator

from api.core.http.paths import why_no_id
from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from api.formats.forms import FORMS


def check(_look: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a measure: its id must lead to it."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
