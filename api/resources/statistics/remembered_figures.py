"""What questions of figures need to know of the database, remembered as long as nothing is written."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.dataset_state import DataState
from api.core.db.reader import Statement, StatementReader, compile_statement
from seed.frozen.scales import Scale

Conditions = tuple[tuple[str, tuple[Any, ...]], ...]
"""What a question comes to: names of conditions, with their values."""
MOST = 1000
"""Of how many questions it is remembered."""


@dataclass(frozen=True)
class ComparedUnit:
    """A unit, as questions compare figures by it."""

    dimension: str
    scale: Scale
    is_money: bool


@dataclass(frozen=True)
class KnownFigures:
    """What is known of the figures in one state of a database.

    Attributes:
        state: the state.
        units: the units, by id.
        many: whether conditions hold for many figures; who finds out adds it.
    """

    state: DataState
    units: dict[str, ComparedUnit]
    many: dict[Conditions, bool]


class RememberedFigures:
    """What is known of the last state of a database that was asked for.

    Args:
        units: the table of units.
    """

    def __init__(self, units: sa.Table) -> None:
        """Know nothing yet."""
        self._units = units
        self._known: KnownFigures | None = None

    async def now(self, reader: StatementReader) -> KnownFigures:
        """Return what is known of a database as it is now."""
        state, known = await reader.state(), self._known
        if known is None or known.state != state:
            rows = (await reader.fetch(_read_units(self._units, reader.dialect), {})).rows
            units = {
                code: ComparedUnit(dimension, Scale(factor, offset), system == "ISO 4217")
                for code, dimension, factor, offset, system in rows
            }
            self._known = known = KnownFigures(state, units, {})
        return known


@lru_cache
def _read_units(units: sa.Table, dialect: sa.Dialect) -> Statement:
    columns = [units.c[name] for name in ("id", "dimension", "factor", "offset", "system")]
    return compile_statement(sa.select(*columns), dialect)
