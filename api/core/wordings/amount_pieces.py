"""One amount: a number with its currency, unit or what is counted; a fraction; half of something."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from api.core.wordings.cursor import Cursor
from api.core.wordings.english_numbers import ReadNumber, read_fraction
from api.core.wordings.measures import COUNT, ONE, WordedMeasure, counted, unit_measure
from api.core.wordings.worded_numbers import AmbiguousError, NotUnderstoodError, WordedNumber, exactly

NumberReader = Callable[[Cursor], ReadNumber | None]

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and what it is of.

    Attributes:
        number: what its words say, in the measure.
        measure: what it is of; None where nothing is said.
    """

    number: WordedNumber
    measure: WordedMeasure | None

    def scaled(self) -> WordedNumber:
        """Return the number in the unit of the measure."""
        return self.number.times(self.measure.scale) if self.measure else self.number


@dataclass(frozen=True, slots=True)
class Piece:
    """An amount, and how its number was read.

    Attributes:
        amount: the amount.
        read: its number, with the multiplier that another may share.
        currency: whether a currency stands before it.
    """

    amount: Amount
    read: ReadNumber
    currency: bool = False


class Pieces:
    """The rules for single amounts of one language.

    Args:
        cursor: where the grammar is.
        read_number: what reads the numbers of the language.
    """

    def __init__(self, cursor: Cursor, read_number: NumberReader) -> None:
        self._cursor = cursor
        self._read_number = read_number

    def read(self, *, led: bool = False) -> Piece | None:
        """Consume an amount; None where none is next. One may be led by a currency that another has before it."""
        cursor, start = self._cursor, self._cursor.place
        found = self._parts() or self._halves()
        if found:
            return found
        currency = cursor.take("measure") if self._is_currency() else None
        read = self._read_number(cursor)
        if read is None and cursor.at("article") and cursor.ahead(1).kind in {"measure", "part"}:
            cursor.take("article")
            read = ReadNumber(exactly(1))
        elif read is None and self._is_last_unit():
            read = ReadNumber(exactly(1))
        if read is None:
            cursor.move(start)
            return None
        return self._measured(read, currency.value if currency else None, led=led)

    def _is_last_unit(self) -> bool:
        """Tell whether `the past decade` is next: one, where the unit stands in the singular."""
        cursor = self._cursor
        told = cursor.before().text.lower().endswith(("past", "last", "next"))
        return told and cursor.at("measure") and not cursor.ahead().text.endswith("s")

    def _is_currency(self) -> bool:
        measure = self._cursor.ahead()
        return measure.kind == "measure" and measure.value.quantity == "money"

    def _parts(self) -> Piece | None:
        """Read a fraction: a share, or as much of a unit: `a third`, `half an hour`, `三分之一`, `百分之五`."""
        cursor, start = self._cursor, self._cursor.place
        whole = self._read_number(cursor)
        if whole and cursor.take("parts") and whole.number.exact:
            part = self._read_number(cursor)
            if part:
                self._of_whom()
                measure = WordedMeasure("share", "1", 1 / whole.number.exact, "percent")
                return Piece(Amount(part.number, measure), replace(part, shared=Fraction(1), bare=True))
        cursor.move(start)
        token = cursor.take("ratio")
        share = token.value if token else read_fraction(cursor)
        if share is None:
            return None
        after = cursor.place
        cursor.says("of")
        cursor.take("article")
        if cursor.at("measure"):
            return self._measured(ReadNumber(exactly(share)), None)
        if cursor.at("scale"):
            cursor.move(start)
            return None
        cursor.move(after)
        self._of_whom()
        return Piece(Amount(exactly(share), ONE), ReadNumber(exactly(share)))

    def _halves(self) -> Piece | None:
        """Read 半年, 半个世纪, 半个多世纪, 一半, 过半."""
        cursor = self._cursor
        if not cursor.take("half"):
            return None
        number = exactly(_HALF)
        if (cursor.take("classifier", None) and cursor.take("remainder")) or cursor.take("remainder"):
            number = _more_than_half()
        token = cursor.take("measure")
        measure = token.value if token else ONE
        if token and cursor.take("remainder"):
            number = _more_than_half()
        if token is None:
            self._of_whom()
        return Piece(Amount(number, measure), ReadNumber(number))

    def _measured(self, read: ReadNumber, currency: WordedMeasure | None, *, led: bool = False) -> Piece:
        cursor, number = self._cursor, read.number
        number, read, measure = self._either(read, led=led or currency is not None)
        classifier = cursor.take("classifier")
        number = self._rest(number) if classifier else number
        if classifier and cursor.take("mark", "month"):
            measure = unit_measure("mo")  # 一个半月
        if measure is None and (token := cursor.take("measure")):
            measure = token.value
        elif measure is None and cursor.at("ordinal", 2) and number.exact == 1 and cursor.says("second"):
            measure = unit_measure("s")
        if measure and measure.scale != 1 and measure.role == "percent" and cursor.at("digit"):
            token = cursor.take("digit")  # 七成五
            number = number.plus(Fraction(token.value, 10)) if token else number
        number = self._rest(number) if measure and not classifier else number
        if currency is not None:
            if measure is not None and measure.unit != currency.unit:
                message = "two currencies"
                raise NotUnderstoodError(message)
            measure = measure or currency
        if (
            measure
            and measure.quantity == "money"
            and self._is_currency()
            and cursor.ahead().value.unit == measure.unit
        ):
            cursor.take("measure")
        return Piece(
            Amount(number, self._whole_measure(measure, classifier.value if classifier else None)),
            read,
            currency is not None,
        )

    def _either(self, read: ReadNumber, *, led: bool) -> tuple[WordedNumber, ReadNumber, WordedMeasure | None]:
        """Decide whether a letter multiplies or is a unit: 5 m is metres, $5m millions, 5m not certain."""
        token = self._cursor.take("either") or self._cursor.take("close")
        if token is None:
            return read.number, read, None
        scale, unit = token.value
        if unit is None or led or self._cursor.at("counted"):
            number = read.number.times(scale)
            return number, ReadNumber(number, scale, bare=False), None
        if token.kind == "close":
            message = f"{token.text} multiplies, or is a unit"
            raise AmbiguousError(message)
        return read.number, read, unit

    def _rest(self, number: WordedNumber) -> WordedNumber:
        """Read what a unit is followed by: 三年多, 一年半, `a year and a half`."""
        cursor, start = self._cursor, self._cursor.place
        if number.exact is not None and cursor.take("remainder"):
            return number.read("remainder")
        if cursor.before().kind == "measure" and cursor.take("around"):
            return number  # 三十年来
        if cursor.says("半"):
            return number.plus(_HALF)
        if cursor.take("range", "and") and cursor.take("article") and cursor.take("part", 2):
            return number.plus(_HALF)
        cursor.move(start)
        return number

    def _whole_measure(self, measure: WordedMeasure | None, classifier: str | None) -> WordedMeasure | None:
        """Read what is counted, or what a share is of, and for each of what."""
        cursor = self._cursor
        if measure is None:
            start = cursor.place
            cursor.says("of")
            token = cursor.take("counted")
            if token is None and not cursor.at("article"):
                cursor.move(start)
            code = token.value if token else classifier
            measure = counted(code) if code else (COUNT if cursor.before().kind == "classifier" else None)
        elif measure.unit == "1" or measure.quantity == "money":
            self._of_whom()
        start = cursor.place
        if measure and measure.unit and cursor.take("per"):
            cursor.take("article")
            token = cursor.take("measure")
            if token is None and cursor.says("second"):
                return per(measure, unit_measure("s"))
            if token and (rate := per(measure, token.value)):
                return rate
            cursor.move(start)
        return measure

    def _of_whom(self) -> None:
        """Consume whom a share is of: `of all firms`, 的用户."""
        cursor, start = self._cursor, self._cursor.place
        cursor.says("of", "的")
        _ = cursor.take("around_whom") or cursor.says("the", "all")
        if not (cursor.take("counted") or cursor.take("whole")):
            cursor.move(start)


def _more_than_half() -> WordedNumber:
    return WordedNumber("approx", _HALF, _HALF, False, Fraction(1), False, "remainder")


def per(measure: WordedMeasure, each: WordedMeasure) -> WordedMeasure | None:
    """Return a rate: so much for each unit of another; None where there is no such unit."""
    if measure.unit is None or each.unit is None or each.scale != 1 or measure.unit == "1":
        return None
    return WordedMeasure("rate", f"{measure.unit}/{each.unit}", measure.scale)
