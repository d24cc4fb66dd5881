"""Filters as data: each is a query parameter with a type, a meaning, and a condition in SQL."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from api.core.db.reader import StatementReader

Predicate = Callable[[list[sa.ColumnElement[Any]]], sa.ColumnElement[bool]]
FilterValues = tuple[tuple[Any, tuple[Any, ...]], ...]
"""What a list is filtered by: names, each with its values. What holds other filters is named by their shape
(`filter_groups.py`)."""
FilterShape = tuple[tuple[Any, int], ...]
"""What the SQL of filters depends on: the names, each with its number of values."""
Among = Callable[[str, FilterValues], Awaitable[Sequence[Any]]]
"""Tells the values that a column has among the records that filters select."""


def count_values(filters: FilterValues) -> FilterShape:
    """Return filters as the SQL depends on them."""
    return tuple((name, len(values)) for name, values in filters)


@dataclass(frozen=True, eq=False)
class Parameter:
    """A query parameter of a list.

    Attributes:
        name: the parameter's name.
        type: the Python type of one value, with its constraints.
        description: what is asked, for the OpenAPI document.
        single: whether it may be given only once; else it admits any of its values.
    """

    name: str
    type: Any
    description: str
    single: bool = field(default=False, kw_only=True)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What reads a value from its text."""
        return TypeAdapter(self.type)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of one value."""
        return _schema_of(self.type)


@cache
def _schema_of(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema of a type; hundreds of filters share a few dozen types."""
    return TypeAdapter(kind).json_schema()


@dataclass(frozen=True, eq=False)
class Filter(Parameter):
    """A query parameter that narrows a list by itself.

    Attributes:
        predicate: from the values, bound as SQL, to the SQL condition.
        scans: whether no index answers it, so that it must not run on the event loop.
        value: the one value that each record has for it, as text, where that is no column.
        pairs: selects each record's id with each value that it has for it, where it may have several.
    """

    predicate: Predicate
    scans: bool = False
    value: sa.ColumnElement[str] | None = None
    pairs: Callable[[], sa.Select[Any]] | None = None


@dataclass(frozen=True, eq=False)
class Condition:
    """What a question comes to in SQL; no parameter asks for it by its name.

    Attributes:
        name: tells it from filters and other conditions.
        predicate: as a filter's.
        scans: as a filter's.
        of_all: the same, said so that finding all that it holds for costs less, where it costs more than the first few.
        few: whether it holds for few records, which an index finds: they are sorted, not looked for in their order.
    """

    name: str
    predicate: Predicate
    scans: bool = False
    of_all: Predicate | None = None
    few: bool = False


class CompositeFilter(ABC):
    """What several parameters ask together.

    Attributes:
        parameters: its own parameters; it may read those of filters too.
        conditions: what it comes to.
    """

    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]

    @abstractmethod
    async def resolve(self, asked: FilterValues, reader: StatementReader) -> FilterValues:
        """Return what was asked, with conditions and filters in place of this question's parameters.

        Raises:
            ProblemError: the parameters do not fit one another.
        """

    def looks_up(self, asked: FilterValues) -> frozenset[str]:  # noqa: ARG002 - few questions look anything up
        """Return the resources in which what is asked is looked up, before records are read."""
        return frozenset()

    def surveys(self, asked: FilterValues) -> bool:  # noqa: ARG002 - few questions do
        """Tell whether `resolve` reads records, which no index bounds, to know how they are found soonest."""
        return False

    def needs(self, asked: FilterValues) -> frozenset[str]:  # noqa: ARG002 - few questions need others
        """Return the filters without which what is asked could not be answered."""
        return frozenset()

    async def explain_empty(  # noqa: B027 - few questions can be in vain
        self, asked: FilterValues, among: Among, reader: StatementReader
    ) -> None:
        """Refuse a question that no record found could ever answer, where that tells more than an empty list.

        Args:
            asked: what was asked, when no record was found.
            among: tells what the records are like that other filters select.
            reader: the database.

        Raises:
            ProblemError: it says why the question is in vain.
        """
