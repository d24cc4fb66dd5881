"""One claim that was reviewed, to show that what became known since stands beside what was said."""

from typing import NamedTuple

from api.core.db.reader import Reader
from api.pages.answers.named_records import read_named
from api.pages.home.first_records import read_first
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, card
from api.pages.parts.review_list import ReviewLine, review_lines
from api.resources.claims.models import CLAIMS
from api.resources.reviews.models import REVIEWS
from api.resources.sources.models import SOURCES

_REVIEWS = 20
"""Among how many reviews it is looked for."""


class ShownReview(NamedTuple):
    """A claim, and what a review found of it."""

    claim: Card
    found: ReviewLine


async def review_to_show(reader: Reader, context: PageContext) -> ShownReview | None:
    """Return the first claim that stands and has a review; one that rests on figures before one that does not."""
    reviews = await read_first(reader, REVIEWS, _REVIEWS, of="claim")
    claims = await read_named(reader, CLAIMS, {review["target_id"] for review in reviews})
    standing = {name for name, claim in claims.items() if claim["status"] == "published"}
    for review in sorted(reviews, key=lambda one: not one["statistics"]):
        if review["target_id"] in standing:
            reviewers = await read_named(reader, SOURCES, [review["reviewer_id"]])
            whole = {**review, "_embedded": {"reviewer": reviewers.get(review["reviewer_id"])}}
            [line] = review_lines([whole], context)
            return ShownReview(card("claims", claims[review["target_id"]], context), line)
    return None
