"""Other figures of the same measure, to be drawn beside one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.reader import Reader, Row, Statement, compile_statement, parameter
from api.pages.page_context import PageContext
from api.pages.parts.axis import Drawing, Extent, draw
from api.pages.parts.cards import Card, Record, card
from api.pages.parts.figure_words import meant
from api.resources.entities.models import ENTITIES
from api.resources.statistics.models import STATISTICS
from api.resources.units.models import UNITS

SHOWN = 24
"""How many figures are drawn on one axis."""

_STEPS = 2
"""Into how many parts ticks divide an axis that is a column of a table, about."""

_S, _U, _E = STATISTICS.table.c, UNITS.table.c, ENTITIES.table.c
_COLUMNS = (
    "id",
    "text",
    "as_written",
    "quantity",
    "mode",
    "status",
    "unit",
    "bound_basis",
    "reading",
    "period",
    "subject",
)
_ENDS = ("lower", "lower_closed", "upper", "upper_closed", "normalised_lower", "normalised_upper")


@dataclass(frozen=True)
class Compared:
    """One figure among others.

    Attributes:
        card: itself.
        subject: of what it is.
        means: what it means.
        own: whether it is the page's own.
        verdict: what the review came to, in words, that compares it with the page's own.
    """

    card: Card
    subject: str
    means: str
    own: bool
    verdict: str


@dataclass(frozen=True)
class Comparison:
    """Figures on one axis."""

    rows: tuple[Compared, ...]
    drawing: Drawing
    factor: Decimal


@lru_cache
def _alike(dialect: sa.Dialect) -> Statement:
    """Select the published figures of a measure whose units are of one dimension."""
    columns = [_S[name] for name in (*_COLUMNS, *_ENDS)]
    statement = sa.select(*columns, _U.label, _E.label.label("of")).select_from(
        STATISTICS.table.join(ENTITIES.table, _E.id == _S.subject).outerjoin(UNITS.table, _U.id == _S.unit)
    )
    statement = statement.where(
        _S.measure == parameter("measure"),
        _S.quantity == parameter("quantity"),
        sa.func.coalesce(_U.dimension, "") == parameter("dimension"),
        _S.status == "published",
    )
    # The figures of the same subject come first, where not all are shown.
    statement = statement.order_by(_S.subject != parameter("subject"), _S.essay_id, _S.number)
    return compile_statement(statement.limit(SHOWN), dialect)


async def read_comparison(reader: Reader, record: Record, context: PageContext) -> Comparison | None:
    """Return the figures that one compares with, and itself, on one axis; None where there is none beside it."""
    if record["quantity"] in {"date", "rank", "ordinal"}:
        return None
    unit = record.get("_embedded", {}).get("unit")
    values = {
        "measure": record["measure"],
        "quantity": record["quantity"],
        "dimension": unit["dimension"] if unit else "",
        "subject": record["subject"],
    }
    rows = (await reader.fetch(_alike(reader.dialect), values)).rows
    figures = [_figure(row) for row in rows]
    if all(figure["id"] == record["id"] for figure in figures):
        return None
    factor = Decimal(unit["factor"]) if unit else Decimal(1)
    drawing = draw([_extent(figure, factor) for figure in figures], _STEPS)
    if drawing is None:
        return None
    verdicts = _verdicts(record, context)
    return Comparison(tuple(_row(figure, record, verdicts, context) for figure in figures), drawing, factor)


def _verdicts(record: Record, context: PageContext) -> dict[str, str]:
    """Return what reviews came to, by the figure that they compare with one."""
    reviews = record["_embedded"].get("reviews", ())
    return {
        review["statistics"][0]: context.name("verdict", review["verdict"])
        for review in reviews
        if review["statistics"]
    }


def _figure(row: Row) -> dict[str, Any]:
    *values, label, of = row
    figure = dict(zip((*_COLUMNS, *_ENDS), values, strict=True))
    figure["text"] = _decoded(figure["text"])
    figure["of"] = _decoded(of)
    unit = None if label is None else {"label": _decoded(label)}
    return figure | {"_embedded": {"unit": unit}}


def _decoded(value: Any) -> Any:
    return msgspec.json.decode(value) if isinstance(value, str) else value


def _row(figure: Record, record: Record, verdicts: Mapping[str, str], context: PageContext) -> Compared:
    own, verdict = figure["id"] == record["id"], verdicts.get(figure["id"], "")
    shown = card("statistics", figure, context)
    return Compared(shown, context.plain(figure["of"]), meant(figure, context), own, verdict)


def _extent(figure: Record, factor: Decimal) -> Extent:
    low, high = figure["normalised_lower"], figure["normalised_upper"]
    return Extent(
        None if low is None else float(Decimal(low) / factor),
        None if high is None else float(Decimal(high) / factor),
        bool(figure["lower_closed"]),
        bool(figure["upper_closed"]),
    )


def extents_of(record: Record) -> Sequence[Extent]:
    """Return the interval of a figure in its own unit, to draw it alone."""
    low, high = record["lower"], record["upper"]
    return [
        Extent(
            None if low is None else float(low),
            None if high is None else float(high),
            record["lower_closed"],
            record["upper_closed"],
        )
    ]
