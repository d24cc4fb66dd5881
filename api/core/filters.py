"""Filters as data: each is a query parameter with a type, a meaning, and a condition in SQL."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import sqlalchemy as sa
from annotated_types import Le
from pydantic import StringConstraints, TypeAdapter
from pydantic.fields import FieldInfo
from sqlmodel.main import FieldInfoMetadata

from api.core.columns import MAX_INTEGER, ORDERED, SqlJson, word_contains
from api.core.links import Link
from api.core.reads import Reader

Predicate = Callable[[list[sa.ColumnElement[Any]]], sa.ColumnElement[bool]]
Asked = tuple[tuple[str, tuple[Any, ...]], ...]
"""What a list is filtered by: names, each with its values."""
Among = Callable[[str, Asked], Awaitable[Sequence[Any]]]
"""Tells the values that a column has among the records that filters select."""

_TEXT = StringConstraints(pattern=r"^[^\x00]*$", max_length=1000)
"""What a database needs of a text that has no limits of its own: PostgreSQL cannot hold NUL."""
_NEEDLE = Annotated[str, StringConstraints(pattern=r"^[^\x00]+$", max_length=200)]

_COMPARISONS: Mapping[str, tuple[str, Callable[[Any, Any], sa.ColumnElement[bool]]]] = {
    "gt": ("greater than", lambda column, value: column > value),
    "gte": ("at least", lambda column, value: column >= value),
    "lt": ("less than", lambda column, value: column < value),
    "lte": ("at most", lambda column, value: column <= value),
}


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
        return self.adapter.json_schema()


@dataclass(frozen=True, eq=False)
class Filter(Parameter):
    """A query parameter that narrows a list by itself.

    Attributes:
        predicate: from the values, bound as SQL, to the SQL condition.
        scans: whether no index answers it, so that it must not run on the event loop.
    """

    predicate: Predicate
    scans: bool = False


@dataclass(frozen=True, eq=False)
class Condition:
    """What a question comes to in SQL; no parameter asks for it by its name.

    Attributes:
        name: tells it from filters and other conditions.
        predicate: as a filter's.
        scans: as a filter's.
        of_all: the same, said so that finding all that it holds for costs less, where it costs more than the first few.
    """

    name: str
    predicate: Predicate
    scans: bool = False
    of_all: Predicate | None = None


class Question(ABC):
    """What several parameters ask together.

    Attributes:
        parameters: its own parameters; it may read those of filters too.
        conditions: what it comes to.
    """

    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]

    @abstractmethod
    async def resolve(self, asked: Asked, reader: Reader) -> Asked:
        """Return what was asked, with conditions and filters in place of this question's parameters.

        Raises:
            ProblemError: the parameters do not fit one another.
        """

    async def refuse_vain(  # noqa: B027 - few questions can be in vain
        self, asked: Asked, among: Among, reader: Reader
    ) -> None:
        """Refuse a question that no record found could ever answer, where that tells more than an empty list.

        Args:
            asked: what was asked, when no record was found.
            among: tells what the records are like that other filters select.
            reader: the database.

        Raises:
            ProblemError: it says why the question is in vain.
        """


def of_column(column: sa.Column[Any], info: FieldInfo) -> Iterator[Filter]:
    """Declare what may be asked of a column: equality, its contrary, order, and what it contains.

    Args:
        column: the column.
        info: the field of the public shape that shows it.
    """
    name, meaning = column.name, (info.description or column.name).rstrip(".")
    if isinstance(column.type, SqlJson):
        description = f"{meaning}: contains this, in any language; ASCII letters in either case."
        yield Filter(f"{name}_like", _NEEDLE, description, _any_contains(column), scans=True)
        return
    kind = _without_none(info.annotation)
    limits = [item for item in info.metadata if not isinstance(item, FieldInfoMetadata)]
    plain_text = kind is str and not limits
    kind = _annotated(kind, [*limits, *([Le(MAX_INTEGER)] if kind is int else [_TEXT] if plain_text else [])])
    yield Filter(name, kind, f"{meaning}.", column.in_, scans=not _leads_an_index(column))
    if _bare(kind) is int or any(getattr(item, "pattern", None) in ORDERED for item in limits):
        for operator, (words, compare) in _COMPARISONS.items():
            description = f"{meaning}: {words} this."
            yield Filter(f"{name}_{operator}", kind, description, _compared(column, compare), single=True, scans=True)
    description = f"{meaning}: none of these; null is none of them."
    yield Filter(f"{name}_ne", kind, description, _differs(column), scans=True)
    if plain_text:
        description = f"{meaning}: contains this; ASCII letters in either case."
        yield Filter(f"{name}_like", _NEEDLE, description, _any_contains(column), scans=True)


def holding(name: str, kind: Any, link: Link, record: sa.ColumnElement[Any], description: str) -> Filter:
    """Declare a filter for the records whose list holds one of the values.

    Args:
        name: the parameter.
        kind: the type of one value.
        link: the list.
        record: the id of the records that are filtered, which own the list.
        description: what is asked.
    """
    return Filter(
        name, kind, description, lambda values: record.in_(sa.select(link.owner).where(link.member.in_(values)))
    )


def held_by(name: str, kind: Any, link: Link, record: sa.ColumnElement[Any], description: str) -> Filter:
    """Declare a filter for the records that stand in the list of one of the values."""
    return Filter(
        name, kind, description, lambda values: record.in_(sa.select(link.member).where(link.owner.in_(values)))
    )


def holding_where(
    name: str, kind: Any, link: Link, record: sa.ColumnElement[Any], member: sa.Column[Any], description: str
) -> Filter:
    """Declare a filter for the records whose list holds one with a column of one of the values.

    Args:
        name: the parameter.
        kind: the type of one value.
        link: the list.
        record: the id of the records that are filtered, which own the list.
        member: the column of the listed records.
        description: what is asked.
    """
    joined = link.table.join(member.table, link.member == member.table.c.id)
    owners = sa.select(link.owner).select_from(joined)
    return Filter(name, kind, description, lambda values: record.in_(owners.where(member.in_(values))))


def having(name: str, exists: sa.ColumnElement[bool], description: str) -> Filter:
    """Declare a filter that is true or false, for the records of which something else exists."""

    def predicate(values: Sequence[sa.ColumnElement[Any]]) -> sa.ColumnElement[bool]:
        return sa.case((exists, sa.true()), else_=sa.false()) == values[0]

    return Filter(name, bool, description, predicate, single=True, scans=True)


def _leads_an_index(column: sa.Column[Any]) -> bool:
    assert isinstance(column.table, sa.Table), "columns of tables can be filtered by"
    unique = [
        item for item in column.table.constraints if isinstance(item, sa.PrimaryKeyConstraint | sa.UniqueConstraint)
    ]
    return any(next(iter(item.columns), None) is column for item in (*column.table.indexes, *unique))


def _compared(column: sa.Column[Any], compare: Callable[[Any, Any], sa.ColumnElement[bool]]) -> Predicate:
    return lambda values: compare(column, values[0])


def _differs(column: sa.Column[Any]) -> Predicate:
    return lambda values: sa.or_(column.is_(None), column.not_in(values)) if column.nullable else column.not_in(values)


def _any_contains(column: sa.Column[Any]) -> Predicate:
    return lambda values: sa.or_(*(word_contains(column, value) for value in values))


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        [inner] = [item for item in get_args(annotation) if item is not type(None)]
        return inner
    return annotation


def _annotated(annotation: Any, constraints: Sequence[Any]) -> Any:
    for constraint in constraints:
        annotation = Annotated[annotation, constraint]
    return annotation
