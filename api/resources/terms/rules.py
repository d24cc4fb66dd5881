"""What a term must keep to."""

from collections.abc import Iterator

from api.core.http.paths import why_no_id
from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from api.formats.forms import FORMS


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a term: it names what the statistics that use it take it for."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
    other = "subject" if record["kind"] == "measure" else "measure"
    if used := context.naming("statistics", other, record["id"]):
        yield Fault(detail=f"it is the {other} of {', '.join(used[:5])}", pointer="/kind")
