"""What a unit must keep to."""

from collections.abc import Iterator

from api.core.bodies import Body
from api.core.paths import why_no_id
from api.core.problems import Fault
from api.core.writable import Look
from api.formats.forms import FORMS
from seed.frozen.decimals import parse


def check(_look: Look, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a unit: its factor is a number above zero, of up to 40 digits."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
    try:
        positive = parse(record["factor"]) > 0
    except ValueError as error:
        yield Fault(detail=str(error), pointer="/factor")
    else:
        if not positive:
            yield Fault(detail="is not above zero", pointer="/factor")
