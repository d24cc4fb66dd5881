"""When what an answer follows from was changed last, for each state of the database.

A mark is the number of the last change, and its link in the chain, which commits to all that was before: as long as it
is the same, so is what follows from it, whichever process looks, and whatever else was written meanwhile.
"""

from asyncio import Lock
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from api.core.db.columns import SqlText
from api.core.db.dataset_state import ChangeMark, DataState
from api.core.db.reader import Reader, Row, Statement, compile_statement, parameter
from api.core.records.base_record import table_of
from api.core.versions.last_changes import HEAD_DIGITS, LAST_CHANGES
from api.core.versions.version_tables import Dataset, Version

_NEVER = ChangeMark(0, "")
_FIRST = -1
"""The number before every change."""


class ListScope(NamedTuple):
    """A part of the data that an answer may follow from.

    Attributes:
        resource: what kind of records.
        essay_id: of which essay; empty where of any.
    """

    resource: str
    essay_id: str = ""


class ChangeMarks:
    """Knows the last change of each part of the data, of one state of the database; learns what is new at the next.

    Args:
        reader: tells it.
    """

    def __init__(self, reader: Reader) -> None:
        """Know nothing yet."""
        self._reader = reader
        self._lock = Lock()
        self._of = ChangeMark(_FIRST, "")
        self._noted = False
        self._last: dict[ListScope, ChangeMark] = {}

    async def latest(self, state: DataState, scopes: Iterable[ListScope]) -> ChangeMark | None:
        """Return the last change of some parts of the data in a state; None where that is not known."""
        mark = state.mark
        if self._of != mark:
            async with self._lock:
                if self._of != mark:
                    await self._learn()
            if self._of != mark:
                return None
        last = max([self._last.get(scope, _NEVER) for scope in scopes], default=_NEVER)
        return last if self._noted else None

    async def _learn(self) -> None:
        """Learn what was changed since the state that is known; everything, where that is none of this history."""
        snapshot = await self._reader.fetch(_since(self._reader.dialect), {"since": self._of.sequence})
        if self._of.sequence != _FIRST and _link_before(snapshot.rows) != self._of.link:
            self._last.clear()
            snapshot = await self._reader.fetch(_since(self._reader.dialect), {"since": _FIRST})
        # Nothing waits from here on, so that nobody sees one without the other.
        for resource, essay_id, sequence, link in snapshot.rows:
            if resource:
                self._last[ListScope(resource, essay_id)] = ChangeMark(sequence, link)
        self._of = snapshot.state.mark
        [noted] = [row[2] for row in snapshot.rows if not row[0]]
        self._noted = noted == snapshot.version


def _link_before(rows: Iterable[Row]) -> str | None:
    """Return the link of the change up to which changes were known; None where there is none of that number."""
    [link] = [row[3] for row in rows if not row[0]]
    return None if link is None else str(link)


def _since(dialect: sa.Dialect) -> Statement:
    """Select what was changed since a change, and beside it up to what all is noted, and the link of that change."""
    versions, last = table_of(Version).c, LAST_CHANGES.c
    since, nothing = parameter("since", sa.Integer()), sa.literal_column("''", SqlText)
    link = sa.select(sa.func.substr(versions.chain_hash, 1, HEAD_DIGITS)).where(versions.sequence == since)
    told = sa.select(nothing, nothing, table_of(Dataset).c.noted, link.scalar_subquery())
    changed = sa.select(last.resource, last.essay_id, last.sequence, last.link).where(last.sequence > since)
    return compile_statement(sa.union_all(told, changed), dialect)
