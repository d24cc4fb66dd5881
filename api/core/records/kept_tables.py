"""Tables that follow from records of several resources, and are kept as those are written.

What follows from other records, however far away, would have to be looked for at each question: so it is kept. Whoever
writes versions lets such a table follow (`core/write/version_recorder.py`); `core/versions/kept_table_filling.py` makes
it anew. Up to which state they are kept is told in the dataset's row. Where that is another, because somebody wrote who
knows nothing of them, the next who writes makes them anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import sqlalchemy as sa

from api.core.records.resource import Resource
from api.core.records.tallies import RecordChange

FOLLOWS_FROM = "follows_from"
"""What a kept table says in `info`: the names of the resources of which records it follows from."""
_HEAD = 12
"""How many digits of the head of the chain tell a state."""


class KeptTable(Protocol):
    """A table that follows from records."""

    @property
    def layout(self) -> str:
        """What changes whenever the same records give other rows."""

    def fill(self, connection: sa.Connection) -> int:
        """Make all rows anew, and return how many there are."""

    def follow(self, connection: sa.Connection, changed: Sequence[RecordChange]) -> None:
        """Let the rows follow from records that were changed."""

    def wrong(self, connection: sa.Connection) -> Iterator[str]:
        """Yield what rows say that does not follow from the records."""


def kept_tables(resources: Iterable[Resource]) -> list[KeptTable]:
    """Return the tables that follow from records of some resources."""
    return [table for resource in resources for table in resource.kept]


def kept_mark(head: sa.Row[Any], tables: Iterable[KeptTable]) -> str:
    """Return what the dataset's row says when tables are kept up to its state."""
    return kept_mark_at(head.version, head.chain_hash, tables)


def kept_mark_at(version: int, chain_hash: str, tables: Iterable[KeptTable]) -> str:
    """Return the same of a state that is yet to be."""
    return " ".join([str(version), chain_hash[:_HEAD], *(table.layout for table in tables)])


def follow_records(
    connection: sa.Connection, head: sa.Row[Any], tables: Sequence[KeptTable], changed: Sequence[RecordChange]
) -> None:
    """Let tables follow from what a transaction changed after a state; the dataset's row is held."""
    followed = head.kept == kept_mark(head, tables)
    for table in tables:
        if followed:
            table.follow(connection, changed)
        else:
            table.fill(connection)
