"""How statistics are written: the shapes of bodies, and what follows from what."""

import sqlalchemy as sa

from api.core.db.columns import DecimalText
from api.core.identifiers import SectionId
from api.core.records.base_record import Assigned, WrittenRecord, follows
from api.core.write.bodies import Body
from api.core.write.writable import Follow, RuleContext, Writable
from api.resources.passages.models import section_of_first
from api.resources.statistics.derived_figures import derive_figures, ends_that_follow
from api.resources.statistics.models import (
    STATISTIC_INPUTS,
    STATISTIC_PASSAGES,
    STATISTICS,
    StatisticBase,
    StatisticLists,
)
from api.resources.statistics.rules import check
from seed.frozen.figures import derived
from seed.frozen.intervals import BoundBasis

_ENDS = "`comparator`, `value`, `reading` and `quantity`, where they say it"


class StatisticUpdate(WrittenRecord, StatisticLists, StatisticBase):
    """A statistic, as it is to be: its ends may be left out where its wording denotes them."""

    lower: DecimalText | None = follows(_ENDS)
    lower_closed: bool | None = follows(_ENDS)  # type: ignore[assignment] # a body may leave it out
    upper: DecimalText | None = follows(_ENDS)
    upper_closed: bool | None = follows(_ENDS)  # type: ignore[assignment] # a body may leave it out
    bound_basis: BoundBasis | None = follows("the ends")
    normalised_lower: DecimalText | None = follows("`lower` and `unit`")
    normalised_upper: DecimalText | None = follows("`upper` and `unit`")
    recomputed_lower: DecimalText | None = follows("`formula` and `inputs`")
    recomputed_upper: DecimalText | None = follows("`formula` and `inputs`")
    agrees: bool | None = follows("`formula` and `inputs`")
    section_id: SectionId | None = follows("the first passage")


class StatisticCreate(StatisticUpdate, Assigned):
    """A new statistic."""


def _derive(context: RuleContext, record: Body, given: frozenset[str]) -> Body:
    return derive_figures(context, record, given) | {"section_id": section_of_first(context, record)}


STATISTIC_WRITES = Writable(
    resource=STATISTICS,
    create=StatisticCreate,
    update=StatisticUpdate,
    letter="s",
    derived=(
        "bound_basis",
        "normalised_lower",
        "normalised_upper",
        "recomputed_lower",
        "recomputed_upper",
        "agrees",
        "section_id",
    ),
    derived_unless_given=ends_that_follow,
    derive=_derive,
    check=check,
    columns=derived,
    follows=(
        Follow("passages", STATISTIC_PASSAGES.first_in),
        Follow("units", lambda unit: sa.select(STATISTICS.table.c.id).where(STATISTICS.table.c.unit == unit)),
        Follow(
            "statistics",
            lambda identifier: sa.select(STATISTIC_INPUTS.owner.label("id")).where(
                STATISTIC_INPUTS.member == identifier
            ),
        ),
    ),
)
