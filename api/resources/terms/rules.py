"""What a term must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.problems import Fault
from api.core.writable import Look

_WORDS_OF_ROUTES = frozenset({"facets"})


def check(look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a term: it names what the statistics that use it take it for."""
    if record["id"] in _WORDS_OF_ROUTES:
        yield Fault(detail="is a word of a route, and so no id", pointer="/id")
    other = "subject" if record["kind"] == "measure" else "measure"
    if used := look.naming("statistics", other, record["id"]):
        yield Fault(detail=f"it is the {other} of {', '.join(used[:5])}", pointer="/kind")
