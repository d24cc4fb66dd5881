"""Filters of a list, as plain links: each value leads to the list that it narrows, or to the one without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from api.pages.page_context import PageContext
from api.pages.page_look import PARAMETER
from api.resources.claims.models import ClaimKind, Stance
from api.resources.entities.models import EntityKind
from api.resources.sources.models import SourceKind
from api.resources.statistics.rules import Mode
from api.resources.topics.models import TopicKind
from seed.frozen.intervals import Quantity

_CHOICES: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "claims": {"kind": ("kind", get_args(ClaimKind)), "stance": ("stance_short", get_args(Stance))},
    "statistics": {"quantity": ("quantity", get_args(Quantity)), "mode": ("mode", get_args(Mode))},
    "sources": {"kind": ("source_kind", get_args(SourceKind))},
    "topics": {"kind": ("topic_kind", get_args(TopicKind))},
    "entities": {"kind": ("entity_kind", get_args(EntityKind))},
}
"""By resource: the filters that have few values, each with the vocabulary that names them."""

_PAGING = frozenset({"cursor", "limit", "q", PARAMETER})


@dataclass(frozen=True)
class FilterLink:
    """A value to filter by: what it is called, where it leads, and whether it is in force."""

    says: str
    href: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """The values of one filter."""

    says: str
    values: tuple[FilterLink, ...]


def choices(resource: str, context: PageContext) -> list[Choices]:
    """Return the filters of a list that are offered as links."""
    return [
        Choices(
            context.say[name], tuple(_choice(name, value, context.name(vocabulary, value), context) for value in values)
        )
        for name, (vocabulary, values) in _CHOICES.get(resource, {}).items()
    ]


def others(resource: str, context: PageContext) -> list[FilterLink]:
    """Return the filters in force that are not among those offered, each with the list without it."""
    offered = _CHOICES.get(resource, {})
    return [
        FilterLink(f"{name} = {value}", _without(name, value, context), chosen=True)
        for name, value in context.query
        if name not in offered and name not in _PAGING
    ]


def _choice(name: str, value: str, says: str, context: PageContext) -> FilterLink:
    chosen = (name, value) in context.query
    if chosen:
        return FilterLink(says, _without(name, value, context), chosen)
    kept = [item for item in context.query if item[0] not in {name, "cursor"}]
    return FilterLink(says, context.list_at([*kept, (name, value)]), chosen)


def _without(name: str, value: str, context: PageContext) -> str:
    return context.list_at([item for item in context.query if item != (name, value) and item[0] != "cursor"])
