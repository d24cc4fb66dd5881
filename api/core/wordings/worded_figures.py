"""A whole figure, as its words have it."""

from dataclasses import dataclass

from api.core.wordings.measures import WordedMeasure
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
    measure: WordedMeasure
    period: str | None = None
