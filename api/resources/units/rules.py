"""What a unit must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.problems import Fault
from api.core.writable import Look
from seed.frozen.decimals import parse

_WORDS_OF_ROUTES = frozenset({"facets"})


def check(_look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a unit: its factor is a number above zero, of up to 40 digits."""
    if record["id"] in _WORDS_OF_ROUTES or {"", ".", ".."} & set(record["id"].split("/")):
        yield Fault(detail="is a word of a route, or no path, and so no id", pointer="/id")
    try:
        positive = parse(record["factor"]) > 0
    except ValueError as error:
        yield Fault(detail=str(error), pointer="/factor")
    else:
        if not positive:
            yield Fault(detail="is not above zero", pointer="/factor")
