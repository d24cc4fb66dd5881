"""What is asked of the feed, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.db.reader import Row, Statement, at_most, compile_statement, parameter
from api.core.records.base_record import table_of
from api.core.versions.history import SUMMARY, VERSIONS
from api.core.versions.version_tables import Version


class Mark(NamedTuple):
    """Where a client stands in the feed.

    Attributes:
        sequence: the number of the last change that it knows.
        epoch: the epoch of the dataset that the number is of.
    """

    sequence: int
    epoch: str


@dataclass(frozen=True)
class NewestChanges:
    """A page of changes, the last first.

    Attributes:
        rows: the values of `SUMMARY` of each, its state, and the state before, as JSON; None where there is none.
        wanted: which changes are wanted.
        earlier: the number beyond which the next page begins; None where there are no more.
    """

    rows: Sequence[Row]
    wanted: "Wanted"
    earlier: int | None


@dataclass(frozen=True)
class Wanted:
    """Which changes are wanted.

    Attributes:
        resources: of records of these kinds; none is all.
        essay_id: of this essay and what belongs to it; None is all.
    """

    resources: tuple[str, ...]
    essay_id: str | None

    @property
    def all(self) -> bool:
        """Whether every change is wanted."""
        return not self.resources and self.essay_id is None

    def statement(self, dialect: sa.Dialect) -> Statement:
        """Return the statement that reads changes; `values` has its values."""
        return _select(len(self.resources), dialect, of_essay=self.essay_id is not None)

    def newest_first(self, dialect: sa.Dialect) -> Statement:
        """Return the statement that reads them from the last on, each with its state and the state before."""
        return _select(len(self.resources), dialect, of_essay=self.essay_id is not None, newest_first=True)

    def values(self, since: int, until: int, limit: int) -> Mapping[str, Any]:
        """Return the values to read at most `limit` changes, from beyond one number up to another."""
        essay = self.essay_id
        return {
            **{f"resource_{n}": name for n, name in enumerate(self.resources)},
            "since": since,
            "until": until,
            "limit": limit,
            "essay": essay,
            "first": f"{essay}-",
            "beyond": f"{essay}.",  # the character after the hyphen
        }


_EARLIER = table_of(Version).alias("earlier").c
_BEFORE = (
    sa.select(_EARLIER.state)
    .where(
        _EARLIER.resource == VERSIONS.resource,
        _EARLIER.record_id == VERSIONS.record_id,
        _EARLIER.version == VERSIONS.version - 1,
    )
    .scalar_subquery()
)
"""The state of the same record in the version before."""


@lru_cache
def _select(resources: int, dialect: sa.Dialect, *, of_essay: bool, newest_first: bool = False) -> Statement:
    columns = (*SUMMARY, VERSIONS.state, _BEFORE) if newest_first else SUMMARY
    statement = sa.select(*columns).where(
        VERSIONS.sequence > parameter("since"), VERSIONS.sequence <= parameter("until")
    )
    if resources:
        statement = statement.where(VERSIONS.resource.in_([parameter(f"resource_{n}") for n in range(resources)]))
    if of_essay:
        within = sa.and_(VERSIONS.record_id >= parameter("first"), VERSIONS.record_id < parameter("beyond"))
        statement = statement.where(sa.or_(VERSIONS.record_id == parameter("essay"), within))
    order = VERSIONS.sequence.desc() if newest_first else VERSIONS.sequence
    statement = statement.order_by(order).limit(at_most("limit"))
    return compile_statement(statement, dialect)
