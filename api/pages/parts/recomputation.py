"""What a figure comes to when it is computed again, in words."""

from decimal import Context, Decimal
from fractions import Fraction

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record
from api.pages.parts.figure_words import meant

_READ = Context(prec=6)
"""To how many digits a recomputation is shown; the record has them all."""


def recomputed_in_words(record: Record, context: PageContext) -> str:
    """Return in words what a figure comes to in its own unit, to as many digits as one reads."""
    unit = record["_embedded"].get("unit")
    factor, offset = (Fraction(unit[name]) for name in ("factor", "offset")) if unit else (Fraction(1), Fraction(0))
    ends = {
        end: None if value is None else _read(Fraction(value) / factor - offset)
        for end in ("lower", "upper")
        if (value := record[f"recomputed_{end}"]) or value is None
    }
    exact = ends["lower"] == ends["upper"]
    closed = {"lower_closed": True, "upper_closed": True} if exact else {}
    return meant({**record, **ends, **closed, "bound_basis": "stated"}, context)


def _read(exact: Fraction) -> str:
    return f"{_READ.divide(Decimal(exact.numerator), Decimal(exact.denominator)):f}"
