"""Questions of dates: periods that overlap; all ends are days, compared as text.

Which days a date or a period covers is in `seed/frozen/edtf.py`.
"""

import sqlalchemy as sa

from api.core.db.columns import Edtf
from api.core.db.reader import StatementReader
from api.core.http.problems import Fault, refuse_faults
from api.core.records.filters import CompositeFilter, Condition, FilterValues, Parameter
from seed.frozen.decimals import ABOVE_ALL, BELOW_ALL
from seed.frozen.edtf import period_keys


def follows_date(column: str) -> sa.CheckConstraint:
    """Constrain the days of a date in EDTF to be there where it is, in their order."""
    first, last = f"{column}_start", f"{column}_end"
    return sa.CheckConstraint(
        f"({column} IS NULL) = ({first} IS NULL) AND ({column} IS NULL) = ({last} IS NULL) "
        f"AND ({column} IS NULL OR {first} <= {last})",
        name=column,
    )


class Periods(CompositeFilter):
    """When something was, or holds: dates and periods that overlap the one from `…_from` to `…_to`."""

    def __init__(self, table: sa.Table, column: str, subject: str) -> None:
        """Ask of a column with dates in EDTF, whose first and last days two others hold as keys.

        Args:
            table: the table.
            column: the column; the others end in `_start` and `_end`.
            subject: what happens, for the OpenAPI document, such as "The figure holds".
        """
        self._from, self._to = f"{column}_from", f"{column}_to"
        self.parameters = (
            Parameter(
                self._from,
                Edtf,
                f"{subject}, at some time, on or after the first day of this (EDTF level 1).",
                single=True,
            ),
            Parameter(
                self._to,
                Edtf,
                f"{subject}, at some time, on or before the last day of this (EDTF level 1).",
                single=True,
            ),
        )
        self._overlap = f"{column}:overlap"
        first, last = table.c[f"{column}_start"], table.c[f"{column}_end"]
        self.conditions = (
            Condition(self._overlap, lambda asked: (first <= asked[1]) & (last >= asked[0]), scans=True),
        )

    async def resolve(self, asked: FilterValues, reader: StatementReader) -> FilterValues:  # noqa: ARG002 - it needs nothing of the database
        """Turn the two into one period."""
        given = dict(asked)
        others = tuple(item for item in asked if item[0] not in {self._from, self._to})
        if len(others) == len(asked):
            return asked
        [begin], [end] = given.get(self._from, (None,)), given.get(self._to, (None,))
        first = BELOW_ALL if begin is None else period_keys(begin)[0]
        last = ABOVE_ALL if end is None else period_keys(end)[1]
        if first > last:
            refuse_faults([Fault(detail=f"{end} ends before {self._from}, {begin}, begins", parameter=self._to)])
        return (*others, (self._overlap, (first, last)))
