"""Tallies: how many records have each value of a facet, counted as they are written.

Counting a million records takes a tenth of a second and more, even along an index. So the table `tallies` has a row for
each value of a facet, and one for each value that it has beside a value of a field of `Resource.narrowing`. Whoever
writes versions adds what changed (`core/write/version_recorder.py`); `core/versions/tally_filling.py` counts anew.

Which head of the version chain they count is told in the dataset's row. Where that is another, because somebody wrote
who knows nothing of them, or knows others, nobody believes them, and records are counted instead.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2s
from typing import Any, NamedTuple, cast

import msgspec
import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import SqlText
from api.core.records.base_record import table_of
from api.core.records.resource import Resource


class Tally(SQLModel, table=True):
    """How many records of a resource have a value of a facet, and a status.

    `field` and `held` say of which records: of those that hold this in that field; both are empty where all are meant.
    A value stands after `=`; an empty text is that of records which have none.
    """

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    resource: str = Field(primary_key=True, sa_type=SqlText)
    field: str = Field(primary_key=True, sa_type=SqlText)
    held: str = Field(primary_key=True, sa_type=SqlText)
    facet: str = Field(primary_key=True, sa_type=SqlText)
    value: str = Field(primary_key=True, sa_type=SqlText)
    status: str = Field(primary_key=True, sa_type=SqlText)
    records: int


TALLIES = table_of(Tally)
_COLUMNS = tuple(column.name for column in TALLIES.primary_key)

_HEAD = 12
"""How many digits of the head of the chain tell a state."""

Key = tuple[str, ...]
"""What a tally is of: the values of its primary key."""
Facets = Mapping[str, Any]
"""The values of a record by the names of its facets, at least."""


class RecordChange(NamedTuple):
    """What a transaction made of a record.

    Attributes:
        resource: what the record is.
        before: what it was; None where it was not there.
        after: what it is; None where it is not there any more.
    """

    resource: Resource
    before: Facets | None
    after: Facets | None


_ADD = sa.text(
    "INSERT INTO tallies (resource, field, held, facet, value, status, records) "
    "VALUES (:resource, :field, :held, :facet, :value, :status, :records) "
    "ON CONFLICT (resource, field, held, facet, value, status) "
    "DO UPDATE SET records = tallies.records + excluded.records"
)


def counts_all(dataset: Any, resources: Iterable[Resource]) -> sa.ColumnElement[bool]:
    """Say in SQL that tallies count all that is there: that the dataset's row says what `tally_mark` says of it."""
    state = [sa.cast(dataset.version, sa.Text), sa.func.substr(dataset.chain_hash, 1, _HEAD)]
    layout = sa.literal_column(f"'{_layout(tuple(resources))}'", sa.Text)
    space = sa.literal_column("' '", sa.Text)
    return cast("sa.ColumnElement[bool]", dataset.tallied == state[0] + space + state[1] + space + layout)


def tally_mark(version: int, chain_hash: str, resources: Iterable[Resource]) -> str:
    """Return what the dataset's row says when tallies count all that is there: the state, and what is tallied."""
    return f"{version} {chain_hash[:_HEAD]} {_layout(tuple(resources))}"


@lru_cache(maxsize=8)
def _layout(resources: tuple[Resource, ...]) -> str:
    told = sorted((resource.name, resource.tallied, resource.narrowing) for resource in resources)
    return blake2s(msgspec.json.encode(told), digest_size=8).hexdigest()


def text_of(value: Any) -> str | None:
    """Return a value of a facet as a tally has it."""
    return ("false", "true")[value] if isinstance(value, bool) else value


def value_of(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str | None]:
    """Return what selects a value of a facet from a table of records as a tally has it."""
    if isinstance(column.type, sa.Boolean):
        true, false = (sa.literal_column(f"'{word}'", sa.Text) for word in ("true", "false"))
        return sa.case((column, true), (sa.not_(column), false))
    return column


def add_tallies(connection: sa.Connection, changed: Iterable[RecordChange]) -> None:
    """Add what changes of records make of tallies; the dataset's row is held."""
    sums: Counter[Key] = Counter()
    for resource, before, after in changed:
        sums.subtract(_keys(resource, before))
        sums.update(_keys(resource, after))
    rows = [dict(zip(_COLUMNS, key, strict=True)) | {"records": count} for key, count in sums.items() if count]
    if rows:
        connection.execute(_ADD, rows)


def _keys(resource: Resource, record: Facets | None) -> Iterator[Key]:
    if record is None:
        return
    values = {name: text_of(record[name]) for name in resource.tallied}
    held = [("", ""), *((name, values[name]) for name in resource.narrowing)]
    for field, value in held:
        if value is not None:
            for facet, counted in values.items():
                told = "" if counted is None else f"={counted}"
                yield resource.name, field, value, facet, told, record["status"]
