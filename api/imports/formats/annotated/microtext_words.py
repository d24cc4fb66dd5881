"""Words of arg-microtexts that several of its files know: types of edges, and what they mean."""

from collections.abc import Mapping
from types import MappingProxyType

FORMAT = "microtexts"

SEGMENT, EXAMPLE, ADDED, UNDERCUT = "seg", "exa", "add", "und"
"""Edges: of a unit and its segments; of an example; of a further premise to another edge; against an edge."""
RELATIONS: Mapping[str, str] = MappingProxyType(
    {"sup": "supports", EXAMPLE: "supports", "reb": "challenges", UNDERCUT: "undercuts"}
)
BY_EXAMPLE = "example"
"""The scheme of a support by example: which is no less a support."""
OPPONENT = "opp"
"""The type of units that speak for the other side: the author reports them."""
