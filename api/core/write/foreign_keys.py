"""What records name, and who names them, read from the foreign keys of the schema."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault, ProblemError
from api.core.write.bodies import Body, pointer
from api.core.write.writable import RuleContext, Writable

_SHOWN = 20
_AT_ONCE = 500
"""Of how many records it is asked at once who names them."""


class Reference(NamedTuple):
    """A record that names another, and the field in which it does."""

    resource: str
    field: str
    id: str
    named: str


def missing(context: RuleContext, writable: Writable, record: Body) -> Iterator[Fault]:
    """Yield a fault for each record that is named but is not there, or is of another essay."""
    for field, table in writable.references.items():
        value = record.get(field)
        is_list = isinstance(value, list)
        for place, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            where = pointer(field, place) if is_list else pointer(field)
            named = item
            if isinstance(item, dict):
                member = writable.links[field].member.name
                named, where = item[member], where + pointer(member)
            row = context.find(table, named)
            if row is None:
                yield Fault(detail=f"{named} is not among the {table}", pointer=where)
            elif (
                writable.one_essay
                and "essay_id" in record
                and row.get("essay_id", record["essay_id"]) != (record["essay_id"])
            ):
                yield Fault(detail=f"{named} is of another essay than {record['essay_id']}", pointer=where)


def repeated(writable: Writable, record: Body) -> Iterator[Fault]:
    """Yield a fault for each record that stands twice in a list."""
    for field, link in writable.links.items():
        names = [item[link.member.name] if isinstance(item, dict) else item for item in record[field]]
        before = set[str]()
        for place, name in enumerate(names):
            if name in before:
                yield Fault(detail=f"{name} stands in the list already", pointer=pointer(field, place))
            before.add(name)


def dependents(
    context: RuleContext, writables: Mapping[str, Writable], table: sa.Table, identifiers: Sequence[str]
) -> list[Reference]:
    """Return the records that name some records of a table, so that these cannot go without them."""
    statement, named_by = _naming(tuple(writables.values()), table)
    if statement is None:
        return []
    rows = [
        row
        for start in range(0, len(identifiers), _AT_ONCE)
        for row in context.rows(statement, {"named": identifiers[start : start + _AT_ONCE]})
    ]
    return [named_by[row["place"]]._replace(id=row["id"], named=row["named"]) for row in rows]


def refuse_dependents(
    context: RuleContext, writables: Mapping[str, Writable], table: sa.Table, identifier: str
) -> None:
    """Refuse to let a record go that others name.

    Raises:
        ProblemError: `in-use`; it names them.
    """
    found = dependents(context, writables, table, [identifier])
    if found:
        faults = [
            Fault(detail=f"{writables[item.resource].resource.singular} {item.id} names it as {item.field}")
            for item in found[:_SHOWN]
        ]
        names = ", ".join(dict.fromkeys(item.id for item in found[:_SHOWN]))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise ProblemError("in-use", f"{identifier} cannot go: {names}{more} depend on it.", faults)


@lru_cache(maxsize=64)
def _naming(
    writables: tuple[Writable, ...], table: sa.Table
) -> tuple[sa.CompoundSelect[Any] | None, Sequence[Reference]]:
    """Return what asks who names records of a table, and by their `place` the resources and fields that do."""
    rooms = {item.resource.name for item in writables}
    lists = {link.table.name: (item.resource.name, field) for item in writables for field, link in item.links.items()}
    asked, named_by = list[sa.Select[Any]](), list[Reference]()
    for other in SQLModel.metadata.sorted_tables:
        if other.name not in rooms and other.name not in lists:
            continue
        owner = next(iter(other.c)) if other.name in lists else other.c.id
        for column in other.c:
            if column is owner or not any(key.column.table is table for key in column.foreign_keys):
                continue
            # The columns that a foreign key hangs on may be made from the field that says it: `origin_claim_id`.
            said = f"{column.name.partition('_')[0]}_id" if column.computed is not None else column.name
            place = sa.literal_column(str(len(named_by)), sa.Integer).label("place")
            these = column.in_(sa.bindparam("named", expanding=True))
            asked.append(sa.select(place, owner.label("id"), column.label("named")).where(these))
            named_by.append(Reference(*lists.get(other.name, (other.name, said)), "", ""))
    return sa.union_all(*asked).order_by("place", "id") if asked else None, named_by
