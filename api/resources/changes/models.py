"""What is asked of the feed, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.db.reader import Statement, at_most, compile_statement, parameter
from api.core.versions.history import SUMMARY, VERSIONS


class Mark(NamedTuple):
    """Where a client stands in the feed.

    Attributes:
        sequence: the number of the last change that it knows.
        epoch: the epoch of the dataset that the number is of.
    """

    sequence: int
    epoch: str


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


@lru_cache
def _select(resources: int, dialect: sa.Dialect, *, of_essay: bool) -> Statement:
    statement = sa.select(*SUMMARY).where(
        VERSIONS.sequence > parameter("since"), VERSIONS.sequence <= parameter("until")
    )
    if resources:
        statement = statement.where(VERSIONS.resource.in_([parameter(f"resource_{n}") for n in range(resources)]))
    if of_essay:
        within = sa.and_(VERSIONS.record_id >= parameter("first"), VERSIONS.record_id < parameter("beyond"))
        statement = statement.where(sa.or_(VERSIONS.record_id == parameter("essay"), within))
    statement = statement.order_by(VERSIONS.sequence).limit(at_most("limit"))
    return compile_statement(statement, dialect)
