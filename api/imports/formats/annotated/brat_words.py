"""Words of brat that several of its files know: names of types, attributes and relations, and what they mean."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from api.resources.evidence.permitted_links import Relation

FORMAT = "brat"

STANCE, KIND, POSITION, SAYS = "Stance", "Kind", "Position", "Says"
"""Attributes, and a kind of notes: those of persuasive essays, and ours for what brat has no field for."""
PARTS = "partsofsame"
"""The relation between parts of one utterance."""
SAME = "Equiv"
STANCES: Mapping[str, str] = MappingProxyType({"for": "supports", "against": "challenges"})
RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "support": "supports",
        "attack": "challenges",
        "attacks": "challenges",
        "contradicts": "challenges",
        "rebuts": "challenges",
        "semanticallysame": "equivalent",
    }
    | {name: name for name in get_args(Relation)}
)
"""What relations mean, by their names in small letters."""
_USUAL = (("major", "thesis"), ("thesis", "thesis"), ("claim", "evaluative"))


def plain(name: str) -> str:
    """Return a name in small letters, without what divides its words."""
    return "".join(letter for letter in name.lower() if letter not in "_- ")


def is_major(name: str) -> bool:
    """Tell whether a type is that of what an essay is for, which it may say again: that of persuasive essays."""
    return plain(name) == "majorclaim"


def usual_kind(name: str) -> str:
    """Return the kind of claim that a type is taken to be: brat does not say what kind of proposition it is."""
    return next((kind for word, kind in _USUAL if word in plain(name)), "factual")
