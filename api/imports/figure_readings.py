"""What the wording of a figure denotes, where that is certain: proposed for a draft that does not say it.

Every word must be accounted for; where one is left over, nothing is proposed.
"""

import re
from typing import NamedTuple

from seed.frozen.decimals import multiply, parse
from seed.frozen.figures import bounds
from seed.frozen.intervals import Comparator, Reading

_SCALES = {
    "": "1",
    "thousand": "1000",
    "million": "1000000",
    "bn": "1000000000",
    "billion": "1000000000",
    "千": "1000",
    "万": "10000",
    "亿": "100000000",
    "%": "0.01",
    "per cent": "0.01",
    "percent": "0.01",
}
_NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,9})?\s*(\D*)")


class Reads(NamedTuple):
    """How a figure is read."""

    comparator: Comparator
    value: str | None
    reading: Reading | None = None
    of: str | None = None


def read_wording(wording: str, quantity: str) -> Reads | None:
    """Return how a wording reads, or None where that is not certain.

    Args:
        wording: all the words of the figure.
        quantity: what kind of quantity it is.
    """
    if quantity == "date":
        return Reads("eq", None)
    found = _NUMBER.fullmatch(wording.strip())
    if found is None or found[3].strip().lower() not in _SCALES:
        return None
    digits = found[1].replace(",", "").lstrip("0") or "0"
    value = multiply(f"{digits}{(found[2] or '').rstrip('0').rstrip('.')}", _SCALES[found[3].strip().lower()])
    return Reads("eq", value)


def ends_of_several(quantity: str, of: str) -> dict[str, object]:
    """Return the ends of “several X”, of which the record itself holds no X.

    Raises:
        ValueError: X is no number.
    """
    parse(of)
    row = {"quantity": quantity, "comparator": "range", "value": None, "reading": "several", "of": of}
    return {name: value for name, value in bounds(row).items() if name != "bound_basis"}
