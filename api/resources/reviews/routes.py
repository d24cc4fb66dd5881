"""Reading and writing reviews."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import ClaimId, EssayId, ReviewId, SourceId, StatisticId
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.nested_lists import Within
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Citation, Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_patch, answer_put
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.reviews import cite, linked_data
from api.resources.reviews.models import REVIEWS
from api.resources.reviews.review_writes import REVIEW_WRITES
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

router = Router()


@router.get("/reviews", **lists(REVIEWS))
async def list_reviews(request: Request) -> Response:
    """List reviews, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, REVIEWS)


@router.get("/reviews/facets", **counts(REVIEWS))
async def count_reviews(request: Request) -> Response:
    """Count reviews by the values of fields, filtered as asked."""
    return await answer_facets(request, REVIEWS)


@router.get("/reviews/{review_id}", **reads_one(REVIEWS))
async def get_review(request: Request, review_id: Annotated[ReviewId, identifier("review")]) -> Response:
    """Read one review."""
    return await answer_one(request, REVIEWS, review_id)


@router.post("/reviews", **creates(REVIEW_WRITES))
def create_review(write: ReceivedWrite) -> Response:
    """Add a review."""
    return answer_create(write, REVIEW_WRITES)


@router.patch("/reviews/{review_id}", **patches(REVIEW_WRITES))
def patch_review(write: ReceivedWrite, review_id: Annotated[ReviewId, identifier("review")]) -> Response:
    """Change fields of a review."""
    return answer_patch(write, REVIEW_WRITES, review_id)


@router.put("/reviews/{review_id}", **replaces(REVIEW_WRITES))
def replace_review(write: ReceivedWrite, review_id: Annotated[ReviewId, identifier("review")]) -> Response:
    """Replace a review."""
    return answer_put(write, REVIEW_WRITES, review_id)


@router.delete("/reviews/{review_id}", **deletes(REVIEW_WRITES))
def delete_review(write: ReceivedWrite, review_id: Annotated[ReviewId, identifier("review")]) -> Response:
    """Delete a review, on which nothing depends; its versions stay."""
    return answer_delete(write, REVIEW_WRITES, review_id)


@router.get("/essays/{essay_id}/reviews", **lists(REVIEWS, nested=True))
async def list_essay_reviews(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List the reviews of what an essay says."""
    within = Within(ESSAYS, essay_id, "essay_id")
    return await answer_list(request, REVIEWS, within)


@router.get("/claims/{claim_id}/reviews", **lists(REVIEWS, nested=True))
async def list_claim_reviews(request: Request, claim_id: Annotated[ClaimId, identifier("claim")]) -> Response:
    """List the reviews of a claim."""
    within = Within(CLAIMS, claim_id, "target_id")
    return await answer_list(request, REVIEWS, within)


@router.get("/statistics/{statistic_id}/reviews", **lists(REVIEWS, nested=True))
async def list_statistic_reviews(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """List the reviews of a statistic."""
    within = Within(STATISTICS, statistic_id, "target_id")
    return await answer_list(request, REVIEWS, within)


@router.get("/sources/{source_id}/reviews", **lists(REVIEWS, nested=True))
async def list_source_reviews(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """List the reviews that a source gave."""
    within = Within(SOURCES, source_id, "reviewer_id")
    return await answer_list(request, REVIEWS, within)


ROOM = Room(
    REVIEW_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
