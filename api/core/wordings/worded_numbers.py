"""What the words of a number say, exactly: an interval of rationals, before anything becomes a decimal."""

from dataclasses import dataclass, replace
from fractions import Fraction

from seed.frozen.intervals import MULTIPLES, Comparator, Reading, last_place

_FLIPPED: dict[Comparator, Comparator] = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}


class NotUnderstoodError(ValueError):
    """A wording is none that the grammar knows, or one that it may not decide.

    Attributes:
        left_over: the words that nothing consumed; none where they are all known and the whole is not.
    """

    def __init__(self, because: str, left_over: tuple[str, ...] = ()) -> None:
        """Say why, in a sentence."""
        super().__init__(because)
        self.because = because
        self.left_over = left_over


class AmbiguousError(NotUnderstoodError):
    """A wording means one thing or another, which no rule may decide, so that no further rule is tried."""


@dataclass(frozen=True, slots=True)
class WordedNumber:
    """A set of numbers, and how the words say it.

    Attributes:
        comparator: how the words compare the figure with the value.
        value: the worded number; None of a range.
        lower: the lower end; None is unbounded.
        upper: the upper end; None is unbounded.
        reading: the published rule that reads what is vague.
        rules: other rules of the grammar that were used, by name.
    """

    comparator: Comparator
    value: Fraction | None
    lower: Fraction | None
    lower_closed: bool
    upper: Fraction | None
    upper_closed: bool
    reading: Reading | None = None
    rules: tuple[str, ...] = ()

    @property
    def exact(self) -> Fraction | None:
        """The number, where the words say one and no more."""
        return self.value if self.comparator == "eq" else None

    def times(self, factor: Fraction) -> "WordedNumber":
        """Return the numbers, each multiplied."""
        ends = [None if end is None else end * factor for end in (self.lower, self.upper)]
        return self._with(None if self.value is None else self.value * factor, ends, flipped=factor < 0)

    def plus(self, number: Fraction) -> "WordedNumber":
        """Return the numbers, each with another added."""
        ends = [None if end is None else end + number for end in (self.lower, self.upper)]
        return self._with(None if self.value is None else self.value + number, ends, flipped=False)

    def _with(self, value: Fraction | None, ends: list[Fraction | None], *, flipped: bool) -> "WordedNumber":
        closed = [self.lower_closed, self.upper_closed]
        if flipped:
            ends, closed = ends[::-1], closed[::-1]
        comparator = _FLIPPED.get(self.comparator, self.comparator) if flipped else self.comparator
        return replace(
            self,
            comparator=comparator,
            value=value,
            lower=ends[0],
            lower_closed=closed[0],
            upper=ends[1],
            upper_closed=closed[1],
        )

    def noting(self, *rules: str) -> "WordedNumber":
        """Return the same, with rules that led to it."""
        return replace(self, rules=(*self.rules, *(rule for rule in rules if rule not in self.rules)))

    def compared(self, comparator: Comparator) -> "WordedNumber":
        """Return what lies so of a number.

        Raises:
            NotUnderstoodError: it is no one number.
        """
        value = self.exact
        if value is None:
            message = f"'{comparator}' of what is no one number"
            raise NotUnderstoodError(message)
        lower, upper = (value, None) if comparator in {"gt", "ge"} else (None, value)
        return WordedNumber(comparator, value, lower, comparator == "ge", upper, comparator == "le", rules=self.rules)

    def read(self, reading: Reading) -> "WordedNumber":
        """Return what a reading makes of a number; `about` widens a range too, at both ends.

        Raises:
            NotUnderstoodError: it is no one number, or has no last place.
        """
        value = self.exact
        if reading == "emphasis":
            return replace(self, reading=self.reading or reading) if value is not None else self
        if reading == "about" and self.comparator == "range" and self.reading is None:
            low, _, high, _ = MULTIPLES[reading]
            return replace(
                self,
                lower=None if self.lower is None else self.lower * Fraction(low),
                upper=None if self.upper is None else self.upper * Fraction(high),
                reading=reading,
            )
        if value is None or value <= 0:
            message = f"the reading '{reading}' of what is no one number above nought"
            raise NotUnderstoodError(message)
        if reading == "remainder":
            return self._approximate(value, (value, False, value + _last_place(value), False), reading)
        low, low_closed, high, high_closed = MULTIPLES[reading]
        ends = (value * Fraction(low), low_closed, value * Fraction(high), high_closed)
        return self._approximate(value, ends, reading)

    def _approximate(
        self, value: Fraction, ends: tuple[Fraction, bool, Fraction, bool], reading: Reading
    ) -> "WordedNumber":
        return WordedNumber("approx", value, *ends, reading=reading, rules=self.rules)


def exactly(value: Fraction | int) -> WordedNumber:
    """Return one number."""
    number = Fraction(value)
    return WordedNumber("eq", number, number, True, number, True)


def between(lower: Fraction | int, upper: Fraction | int) -> WordedNumber:
    """Return the numbers from one to another, both included.

    Raises:
        NotUnderstoodError: the second is not the greater one.
    """
    if lower >= upper:
        message = "the second end of the range is not above the first"
        raise NotUnderstoodError(message)
    return WordedNumber("range", None, Fraction(lower), True, Fraction(upper), True)


def multiples(of: Fraction | int, reading: Reading) -> WordedNumber:
    """Return what is several of a number, or of its order of magnitude."""
    low, low_closed, high, high_closed = MULTIPLES[reading]
    number = Fraction(of)
    return WordedNumber(
        "range", None, number * Fraction(low), low_closed, number * Fraction(high), high_closed, reading
    )


def inside(lower: Fraction | int, upper: Fraction | int) -> WordedNumber:
    """Return what lies between two numbers and is neither: a number and a remainder that is not told."""
    return WordedNumber("range", None, Fraction(lower), False, Fraction(upper), False, "remainder")


def _last_place(value: Fraction) -> Fraction:
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest, places = rest // (10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2), places + 1
    if rest != 1:
        message = "a remainder of what has no last place"
        raise NotUnderstoodError(message)
    scaled = value * 10**places
    text = str(scaled.numerator)
    return Fraction(last_place(text)) / Fraction(10) ** places
