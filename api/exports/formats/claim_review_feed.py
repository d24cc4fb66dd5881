"""What others found of an essay's claims and figures, as a data feed of ClaimReviews (schema.org)."""

from typing import Any

import msgspec

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.written import DraftedEssay, Written
from api.imports.draft_parts import DraftReview, DraftSource
from api.imports.parsed_files import GivenFile

FORM = Form("claimreview", "application/ld+json")

_LISTS = ("sections", "entities", "figures", "claims", "links", "topics", "tensions", "left_out")
_ESSAYS = ("title", "authors", "year", "license", "genre")


def write(essay: DraftedEssay) -> Written:
    """Write the reviews of an essay; of claims and figures, those that are reviewed are named alone."""
    draft, losses = essay.draft, FormatLosses("claimreview")
    losses.essay(draft, _ESSAYS)
    losses.parts(draft, _LISTS)
    sources = {source.id: source for source in draft.sources}
    reviewers = {review.reviewer for review in draft.reviews}
    for source in draft.sources:
        if source.id not in reviewers:
            losses.dropped("source", source.id, "claimreview has those who review alone")
    feed = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": draft.title,
        "dataFeedElement": [_review(review, sources, essay) for review in draft.reviews],
    }
    content = msgspec.json.format(msgspec.json.encode(feed), indent=1) + b"\n"
    return Written([GivenFile(f"{essay.name}.jsonld", content)], FORM.media_type, losses.constructs)


def _review(review: DraftReview, sources: dict[str, DraftSource], essay: DraftedEssay) -> dict[str, Any]:
    language = review.language or essay.draft.language
    reviewer = sources.get(review.reviewer)
    rating = _said(alternateName=review.rating or review.verdict, ratingExplanation=review.scale)
    return _said(
        **{"@type": "ClaimReview"},
        author=_author(reviewer, essay) if reviewer else essay.url(review.reviewer),
        claimReviewed=review.rated,
        datePublished=review.date,
        inLanguage=language,
        itemReviewed={"@id": essay.url(essay.ids.get(review.of, review.of)), "@type": "Claim"},
        reviewRating={"@type": "Rating"} | rating,
        url=review.url,
        verdict=review.verdict,
    )


def _author(reviewer: DraftSource, essay: DraftedEssay) -> dict[str, Any]:
    kind = "Person" if reviewer.kind == "person" else "Organization"
    identifier = essay.url(essay.ids.get(reviewer.id, reviewer.id))
    return _said(**{"@id": identifier, "@type": kind}, name=reviewer.name, url=reviewer.url)


def _said(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}
