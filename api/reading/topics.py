"""The page of a topic."""

from typing import Any

from api.reading.cards import Record, card, unknown
from api.reading.look import Look
from api.reading.places import spots

EMBED = ("essay", "claims", "passages.section", "passages.text", "relationships")


def view(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a topic shows beside what every page does."""
    embedded = record["_embedded"]
    known = {claim["id"]: claim for claim in embedded.get("claims", ())}
    return {
        "claims": [
            card("claims", known[name], look) if name in known else unknown("claims", name, look)
            for name in record["claims"]
        ],
        "relationships": [card("relationships", one, look) for one in embedded.get("relationships", ())],
        "spots": spots(embedded.get("passages", ()), embedded.get("essay"), look),
    }
