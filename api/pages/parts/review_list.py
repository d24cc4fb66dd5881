"""What reviews came to, as lines: each verdict in a word, by whom, and how a figure compares."""

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from typing import NamedTuple

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, says
from api.pages.parts.figure_words import plain
from api.pages.parts.period_words import period

_READ = Context(prec=3)
"""To how many digits a ratio is shown; the record has them all."""


class ReviewLine(NamedTuple):
    """A review, to be read: what it comes to, who gave it, and what else tells it from others."""

    id: str
    href: str
    verdict: str
    note: str
    reviewer: str
    marks: tuple[str, ...]


def review_lines(reviews: Iterable[Record], context: PageContext) -> list[ReviewLine]:
    """Return reviews as lines, given their reviewers embedded."""
    return [review_line(review, context, tuple(review_marks(review, context))) for review in reviews]


def review_line(review: Record, context: PageContext, marks: tuple[str, ...] = ()) -> ReviewLine:
    """Return a review as a line, given its reviewer embedded, with what else a reader is to know of it."""
    return ReviewLine(
        id=review["id"],
        href=context.href("reviews", review["id"]),
        verdict=context.name("verdict", review["verdict"]),
        note=context.words(review["note"]),
        reviewer=_reviewer(review, context),
        marks=marks,
    )


def review_marks(review: Record, context: PageContext) -> Iterator[str]:
    """Yield what a reader must know of a review: when, of which version, and how the figures compare."""
    if review["issued"]:
        yield str(period(review["issued"], context))
    if review["target_changed"]:
        yield f"{review['target_version']}: {context.name('since', 'changed')}"
    if review["agrees"] is not None:
        yield context.name("holds", str(review["agrees"]).lower())
    if review["ratio_lower"] is not None:
        ends = dict.fromkeys(plain(_READ.plus(Decimal(review[f"ratio_{end}"]))) for end in ("lower", "upper"))
        yield f"× {'–'.join(ends)}"


def _reviewer(review: Record, context: PageContext) -> str:
    reviewer = review.get("_embedded", {}).get("reviewer")
    return says("sources", reviewer, context) if reviewer else review["reviewer_id"]
