"""Counting tallies: anew, after packs were loaded, and again, to verify them."""

from collections.abc import Callable, Collection
from typing import Any

import sqlalchemy as sa

from api.core.db.engine import reading
from api.core.records.base_record import table_of
from api.core.records.resource import Resource
from api.core.records.tallies import TALLIES, tally_mark, value_of
from api.core.versions.version_tables import Dataset

_DATASET = table_of(Dataset)

Progress = Callable[[str, int], None]


def are_current(connection: sa.Connection, resources: Collection[Resource]) -> bool:
    """Tell whether the tallies count all that is there, and what this version tallies."""
    head = connection.execute(sa.select(_DATASET)).one()
    return bool(head.tallied == tally_mark(head.version, head.chain_hash, resources))


def fill_tallies(engine: sa.Engine, resources: Collection[Resource], progress: Progress) -> None:
    """Count what is tallied, unless that is counted; who writes waits meanwhile.

    Args:
        engine: the database, at this version's schema.
        resources: every resource.
        progress: told how many tallies of each resource were made.
    """
    with reading(engine) as connection:
        if are_current(connection, resources):
            return
    with engine.begin() as connection:
        head = connection.execute(sa.select(_DATASET).with_for_update()).one()
        if are_current(connection, resources):  # another has counted them since
            return
        connection.execute(sa.delete(TALLIES))
        for resource in resources:
            counted = connection.execute(sa.insert(TALLIES).from_select(list(TALLIES.c), _counted(resource)))
            progress(f"tallies of {resource.name}", counted.rowcount)
        mark = tally_mark(head.version, head.chain_hash, resources)
        connection.execute(sa.update(_DATASET).values(tallied=mark))


def wrong_tallies(connection: sa.Connection, resource: Resource) -> list[str]:
    """Return what the tallies of a resource count that are not what counting its records gives."""
    stored = sa.select(*TALLIES.c).where(TALLIES.c.resource == resource.name, TALLIES.c.records != 0).subquery()
    counted = _counted(resource).subquery()
    wrong = set()
    for one, other in ((stored, counted), (counted, stored)):
        differing = connection.execute(sa.except_(sa.select(one), sa.select(other)))
        wrong |= {_told(*row[1:-1]) for row in differing}
    return sorted(wrong)


def _told(field: str, held: str, facet: str, value: str, status: str) -> str:
    among = f"{field}={held}, " if field else ""
    return f"{among}{facet}{value or ' null'}, {status}"


def _counted(resource: Resource) -> sa.CompoundSelect[Any]:
    """Return what selects the tallies of a resource; records that are alike in all that is tallied go together."""
    columns = [value_of(resource.table.c[name]).label(name) for name in resource.tallied]
    alike = sa.select(*columns, sa.func.count().label("alike")).group_by(*columns).cte("alike")
    records = sa.cast(sa.func.sum(alike.c.alike), sa.Integer)
    selected = []
    for field in ("", *resource.narrowing):
        for facet in resource.tallied:
            value = sa.func.coalesce(_text("=") + alike.c[facet], _text(""))
            held = alike.c[field] if field else _text("")
            of_each = (_text(resource.name), _text(field), held, _text(facet), value, alike.c.status, records)
            told = (item.label(column.name) for item, column in zip(of_each, TALLIES.c, strict=True))
            tally = sa.select(*told).group_by(alike.c[facet], alike.c.status)
            selected.append(tally.where(held.is_not(None)).group_by(held) if field else tally)
    return sa.union_all(*selected)


def _text(word: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{word}'", sa.Text)
