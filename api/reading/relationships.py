"""The page of a relationship."""

from typing import Any

from api.reading.cards import Card, Record, card, unknown
from api.reading.look import Look
from api.reading.places import spots

EMBED = ("essay", "thesis", "lever", "claims", "passages.section", "passages.text")

ROLES = ("pole_a", "pole_b", "between")


def view(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a relationship shows beside what every page does."""
    embedded = record["_embedded"]
    thesis, lever = embedded.get("thesis"), embedded.get("lever")
    return {
        "thesis": card("claims", thesis, look) if thesis else unknown("claims", record["thesis_id"], look),
        "lever": card("topics", lever, look) if lever else None,
        "sides": _sides(record, look),
        "spots": spots(embedded.get("passages", ()), embedded.get("essay"), look),
    }


def _sides(record: Record, look: Look) -> dict[str, list[Card]]:
    """Return the claims that it weighs, by the side that they stand on."""
    known = {claim["id"]: claim for claim in record["_embedded"].get("claims", ())}
    sides: dict[str, list[Card]] = {role: [] for role in ROLES}
    for weighed in record["claims"]:
        claim = known.get(weighed["claim_id"])
        sides[weighed["role"]].append(
            card("claims", claim, look) if claim else unknown("claims", weighed["claim_id"], look)
        )
    return sides
