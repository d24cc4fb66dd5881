"""Filters of a list, as plain links: each value leads to the list that it narrows, or to the one without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from api.pages.page_context import PageContext
from api.pages.page_look import PARAMETER
from api.pages.parts.list_counts import ListCounts
from api.resources.claims.models import ClaimKind, Stance
from api.resources.entities.models import EntityKind
from api.resources.reviews.models import Verdict
from api.resources.sources.models import SourceKind
from api.resources.statistics.rules import Mode
from api.resources.topics.models import TopicKind
from seed.frozen.intervals import Quantity

Vocabularies = Mapping[str, tuple[str, tuple[str, ...]]]
"""Filters that have few values, each with the vocabulary that names these."""

_CHOICES: Mapping[str, Vocabularies] = {
    "claims": {"kind": ("kind", get_args(ClaimKind)), "stance": ("stance_short", get_args(Stance))},
    "statistics": {"quantity": ("quantity", get_args(Quantity)), "mode": ("mode", get_args(Mode))},
    "sources": {"kind": ("source_kind", get_args(SourceKind))},
    "topics": {"kind": ("topic_kind", get_args(TopicKind))},
    "entities": {"kind": ("entity_kind", get_args(EntityKind))},
    "reviews": {"verdict": ("verdict", get_args(Verdict))},
}
"""By resource: the filters that are offered."""

_PAGING = frozenset({"cursor", "limit", "q", PARAMETER})


@dataclass(frozen=True)
class FilterLink:
    """A value to filter by: what it is called, where it leads, whether it is in force, and how many records have it."""

    says: str
    href: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Choices:
    """The values of one filter."""

    says: str
    values: tuple[FilterLink, ...]


def choices(resource: str, context: PageContext, counts: ListCounts | None = None) -> list[Choices]:
    """Return the filters of a list that are offered as links; where they are counted, without those that leave none."""
    return choices_of(_CHOICES.get(resource, {}), context, counts)


def choices_of(filters: Vocabularies, context: PageContext, counts: ListCounts | None = None) -> list[Choices]:
    """Return such filters as links."""
    found = []
    for name, (vocabulary, values) in filters.items():
        numbers = None if counts is None else counts.of[name]
        links = [_choice(name, value, context.name(vocabulary, value), context, numbers) for value in values]
        left = tuple(link for link in links if link.chosen or link.count != 0)
        if left:
            found.append(Choices(context.say[name], left))
    return found


def offered(resource: str) -> tuple[str, ...]:
    """Return the names of the filters of a list that are offered as links."""
    return tuple(_CHOICES.get(resource, ()))


def others(resource: str, context: PageContext) -> list[FilterLink]:
    """Return the filters in force that are not among those offered, each with the list without it."""
    offered = _CHOICES.get(resource, {})
    return [
        FilterLink(f"{name} = {value}", _without(name, value, context), chosen=True)
        for name, value in context.query
        if name not in offered and name not in _PAGING
    ]


def _choice(name: str, value: str, says: str, context: PageContext, numbers: Mapping[str, int] | None) -> FilterLink:
    chosen, count = (name, value) in context.query, None if numbers is None else numbers.get(value, 0)
    if chosen:
        return FilterLink(says, _without(name, value, context), chosen, count)
    kept = [item for item in context.query if item[0] not in {name, "cursor"}]
    return FilterLink(says, context.list_at([*kept, (name, value)]), chosen, count)


def _without(name: str, value: str, context: PageContext) -> str:
    return context.list_at([item for item in context.query if item != (name, value) and item[0] != "cursor"])
