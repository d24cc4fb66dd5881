"""What a term must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.paths import why_no_id
from api.core.problems import Fault
from api.core.writable import Look
from api.formats.forms import FORMS


def check(look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a term: it names what the statistics that use it take it for."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
    other = "subject" if record["kind"] == "measure" else "measure"
    if used := look.naming("statistics", other, record["id"]):
        yield Fault(detail=f"it is the {other} of {', '.join(used[:5])}", pointer="/kind")
