"""What the wording of a figure denotes, where its draft does not say it: proposed by the grammar, or asked for."""

from api.core.wordings.figures_from_words import propose
from api.core.wordings.worded_numbers import NotUnderstoodError
from api.core.write.bodies import Body
from seed.frozen.decimals import parse
from seed.frozen.figures import bounds
from seed.frozen.intervals import Quantity

_ALIKE = frozenset({"share", "ratio"})


def read_wording(
    wording: str, quantity: Quantity, unit: str, language: str | None = None, written: int | None = None
) -> Body:
    """Return the comparator, value and reading of a figure, and its ends where these do not follow.

    Args:
        wording: all the words of the figure.
        quantity: what kind of quantity it is.
        unit: the code of its unit, as its draft says it; empty where it says none.
        language: what the wording is in, as a BCP 47 tag.
        written: the year in which it was written.

    Raises:
        NotUnderstoodError: a word is left over, or the wording says another quantity or unit.
    """
    read = propose(wording, language, written)
    bare = read.quantity == "count" and read.unit is None  # a number, of whatever the draft says
    if not (bare or read.quantity == quantity or {read.quantity, quantity} <= _ALIKE):
        message = f"it reads as a {read.quantity}, not as a {quantity}"
        raise NotUnderstoodError(message)
    if read.unit not in {None, "1", unit}:
        message = f"it reads as {read.unit}, not as {unit or 'something without a unit'}"
        raise NotUnderstoodError(message)
    found: Body = {"comparator": read.comparator, "value": read.value, "reading": read.reading}
    if read.value is not None or quantity == "date":
        return found
    ends = ("lower", "lower_closed", "upper", "upper_closed")
    return found | {name: getattr(read, name) for name in ends}


def ends_of_several(quantity: str, of: str) -> Body:
    """Return the ends of “several X”, of which the record itself holds no X.

    Raises:
        ValueError: X is no number.
    """
    parse(of)
    row = {"quantity": quantity, "comparator": "range", "value": None, "reading": "several", "of": of}
    return {name: value for name, value in bounds(row).items() if name != "bound_basis"}
