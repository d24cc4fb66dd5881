"""The signs of relations, which tell them apart beside their colours and names, in the order in which they are told."""

from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "supports": "+",
    "illustrates": "e.g.",
    "restates": "=",
    "equivalent": "≡",
    "qualifies": "~",
    "challenges": "−",
    "contrary": "≠",
    "contradictory": "¬",
    "undercuts": "×",
}
RELATIONS = tuple(SIGNS)
"""The relations, in that order: first what speaks for a claim."""
