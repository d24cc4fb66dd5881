"""The page of a relationship."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card, unknown
from api.pages.parts.places import spots

EMBED = ("essay", "about", "thesis", "lever", "claims.sources", "passages.section", "passages.text")

ROLES = ("pole_a", "between", "pole_b")
"""The sides of a relationship, from left to right."""
_COLUMNS = 4
"""How many columns of claims stand beside each other where there is room."""


@dataclass(frozen=True)
class BalanceSide:
    """A side of a relationship: what it is called, the claims that stand on it, and in how many columns."""

    role: str
    says: str
    cards: list[Card]
    columns: int


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


def _sides(record: Record, context: PageContext) -> list[BalanceSide]:
    """Return the sides of a relationship from left to right, those that hold nothing left out."""
    known = {claim["id"]: claim for claim in record["_embedded"].get("claims", ())}
    held: dict[str, list[Card]] = {role: [] for role in ROLES}
    for weighed in record["claims"]:
        claim = known.get(weighed["claim_id"])
        held[weighed["role"]].append(
            card("claims", claim, context) if claim else unknown("claims", weighed["claim_id"], context)
        )
    names = (context.words(record["poles"][0]), context.say["between"], context.words(record["poles"][1]))
    columns = columns_of([len(cards) for cards in held.values()])
    return [
        BalanceSide(role, says, cards, number)
        for (role, cards), says, number in zip(held.items(), names, columns, strict=True)
        if cards
    ]


def columns_of(counts: Sequence[int]) -> list[int]:
    """Return how many columns each side takes, so that all are about as high: what holds most gets the next one."""
    columns = [min(count, 1) for count in counts]
    while any(columns) and sum(columns) < _COLUMNS:
        fullest = max(range(len(counts)), key=lambda side: counts[side] / (columns[side] or counts[side] + 1))
        columns[fullest] += 1
    return columns
