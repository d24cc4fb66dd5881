"""Questions of when a figure holds: periods that overlap; all ends are days, compared as text."""

import sqlalchemy as sa

from api.core.columns import Edtf
from api.core.filters import Asked, Condition, Parameter, Question
from api.core.problems import Fault
from api.core.query import refuse_faults
from api.core.reads import Reader
from seed.frozen.decimals import ABOVE_ALL, BELOW_ALL
from seed.frozen.edtf import period_keys


class Periods(Question):
    """When a figure holds: periods that overlap the one from `period_from` to `period_to`."""

    parameters = (
        Parameter(
            "period_from",
            Edtf,
            "The figure holds, at some time, on or after the first day of this (EDTF level 1).",
            single=True,
        ),
        Parameter(
            "period_to",
            Edtf,
            "The figure holds, at some time, on or before the last day of this (EDTF level 1).",
            single=True,
        ),
    )

    def __init__(self, statistics: sa.Table) -> None:
        """Ask of a table of figures."""
        first, last = statistics.c.period_start, statistics.c.period_end
        self.conditions = (
            Condition("period:overlap", lambda asked: (first <= asked[1]) & (last >= asked[0]), scans=True),
        )

    async def resolve(self, asked: Asked, reader: Reader) -> Asked:  # noqa: ARG002 - it needs nothing of the database
        """Turn the two into one period."""
        given = dict(asked)
        others = tuple(item for item in asked if item[0] not in {"period_from", "period_to"})
        if len(others) == len(asked):
            return asked
        [begin], [end] = given.get("period_from", (None,)), given.get("period_to", (None,))
        first = BELOW_ALL if begin is None else period_keys(begin)[0]
        last = ABOVE_ALL if end is None else period_keys(end)[1]
        if first > last:
            refuse_faults([Fault(detail=f"{end} ends before period_from, {begin}, begins", parameter="period_to")])
        return (*others, ("period:overlap", (first, last)))
