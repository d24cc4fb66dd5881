"""One figure, to show what a figure is: an interval, by how it is worded."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from api.core.db.reader import Reader
from api.pages.answers.named_records import read_named
from api.pages.home.first_records import read_first
from api.pages.page_context import PageContext
from api.pages.parts.axis import Drawing, draw
from api.pages.parts.cards import Card, Record, card
from api.pages.parts.comparison import extents_of
from api.pages.parts.figure_words import meant, number, symbols
from api.resources.essays.models import ESSAYS
from api.resources.statistics.models import STATISTICS
from api.resources.units.models import UNITS

_FIGURES = 50
"""Among how many figures it is looked for."""
_UNDRAWN = frozenset({"date", "rank", "ordinal", "share"})
"""Quantities of which a plain axis says little."""


class ShownFigure(NamedTuple):
    """A figure: as a line, in which language it is worded, what that means, and the same drawn."""

    card: Card
    language: str
    means: str
    symbols: str
    drawing: Drawing
    tick: Callable[[Decimal], str]


async def figure_to_show(reader: Reader, context: PageContext) -> ShownFigure | None:
    """Return the figure of the first ones that shows best what an interval is."""
    figures = [one for one in await read_first(reader, STATISTICS, _FIGURES) if one["quantity"] not in _UNDRAWN]
    if not figures:
        return None
    record = max(figures, key=_telling)
    units = await read_named(reader, UNITS, [record["unit"]] if record["unit"] else [])
    essays = await read_named(reader, ESSAYS, [record["essay_id"]])
    figure = {**record, "_embedded": {"unit": units.get(record["unit"])}}
    drawing = draw(extents_of(record))
    if drawing is None:
        return None
    return ShownFigure(
        card("statistics", record, context),
        essays[record["essay_id"]]["language"],
        meant(figure, context),
        symbols(record),
        drawing,
        lambda value: number(value, context.language),
    )


def _telling(figure: Record) -> int:
    """Say how much an axis says of a figure: most of one without an end, nothing of an exact one."""
    if figure["lower"] is not None and figure["upper"] is None:
        return 2
    return int(figure["lower"] != figure["upper"])
