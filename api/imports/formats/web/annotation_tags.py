"""What tags say of an annotation: what it is, how it bears on others, and who says it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from api.resources.claims.models import ClaimKind, Stance
from api.resources.evidence.permitted_links import Relation
from api.resources.sources.models import SourceKind

_KINDS = frozenset(get_args(ClaimKind))
_STANCES = frozenset(get_args(Stance))
_RELATIONS = frozenset(get_args(Relation))
_SOURCES = frozenset(get_args(SourceKind))


@dataclass
class Tagged:
    """What tags say.

    Attributes:
        is_claim: whether the annotator's words are the claim.
        source: what kind of source it is; None where it is none.
        kind: the kind of the claim; empty where none is said.
        stance: the author's stance; empty where none is said.
        implicit: whether nothing words it.
        name: what other annotations call it.
        by: who says it.
        links: relations with what they lead to.
        others: tags that say nothing of this.
    """

    is_claim: bool = False
    source: str | None = None
    kind: str = ""
    stance: str = ""
    implicit: bool = False
    name: str = ""
    by: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_tags(tags: Iterable[str]) -> Tagged:
    """Return what tags say: `thesis`, `rejects`, `source:person`, `supports:NAME`, `id:NAME`."""
    found = Tagged()
    for tag in tags:
        word, _, value = (part.strip() for part in tag.partition(":"))
        if not _take(found, word.lower(), value):
            found.others.append(tag)
    return found


def _take(found: Tagged, word: str, value: str) -> bool:
    if word in _RELATIONS and value:
        found.links.append((word, value))
    elif word == "id" and value:
        found.name = value
    elif word == "by" and value:
        found.by.append(value)
    elif word == "source" and (not value or value.lower() in _SOURCES):
        found.source = value.lower() or "report"
    elif value:
        return False
    elif word == "claim":
        found.is_claim = True
    elif word in _KINDS:
        found.kind, found.is_claim = word, True
    elif word in _STANCES:
        found.stance = word
    elif word == "implicit":
        found.implicit = True
    else:
        return False
    return True
