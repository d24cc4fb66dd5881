"""How reviews are written: the shapes of bodies, and what follows from what."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from api.core.db.columns import DecimalText, WebUrl
from api.core.records.base_record import Assigned, WrittenRecord, follows
from api.core.write.writable import Follow, Writable
from api.resources.reviews.models import REVIEW_STATISTICS, REVIEWS, ReviewBase, ReviewLists
from api.resources.reviews.rules import check, derive
from seed.frozen.derived import issued_days

_REVIEWS = REVIEWS.table.c


class ReviewUpdate(WrittenRecord, ReviewLists, ReviewBase):
    """A review, as it is to be."""

    url: WebUrl | None = Field(default=None, description="Where it can be read: a URL of http or https.")
    target_changed: bool | None = follows("`target_version`")  # type: ignore[assignment] # a body may leave it out
    agrees: bool | None = follows("`target_version` and `statistics`")
    ratio_lower: DecimalText | None = follows("`target_version` and `statistics`")
    ratio_upper: DecimalText | None = follows("`target_version` and `statistics`")


class ReviewCreate(ReviewUpdate, Assigned):
    """A new review."""


def _compared_with(statistic: str) -> sa.Select[Any]:
    """Return a query for the reviews of a figure, and for those that compare another with it."""
    compared = _REVIEWS.id.in_(REVIEW_STATISTICS.first_in(statistic))
    return sa.select(_REVIEWS.id).where(sa.or_(_REVIEWS.target_statistic_id == statistic, compared))


REVIEW_WRITES = Writable(
    resource=REVIEWS,
    create=ReviewCreate,
    update=ReviewUpdate,
    letter="v",
    derived=("target_changed", "agrees", "ratio_lower", "ratio_upper"),
    derive=derive,
    check=check,
    columns=issued_days,
    follows=(
        Follow("claims", lambda claim: sa.select(_REVIEWS.id).where(_REVIEWS.target_claim_id == claim)),
        Follow("statistics", _compared_with),
    ),
    one_essay=False,
    others_words=("rated", "rating", "scale"),
)
