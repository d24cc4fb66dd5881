"""A whole figure, as its words have it."""

from dataclasses import dataclass

from api.core.wordings.measures import Measure
from api.core.wordings.worded_numbers import WordedNumber


@dataclass(frozen=True, slots=True)
class WordedFigure:
    """What a whole wording says.

    Attributes:
        number: what the words say, in the unit.
        measure: what it is of.
        period: of a date, the date in EDTF.
    """

    number: WordedNumber
    measure: Measure
    period: str | None = None
