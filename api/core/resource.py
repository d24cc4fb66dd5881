"""A resource as data: its table, its public shape, and the filters and sorts that it declares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import sqlalchemy as sa
from annotated_types import Le
from pydantic import StringConstraints, TypeAdapter
from sqlmodel import SQLModel
from sqlmodel.main import FieldInfoMetadata

from api.core.columns import MAX_INTEGER, SqlJson
from api.core.links import Link

_WITHOUT_NUL = StringConstraints(pattern=r"^[^\x00]*$")
"""PostgreSQL cannot hold NUL."""

Predicate = Callable[[list[sa.ColumnElement[Any]]], sa.ColumnElement[bool]]


@dataclass(frozen=True, eq=False)
class Filter:
    """A query parameter that narrows a list; repeated, it admits any of its values.

    Attributes:
        name: the parameter's name.
        type: the Python type of one value, with its constraints.
        description: what is asked, for the OpenAPI document.
        predicate: from the values, bound as SQL, to the SQL condition.
    """

    name: str
    type: Any
    description: str
    predicate: Predicate

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What reads a value from its text."""
        return TypeAdapter(self.type)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of one value."""
        return self.adapter.json_schema()


@dataclass(frozen=True, eq=False)
class Resource:
    """A kind of record that this service holds.

    Attributes:
        name: the plural name, which is the table's, the path's and the tag's.
        singular: the name of one.
        table: where the records are.
        public: the shape in which one is read.
        links: the fields that are lists of other records.
        filter_columns: the columns that a list may be filtered by, each with its meaning.
        filters_by_link: further filters, over other tables.
        sorts: the fields that a list may be sorted by.
        natural_order: the columns that order records where no sort is asked, and break ties; their
            values are unique together, and never null.
    """

    name: str
    singular: str
    table: sa.Table
    public: type[SQLModel]
    links: Mapping[str, Link] = field(default_factory=dict)
    filter_columns: tuple[str, ...] = ()
    filters_by_link: tuple[Filter, ...] = ()
    sorts: tuple[str, ...] = ()
    natural_order: tuple[str, ...] = ("essay_id", "number")

    @cached_property
    def filters(self) -> dict[str, Filter]:
        """Every filter, by name."""
        by_column = [self._column_filter(name) for name in self.filter_columns]
        return {item.name: item for item in (*by_column, *self.filters_by_link)}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of a record as it is read, in their order."""
        return tuple(self.public.model_fields)

    @cached_property
    def columns(self) -> list[sa.ColumnElement[Any]]:
        """What to select for each field."""
        return [
            self.links[name].json_of(self.table.c.id).label(name) if name in self.links else self.table.c[name]
            for name in self.fields
        ]

    @cached_property
    def json_fields(self) -> frozenset[str]:
        """The fields that the database gives as JSON text."""
        stored = {column.name for column in self.table.c if isinstance(column.type, SqlJson)}
        return frozenset(stored | set(self.links))

    @cached_property
    def boolean_fields(self) -> frozenset[str]:
        """The fields that SQLite gives as 0 and 1."""
        return frozenset(column.name for column in self.table.c if isinstance(column.type, sa.Boolean))

    def _column_filter(self, name: str) -> Filter:
        column = self.table.c[name]
        info = self.public.model_fields[name]
        kind = _without_none(info.annotation)
        limits = [item for item in info.metadata if not isinstance(item, FieldInfoMetadata)]
        if kind is int:
            limits.append(Le(MAX_INTEGER))
        if kind is str and not limits:
            limits.append(_WITHOUT_NUL)
        return Filter(name, _annotated(kind, limits), info.description or name, column.in_)


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


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        [inner] = [item for item in get_args(annotation) if item is not type(None)]
        return inner
    return annotation


def _annotated(annotation: Any, constraints: Sequence[Any]) -> Any:
    for constraint in constraints:
        annotation = Annotated[annotation, constraint]
    return annotation
