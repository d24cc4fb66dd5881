"""Declaring filters: over a column, over a list, over what names a record.

Decimals are compared in `api/resources/statistics/value_filters.py`, by the keys of `seed/frozen/decimals.py`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import sqlalchemy as sa
from annotated_types import Le
from pydantic import Field, StringConstraints
from pydantic.fields import FieldInfo
from sqlmodel.main import FieldInfoMetadata

from api.core.db.columns import MAX_INTEGER, TIMESTAMP_PATTERN, SqlJson, word_contains
from api.core.db.link_tables import LinkTable
from api.core.records.filters import Filter, Predicate
from api.core.records.instants import Instant
from api.core.records.related import pairing

_TEXT = StringConstraints(pattern=r"^[^\x00]*$", max_length=1000)
"""What a database needs of a text that has no limits of its own: PostgreSQL cannot hold NUL."""
_NEEDLE = Annotated[str, StringConstraints(pattern=r"^[^\x00]+$", max_length=200)]

_COMPARISONS: Mapping[str, tuple[str, Callable[[Any, Any], sa.ColumnElement[bool]]]] = {
    "gt": ("greater than", lambda column, value: column > value),
    "gte": ("at least", lambda column, value: column >= value),
    "lt": ("less than", lambda column, value: column < value),
    "lte": ("at most", lambda column, value: column <= value),
}


def of_column(column: sa.Column[Any], info: FieldInfo) -> Iterator[Filter]:
    """Declare what may be asked of a column: equality, its contrary, order, and what it contains.

    Args:
        column: the column.
        info: the field of the public shape that shows it.
    """
    name, meaning = column.name, (info.description or column.name).rstrip(".")
    if isinstance(column.type, SqlJson):
        kind = _without_none(info.annotation)
        listed = ("texts" if _bare(*get_args(kind)) is str else "maps") if get_origin(kind) is list else ""
        among = "any of them" if listed else "any language"
        description = f"{meaning}: contains this, in {among}; ASCII letters in either case."
        yield Filter(f"{name}_like", _NEEDLE, description, _any_contains(column, listed=listed), scans=True)
        return
    kind = _without_none(info.annotation)
    limits = [item for item in info.metadata if not isinstance(item, FieldInfoMetadata)]
    checked = (*limits, *get_args(kind)[1:]) if get_origin(kind) is Annotated else limits
    plain_text = _bare(kind) is str and not any(getattr(item, "pattern", None) for item in checked)
    timed = any(getattr(item, "pattern", None) == TIMESTAMP_PATTERN for item in limits)
    kind = _annotated(
        kind, [*([Le(MAX_INTEGER)] if kind is int else [_TEXT] if kind is str and plain_text else []), *limits]
    )
    if timed:
        kind = Instant
    elif info.examples:  # they stand beside the limits, not among them
        kind = Annotated[kind, Field(examples=info.examples)]
    yield Filter(name, kind, f"{meaning}.", column.in_, scans=not _leads_an_index(column))
    if timed or _bare(kind) is int:
        for operator, (words, compare) in _COMPARISONS.items():
            description = f"{meaning}: {words} this."
            yield Filter(f"{name}_{operator}", kind, description, _compared(column, compare), single=True, scans=True)
    description = f"{meaning}: none of these; null is none of them."
    yield Filter(f"{name}_ne", kind, description, _differs(column), scans=True)
    if plain_text:
        description = f"{meaning}: contains this; ASCII letters in either case."
        yield Filter(f"{name}_like", _NEEDLE, description, _any_contains(column), scans=True)


def list_contains(name: str, kind: Any, link: LinkTable, record: sa.ColumnElement[Any], description: str) -> Filter:
    """Declare a filter for the records whose list holds one of the values.

    Args:
        name: the parameter.
        kind: the type of one value.
        link: the list.
        record: the id of the records that are filtered, which own the list.
        description: what is asked.
    """
    return Filter(
        name,
        kind,
        description,
        lambda values: record.in_(sa.select(link.owner).where(link.member.in_(values))),
        pairs=lambda: _pairs(link.owner, link.member),
    )


def in_list_of(name: str, kind: Any, link: LinkTable, record: sa.ColumnElement[Any], description: str) -> Filter:
    """Declare a filter for the records that stand in the list of one of the values."""
    return Filter(
        name,
        kind,
        description,
        lambda values: record.in_(sa.select(link.member).where(link.owner.in_(values))),
        pairs=lambda: _pairs(link.member, link.owner),
    )


def holding_where(
    name: str, kind: Any, link: LinkTable, record: sa.ColumnElement[Any], member: sa.Column[Any], description: str
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
    return Filter(
        name,
        kind,
        description,
        lambda values: record.in_(owners.where(member.in_(values))),
        pairs=lambda: _pairs(link.owner, member).select_from(joined),
    )


def joined_to(
    name: str, kind: Any, pairs: tuple[str, str, str], record: sa.ColumnElement[Any], description: str
) -> Filter:
    """Declare a filter for the records that a table pairs with one of the values.

    Args:
        name: the parameter.
        kind: the type of one value.
        pairs: the table, its column of the values, and its column of the records, by name: their room
            may import that of the records.
        record: the id of the records that are filtered.
        description: what is asked.
    """
    return Filter(name, kind, description, lambda values: record.in_(pairing(*pairs, values)))


def kept_value(
    name: str,
    kind: Any,
    value: sa.Column[Any],
    owner: sa.Column[Any],
    record: sa.ColumnElement[Any],
    description: str,
) -> Filter:
    """Declare a filter for the records of which a kept table says one of the values.

    There are few values, each of many records: so it is looked up of each record in the order of the list, instead of
    sorting all that have one for every page.

    Args:
        name: the parameter.
        kind: the type of one value.
        value: the table's column of values.
        owner: its column of the records.
        record: the id of the records that are filtered.
        description: what is asked.
    """
    return Filter(
        name,
        kind,
        description,
        lambda values: sa.select(value).where(owner == record).scalar_subquery().in_(values),
        scans=True,
        pairs=lambda: _pairs(owner, value),
    )


def having(name: str, exists: sa.ColumnElement[bool], description: str) -> Filter:
    """Declare a filter that is true or false, for the records of which something else exists."""

    def predicate(values: Sequence[sa.ColumnElement[Any]]) -> sa.ColumnElement[bool]:
        return sa.case((exists, sa.true()), else_=sa.false()) == values[0]

    true, false = (sa.literal_column(f"'{word}'", sa.Text) for word in ("true", "false"))
    return Filter(
        name, bool, description, predicate, single=True, scans=True, value=sa.case((exists, true), else_=false)
    )


def _pairs(record: sa.ColumnElement[Any], value: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(record.label("record"), value.label("value"))


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


def _any_contains(column: sa.Column[Any], *, listed: str = "") -> Predicate:
    return lambda values: sa.or_(*(word_contains(column, value, listed=listed) for value in values))


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
