"""Amounts: a number and what it is of, or a range of two, a part of a number, a rate or a price, in either language."""

from dataclasses import replace
from fractions import Fraction

from api.core.wordings.amount_pieces import Amount, NumberReader, Piece, Pieces, per
from api.core.wordings.cursor import Cursor
from api.core.wordings.measures import ONE
from api.core.wordings.worded_numbers import NotUnderstoodError, between, exactly


class Amounts:
    """The rules for amounts of one language.

    Args:
        cursor: where the grammar is.
        read_number: what reads the numbers of the language.
    """

    def __init__(self, cursor: Cursor, read_number: NumberReader) -> None:
        self._cursor = cursor
        self._read_number = read_number
        self._pieces = Pieces(cursor, read_number)

    def read(self) -> Amount | None:
        """Consume an amount or a range; None where none is next."""
        return self._among() or self._rate() or self._range()

    def _range(self) -> Amount | None:
        cursor = self._cursor
        told = bool(cursor.take("range", "between") or cursor.take("range", "from"))
        first = self._pieces.read()
        if first is None:
            return None
        start = cursor.place
        sign = cursor.take("range")
        second = self._pieces.read(led=first.currency) if sign and (told or sign.value != "and") else None
        if not sign and cursor.take("exchange") and (price := self._pieces.read()):
            return _price(first.amount, price.amount)
        if second is None:
            cursor.move(start)
            return None if told else first.amount
        return _joined(first, second)

    def _among(self) -> Amount | None:
        """Read `one in five`, `three out of four`, `每五人中有一人`."""
        cursor, start = self._cursor, self._cursor.place
        whole = part = None
        if cursor.take("per"):
            whole = self._counted_number()
            part = self._counted_number() if whole and cursor.take("among") else None
        elif part := self._counted_number():
            whole = self._counted_number() if cursor.take("in") or cursor.says("in", "per") else None
        if not (part and whole and part < whole):
            cursor.move(start)
            return None
        return Amount(exactly(part / whole), ONE)

    def _counted_number(self) -> Fraction | None:
        read = self._read_number(self._cursor)
        if read:
            self._cursor.take("classifier")
            self._cursor.take("counted")
        return read.number.exact if read else None

    def _rate(self) -> Amount | None:
        """Read `每秒10米`: an amount for each unit, which comes first."""
        cursor, start = self._cursor, self._cursor.place
        if cursor.take("per") and (unit := cursor.take("measure")):
            piece = self._pieces.read()
            if piece and piece.amount.measure and (measure := per(piece.amount.measure, unit.value)):
                return replace(piece.amount, measure=measure)
        cursor.move(start)
        return None


def _price(one: Amount, price: Amount) -> Amount | None:
    """Return what one unit is worth in another: `1美元兑6.7261元`."""
    if one.number.exact != 1 or not one.measure or not price.measure:
        return None
    rate = per(price.measure, one.measure)
    return Amount(price.number, rate) if rate else None


def _joined(first: Piece, second: Piece) -> Amount:
    one, other = first.amount, second.amount
    measure = other.measure or one.measure
    if one.measure and other.measure and one.measure != other.measure:
        message = "a range between two units"
        raise NotUnderstoodError(message)
    low, high = one.number.exact, other.number.exact
    if low is None or high is None:
        message = "a range between what are no numbers"
        raise NotUnderstoodError(message)
    leans = one.measure is None or (first.currency and not second.currency)
    if leans and first.read.bare and second.read.shared > 1 and low * second.read.shared < high:
        low *= second.read.shared
    return Amount(between(low, high), measure)
