"""The page of a relationship."""

from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card, unknown
from api.pages.parts.places import spots

EMBED = ("essay", "about", "thesis", "lever", "claims", "passages.section", "passages.text")

ROLES = ("pole_a", "pole_b", "between")


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a relationship shows beside what every page does."""
    embedded = record["_embedded"]
    thesis, lever = embedded.get("thesis"), embedded.get("lever")
    return {
        "thesis": card("claims", thesis, context) if thesis else unknown("claims", record["thesis_id"], context),
        "lever": card("topics", lever, context) if lever else None,
        "about": [card("entities", one, context) for one in embedded.get("about", ())],
        "sides": _sides(record, context),
        "spots": spots(embedded.get("passages", ()), embedded.get("essay"), context),
    }


def _sides(record: Record, context: PageContext) -> dict[str, list[Card]]:
    """Return the claims that it weighs, by the side that they stand on."""
    known = {claim["id"]: claim for claim in record["_embedded"].get("claims", ())}
    sides: dict[str, list[Card]] = {role: [] for role in ROLES}
    for weighed in record["claims"]:
        claim = known.get(weighed["claim_id"])
        sides[weighed["role"]].append(
            card("claims", claim, context) if claim else unknown("claims", weighed["claim_id"], context)
        )
    return sides
