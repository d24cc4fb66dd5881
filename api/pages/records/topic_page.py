"""The page of a topic."""

from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card, unknown
from api.pages.parts.places import spots

EMBED = ("essay", "about", "claims", "passages.section", "passages.text", "relationships")


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a topic shows beside what every page does."""
    embedded = record["_embedded"]
    known = {claim["id"]: claim for claim in embedded.get("claims", ())}
    return {
        "claims": [
            card("claims", known[name], context) if name in known else unknown("claims", name, context)
            for name in record["claims"]
        ],
        "about": [card("entities", one, context) for one in embedded.get("about", ())],
        "relationships": [card("relationships", one, context) for one in embedded.get("relationships", ())],
        "spots": spots(embedded.get("passages", ()), embedded.get("essay"), context),
    }
