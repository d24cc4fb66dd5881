"""The page of a claim."""

from typing import Any

from api.reading.cards import Record, card
from api.reading.grounds import bearing_on, leaning_on
from api.reading.look import Look
from api.reading.places import spots

EMBED = (
    "essay",
    "section.parent",
    "passages.section",
    "passages.text",
    "sources",
    "evidence.origin",
    "evidence.evidence",
    "bears_on.target",
    "topics",
    "relationships",
)


def view(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a claim shows beside what every page does."""
    embedded = record["_embedded"]
    return {
        "text": record["text"],
        "sources": [card("sources", source, look) for source in embedded["sources"]],
        "grounds": bearing_on(embedded["evidence"], look),
        "leaning": leaning_on(embedded["bears_on"], look),
        "spots": spots(embedded["passages"], embedded["essay"], look),
        "topics": [card("topics", topic, look) for topic in embedded["topics"]],
        "relationships": [card("relationships", one, look) for one in embedded["relationships"]],
        "truncated": set(embedded["truncated"]),
    }
