"""Questions of statistics: which numbers a figure may be.

A figure is an interval, and a question asks of it as a set. All ends are keys, so that both databases
compare them as text: see `seed/frozen/decimals.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import BeforeValidator
from sqlalchemy.sql.operators import custom_op

from api.core.db.columns import DecimalText
from api.core.db.reader import Statement, StatementReader, compile_statement, parameter, remembering_statements
from api.core.http.problems import Fault, refuse_faults
from api.core.query.vocabulary_filters import refuse_strangers
from api.core.records.filters import Among, CompositeFilter, Condition, FilterValues, Parameter, Predicate
from api.resources.statistics.remembered_figures import MOST, ComparedUnit, Conditions, RememberedFigures
from seed.frozen.decimals import ABOVE_ALL, BELOW_ALL, Side, bound_key, parse
from seed.frozen.intervals import FROM_ONE
from seed.frozen.scales import BASE, Scale, in_base_units

Match = Literal["certain", "possible"]
Column = sa.ColumnElement[Any]
Piece = tuple[str, str]
"""The keys of the lower and the upper end of an interval that is not empty."""


def _checked(value: Any) -> Any:
    if isinstance(value, str):
        parse(value)
    return value


Number = Annotated[DecimalText, BeforeValidator(_checked)]

_VALUES = (
    Parameter("value", Number, "The number that the figure is, in `unit`, whatever unit its essay words it in."),
    Parameter("value_ne", Number, "The figure is none of these numbers, in `unit`."),
    Parameter("value_gt", Number, "The figure is greater than this, in `unit`.", single=True),
    Parameter("value_gte", Number, "The figure is at least this, in `unit`.", single=True),
    Parameter("value_lt", Number, "The figure is less than this, in `unit`.", single=True),
    Parameter("value_lte", Number, "The figure is at most this, in `unit`.", single=True),
)
_MATCH = Parameter(
    "match",
    Match,
    "A figure is an interval: whether every number in it must be what all `value` parameters together ask "
    "(`certain`, the default), or one number is enough (`possible`).",
    single=True,
)
_IN_ORDER = {"sqlite": ":in-order", "postgresql": ":many"}
"""What conditions are called that hold for many, by dialect: SQLite has to be kept from the index."""
_MANY = 3000
"""How many figures cost more to sort than it costs to find a page of them in their order."""
_OWN = frozenset(item.name for item in (*_VALUES, _MATCH))
_NUMBERS = _OWN - {_MATCH.name}
_NAMING = frozenset({"id", "measure", "subject"})
"""The filters that name figures, or what they are figures of, so that it is known how they are measured."""


def pieces(asked: Mapping[str, Sequence[str]], scale: Scale) -> list[Piece]:
    """Return the numbers that satisfy all conditions, as separate intervals of base units.

    Args:
        asked: the numbers in plain notation, by the parameter (`value`, `value_ne`, …).
        scale: that of the unit of the numbers.

    Raises:
        ProblemError: a number has too many digits.
    """

    def keys(name: str, side: Side, *, closed: bool) -> list[str]:
        try:
            numbers = [in_base_units(number, scale) for number in asked.get(name, ())]
        except ValueError as error:
            refuse_faults([Fault(detail=str(error), parameter=name)])
        return [bound_key(number, closed=closed, side=side) for number in numbers]

    low = max([BELOW_ALL, *keys("value_gte", "lower", closed=True), *keys("value_gt", "lower", closed=False)])
    high = min([ABOVE_ALL, *keys("value_lte", "upper", closed=True), *keys("value_lt", "upper", closed=False)])
    points = dict.fromkeys(keys("value", "lower", closed=True))
    found = [(max(low, point), min(high, point)) for point in points] if points else [(low, high)]
    for below, above in zip(
        keys("value_ne", "upper", closed=False), keys("value_ne", "lower", closed=False), strict=True
    ):
        parts = (part for low, high in found for part in ((low, min(high, below)), (max(low, above), high)))
        found = [(low, high) for low, high in parts if low <= high]
    return [(low, high) for low, high in found if low <= high]


class Values(CompositeFilter):
    """Which numbers a figure may be: `value`, `value_gte` and the like, in a unit, certainly or possibly."""

    parameters = (*_VALUES, _MATCH)

    def __init__(self, statistics: sa.Table, units: sa.Table) -> None:
        """Ask of a table of figures, measured in the units of another."""
        columns = (statistics.c.unit, statistics.c.lower_key, statistics.c.upper_key)
        by_index = _conditions(*columns)
        in_order = _conditions(*map(_without_index, columns))
        self.conditions = tuple(
            Condition(f"{name}{form}", predicate, scans=True, of_all=by_index[name], few=not form)
            for form, predicates in (("", by_index), (":in-order", in_order), (":many", by_index))
            for name, predicate in predicates.items()
        )
        self._by_index = by_index
        self._statistics, self._units = statistics, units.name
        self._figures = RememberedFigures(units)

    async def resolve(self, asked: FilterValues, reader: StatementReader) -> FilterValues:
        """Find the unit, and turn the numbers into intervals of its base unit."""
        given = dict(asked)
        others = tuple(item for item in asked if item[0] not in _OWN)
        units = (await self._figures.now(reader)).units if given.keys() & {"unit", "unit_ne", *_NUMBERS} else {}
        for name in ("unit", "unit_ne"):
            refuse_strangers(name, given.get(name, ()), units, ("unit", "units"))
        if not given.keys() & _NUMBERS:
            return others
        [match] = given.get("match", ("certain",))
        scale, conditions = BASE, []
        if "unit" in given or not _unitless(given):
            name = _the_unit(given, units)
            scale = units[name].scale
            alike = tuple(code for code, unit in units.items() if unit.dimension == units[name].dimension)
            others = tuple(item for item in others if item[0] != "unit")
            conditions.append(("value:unit", alike))
        conditions.append((f"value:{match}", tuple(key for piece in pieces(given, scale) for key in piece)))
        form = _IN_ORDER[reader.dialect.name] if await self._are_many(tuple(conditions), reader) else ""
        return (*others, *((f"{name}{form}", values) for name, values in conditions))

    def looks_up(self, asked: FilterValues) -> frozenset[str]:
        """Return the units, where any is asked for, or numbers are."""
        return frozenset({self._units} if dict(asked).keys() & {"unit", "unit_ne", *_NUMBERS} else ())

    def surveys(self, asked: FilterValues) -> bool:
        """Tell whether numbers are asked for: how many figures they are tells how those are read."""
        return not _NUMBERS.isdisjoint(dict(asked))

    def needs(self, asked: FilterValues) -> frozenset[str]:
        """Return the unit, where numbers are asked for: they are in it."""
        return frozenset({"unit"}) if dict(asked).keys() & _NUMBERS else frozenset()

    async def explain_empty(self, asked: FilterValues, among: Among, reader: StatementReader) -> None:
        """Refuse to ask dollars of yuan: what other filters name are figures, but all of other dimensions."""
        given = dict(asked)
        others = tuple(item for item in asked if item[0] not in {*_OWN, "unit"})
        if "unit" not in given or not given.keys() & _NUMBERS or not given.keys() & _NAMING:
            return
        units = (await self._figures.now(reader)).units
        [name] = given["unit"]
        found = sorted(await among("unit", others), key=lambda code: code or "")
        if found and not any(code and units[code].dimension == units[name].dimension for code in found):
            refuse_faults([Fault(detail=_incomparable(name, found, units), parameter="unit")])

    async def _are_many(self, conditions: Conditions, reader: StatementReader) -> bool:
        """Tell whether conditions hold for more figures than are worth sorting; no database foresees it."""
        many = (await self._figures.now(reader)).many
        if conditions not in many:
            if len(many) >= MOST:
                many.clear()
            many[conditions] = await self._count_to_many(conditions, reader)
        return many[conditions]

    async def _count_to_many(self, conditions: Conditions, reader: StatementReader) -> bool:
        shape = tuple((self._by_index[name], len(values)) for name, values in conditions)
        bound = enumerate(value for _, values in conditions for value in values)
        statement = _up_to_many(self._statistics, shape, reader.dialect)
        found = await reader.scan(statement, {f"value_{n}": value for n, value in bound})
        return bool(found.rows[0][0] >= _MANY)


def _conditions(unit: Column, lower: Column, upper: Column) -> dict[str, Predicate]:
    """Say in SQL what questions come to."""
    # Pieces lie apart, so an interval within their union lies within one of them.
    return {
        "value:unit": unit.in_,
        "value:certain": _any_piece(lambda low, high: (lower >= low) & (upper <= high)),
        "value:possible": _any_piece(lambda low, high: (lower <= high) & (upper >= low)),
    }


def _without_index(column: sa.Column[Any]) -> Column:
    """Return a column as a value, so that SQLite reads figures in their order (https://sqlite.org/optoverview.html)."""
    return sa.UnaryExpression(column, operator=custom_op("+"), type_=column.type)


@remembering_statements
def _up_to_many(statistics: sa.Table, shape: tuple[tuple[Predicate, int], ...], dialect: sa.Dialect) -> Statement:
    number = count()
    predicates = (predicate([parameter(f"value_{next(number)}") for _ in range(many)]) for predicate, many in shape)
    # Nothing but an index is read: PostgreSQL follows one if it is asked for its order.
    ends = [statistics.c[name] for name in ("unit", "lower_key", "upper_key")][2 - len(shape) :]
    found = sa.select(statistics.c.lower_key).where(*predicates).order_by(*ends)
    within = found.limit(sa.literal_column(str(_MANY))).subquery()
    return compile_statement(sa.select(sa.func.count()).select_from(within), dialect)


def _any_piece(holds: Any) -> Predicate:
    return lambda ends: sa.or_(sa.false(), *(holds(low, high) for low, high in zip(ends[::2], ends[1::2], strict=True)))


def _unitless(given: Mapping[str, Iterable[Any]]) -> bool:
    return "quantity" in given and FROM_ONE.issuperset(given["quantity"])


def _the_unit(given: Mapping[str, Sequence[str]], units: Mapping[str, ComparedUnit]) -> str:
    """Return the unit that a question is in.

    Raises:
        ProblemError: there is none, or several.
    """
    names = given.get("unit", ())
    asking = ", ".join(sorted(given.keys() & _NUMBERS))
    if not names:
        bare = " or ".join(sorted(FROM_ONE))
        detail = f"name the unit of {asking}, such as unit=a; only quantity={bare} has none, and /units lists them"
        refuse_faults([Fault(detail=detail, parameter="unit")])
    if len(names) > 1:
        dimensions = sorted({units[name].dimension for name in names})
        detail = f"name one unit: {asking} is in it, and figures in every unit of its dimension are found"
        if len(dimensions) > 1:
            detail = f"{', '.join(names)} measure different things ({', '.join(dimensions)}): {detail}"
        refuse_faults([Fault(detail=detail, parameter="unit")])
    return names[0]


def _incomparable(name: str, found: Sequence[str | None], units: Mapping[str, ComparedUnit]) -> str:
    """Say why a question in one unit cannot be asked of figures in others."""
    coded = [code for code in found if code is not None]
    others = f"are in {', '.join(coded)}" if coded else "have no unit"
    detail = f"asks for figures in {name}, but those that the other filters select {others}"
    if units[name].is_money and any(units[code].is_money for code in coded):
        return f"{detail}: currencies do not compare, since an exchange rate is a figure of its day, not a conversion"
    return f"{detail}: figures compare within one dimension, and that of {name} is {units[name].dimension}"
