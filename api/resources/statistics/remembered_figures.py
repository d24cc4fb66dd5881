"""What questions of figures need to know of the database, remembered as long as nothing is written."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Statement, compile_statement
from seed.frozen.scales import Scale

Conditions = tuple[tuple[str, tuple[Any, ...]], ...]
"""What a question comes to: names of conditions, with their values."""
_MOST = 1000


@dataclass(frozen=True)
class ComparedUnit:
    """A unit, as questions compare figures by it."""

    dimension: str
    scale: Scale
    is_money: bool


class _Many(OrderedDict[Conditions, bool]):
    """Whether conditions hold for many figures, of so many conditions that were asked last."""

    def __setitem__(self, conditions: Conditions, many: bool) -> None:
        super().__setitem__(conditions, many)
        if len(self) > _MOST:
            self.popitem(last=False)


@dataclass(frozen=True)
class KnownFigures:
    """What is known of the figures in one state of a database.

    Attributes:
        reader: the database.
        state: its state.
        units: the units, by id.
        many: whether conditions hold for many figures; who finds out adds it.
    """

    reader: Reader
    state: DataState
    units: dict[str, ComparedUnit]
    many: _Many


class RememberedFigures:
    """What is known of the last state of a database that was asked for.

    Args:
        units: the table of units.
    """

    def __init__(self, units: sa.Table) -> None:
        """Know nothing yet."""
        self._units = units
        self._known: KnownFigures | None = None

    async def now(self, reader: Reader) -> KnownFigures:
        """Return what is known of a database as it is now."""
        state, known = await reader.state(), self._known
        if known is None or (known.reader, known.state) != (reader, state):
            rows = (await reader.fetch(_read_units(self._units, reader.dialect), {})).rows
            units = {
                code: ComparedUnit(dimension, Scale(factor, offset), system == "ISO 4217")
                for code, dimension, factor, offset, system in rows
            }
            self._known = known = KnownFigures(reader, state, units, _Many())
        return known


@lru_cache
def _read_units(units: sa.Table, dialect: sa.Dialect) -> Statement:
    columns = [units.c[name] for name in ("id", "dimension", "factor", "offset", "system")]
    return compile_statement(sa.select(*columns), dialect)
