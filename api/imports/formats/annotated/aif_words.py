"""Words of AIF that several of its files know: types of nodes, and what schemes say."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from api.imports.draft_names import slug_of
from api.resources.schemes.models import SchemeName

FORMAT = "aif"
OURS = "lunju"
"""The member of a node in which we say what AIF has no field for."""
PLAIN = "plain"
"""The member of `text` that is a text as it is, without markup."""

STATEMENT, LOCUTION, INFERENCE, CONFLICT, REPHRASE, ILLOCUTION, TRANSITION = "I", "L", "RA", "CA", "MA", "YA", "TA"
TYPES = frozenset({STATEMENT, LOCUTION, INFERENCE, CONFLICT, REPHRASE, ILLOCUTION, TRANSITION})
USUAL: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        INFERENCE: ("supports", "Default Inference"),
        CONFLICT: ("challenges", "Default Conflict"),
        REPHRASE: ("restates", "Default Rephrase"),
    }
)
"""What the nodes of links say, by their types, and their usual words."""
WORDED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "illustrates": (INFERENCE, "Illustration"),
        "qualifies": (CONFLICT, "Qualification"),
        "contrary": (CONFLICT, "Contrary"),
        "contradictory": (CONFLICT, "Contradictory"),
        "equivalent": (REPHRASE, "Equivalence"),
    }
)
"""Relations that are worded: AIF has fewer types."""
ONTO_LINKS: Mapping[str, str] = MappingProxyType(
    {"challenges": "undercuts", "contrary": "undercuts", "contradictory": "undercuts", "equivalent": "restates"}
)
"""What they are where they lead to a link."""
_SCHEMES = frozenset(get_args(SchemeName))
_FROM = "argument-from-"
_JOINED = re.compile("(?<=[a-z])(?=[A-Z])")
"""Where names of schemes such as `ExpertOpinion` are joined, as tools write them."""


def scheme_of(words: str) -> str:
    """Return the scheme of argument that a node names; empty where it names none of ours."""
    slug = slug_of(_JOINED.sub(" ", words), "-", ()).removeprefix(_FROM)
    return slug if slug in _SCHEMES else ""


def worded_scheme(scheme: str) -> str:
    """Return how a node names a scheme."""
    return f"Argument from {scheme.replace('-', ' ')}"


def relation_of(kind: str, words: str, *, onto_link: bool) -> str:
    """Return what a node of a link says."""
    said = next((name for name, worded in WORDED.items() if worded == (kind, words.strip())), USUAL[kind][0])
    return ONTO_LINKS.get(said, said) if onto_link else said
