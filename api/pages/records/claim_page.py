"""The page of a claim."""

from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card
from api.pages.parts.evidence_lists import bearing_on, leaning_on
from api.pages.parts.places import spots
from api.pages.parts.review_list import review_lines

EMBED = (
    "essay",
    "section.parent",
    "passages.section",
    "passages.text",
    "sources.reviews",
    "reviews.reviewer",
    "evidence.origin",
    "evidence.evidence",
    "bears_on.target",
    "topics",
    "relationships",
)


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a claim shows beside what every page does."""
    embedded = record["_embedded"]
    return {
        "text": record["text"],
        "sources": [card("sources", source, context) for source in embedded["sources"]],
        "grounds": bearing_on(embedded["evidence"], context),
        "leaning": leaning_on(embedded["bears_on"], context),
        "reviews": review_lines(embedded["reviews"], context),
        "spots": spots(embedded["passages"], embedded["essay"], context),
        "topics": [card("topics", topic, context) for topic in embedded["topics"]],
        "relationships": [card("relationships", one, context) for one in embedded["relationships"]],
        "truncated": set(embedded["truncated"]),
    }
