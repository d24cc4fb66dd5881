"""Reviews as linked data: a `ClaimReview` of schema.org, which programs that gather fact checks read."""

from api.formats.jsonld import Node
from api.formats.linked import record_nodes, work_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls
from api.handlers.value_labels import LABEL_LANGUAGES, LABELS

EMBED: tuple[str, ...] = ("target", "reviewer")

_TARGETS = {"claim": ("claims", "Claim"), "statistic": ("statistics", "Observation")}


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a review as a node; what it reviews is the version, whose words are told while they are the record's."""
    resource, kind = _TARGETS[record["target_type"]]
    reviewed, _, version = record["target_version"].partition("@")
    words = None if record["target_changed"] else next((one["text"] for one in embedded(record, "target")), None)
    return record_nodes.ours(record, "reviews", at, "ClaimReview") | said(
        isPartOf=at.record("essays", record["essay_id"]),
        author=[work_nodes.source(reviewer, at) for reviewer in embedded(record, "reviewer")]
        or at.record("sources", record["reviewer_id"]),
        datePublished=record_nodes.date(record["issued"]),
        url=record["url"],
        sameAs=record["doi"] and f"https://doi.org/{record['doi']}",
        claimReviewed=record["rated"] or words,
        itemReviewed=said(
            **{"@id": at.version(resource, reviewed, int(version)), "@type": kind},
            isVersionOf=at.record(resource, record["target_id"]),
            **{"text" if kind == "Claim" else "description": words},
        ),
        targetChanged=record["target_changed"],
        verdict=record["verdict"],
        reviewRating=_rating(record),
        citation=[at.record("sources", name) for name in record["sources"]],
        isBasedOn=[
            *(at.record("statistics", name) for name in record["statistics"]),
            *(at.record("claims", name) for name in record["claims"]),
        ],
        supersedes=[at.record("reviews", name) for name in record["supersedes"]],
        agrees=record["agrees"],
        ratioLower=record["ratio_lower"],
        ratioUpper=record["ratio_upper"],
    )


def _rating(record: Record) -> Node:
    """Return the reviewer's rating as they word it; where they give none, the verdict, which is ours."""
    words = record["rating"] or dict(zip(LABEL_LANGUAGES, LABELS["verdict"][record["verdict"]], strict=True))
    return said(**{"@type": "Rating"}, alternateName=words, ratingExplanation=record["scale"])
