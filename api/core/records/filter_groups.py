"""Filters that hold filters: alternatives, and what is asked of a related record; what they come to in SQL.

Before it is resolved such a filter has groups for its values, each what a list may be filtered by. Resolved, its name
tells the shape of its groups, which the SQL depends on, and its values are theirs, one after another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa

from api.core.records.filters import Condition, Filter, FilterShape, FilterValues, count_values
from api.core.records.related import Related, published
from api.core.records.resource import Resource, resource_named

OR = "or"
"""The parameter of alternatives; its values are groups, of which one must hold."""


@dataclass(frozen=True)
class AnyOf:
    """Alternatives: of some groups of filters, one holds.

    Attributes:
        groups: their shapes.
    """

    groups: tuple[FilterShape, ...]

    def condition(self, resource: Resource) -> Condition:
        """Return what it comes to for a resource."""

        def predicate(values: list[sa.ColumnElement[Any]]) -> sa.ColumnElement[bool]:
            rest = iter(values)
            return sa.or_(*[_all_hold(resource, group, rest) for group in self.groups])

        return Condition(repr(self), predicate, scans=True)


@dataclass(frozen=True)
class Through:
    """What is asked of a related record: that there is one for which a group of filters holds.

    The related records are those that `embed` would show.

    Attributes:
        relation: how they are related.
        members: the shape of the group, by what the related record may be.
    """

    relation: str
    members: tuple[tuple[str, FilterShape], ...]

    def condition(self, resource: Resource) -> Condition:
        """Return what it comes to for a resource."""
        related = resource.related[self.relation]

        def predicate(values: list[sa.ColumnElement[Any]]) -> sa.ColumnElement[bool]:
            rest = iter(values)
            return sa.or_(
                *[_leads(resource, related, resource_named(name), group, rest) for name, group in self.members]
            )

        return Condition(repr(self), predicate, scans=True)


def condition_of(resource: Resource, name: Any) -> Filter | Condition:
    """Return what a filter comes to: one that is declared by its name, or one that holds others."""
    return name.condition(resource) if isinstance(name, AnyOf | Through) else resource.conditions[name]


def flattened(groups: list[FilterValues]) -> tuple[tuple[FilterShape, ...], tuple[Any, ...]]:
    """Return the shapes of some groups, and all their values."""
    values = tuple(value for group in groups for _, wanted in group for value in wanted)
    return tuple(map(count_values, groups)), values


def _all_hold(
    resource: Resource, group: FilterShape, values: Iterator[sa.ColumnElement[Any]]
) -> sa.ColumnElement[bool]:
    """Say that all filters of a group hold, which take their values from those of many."""
    conditions = []
    for name, count in group:
        item = condition_of(resource, name)
        # What a list would read in its own order is found here first, for all records.
        cheaper = item.of_all if isinstance(item, Condition) else None
        conditions.append((cheaper or item.predicate)(list(islice(values, count))))
    return sa.and_(sa.true(), *conditions)


def _leads(
    resource: Resource, related: Related, target: Resource, group: FilterShape, values: Iterator[sa.ColumnElement[Any]]
) -> sa.ColumnElement[bool]:
    """Say that a related record of one kind is among those for which a group holds.

    As where it is embedded: what a record lists itself counts as it lists it; of what names it, what still stands.
    """
    column, table = related.members[target.name], target.table
    wanted = [_all_hold(target, group, values)]
    if not related.single and not related.position:
        wanted += published(table)
    if related.single:
        return resource.table.c[column].in_(sa.select(table.c.id).where(*wanted).correlate(None))
    if column == "id":
        owners = sa.select(table.c[related.parent]).where(*wanted)
    else:
        pairs = related.pairs
        members = sa.select(table.c.id).where(*wanted).correlate(None)
        standing = [] if related.position else published(pairs)
        owners = sa.select(pairs.c[related.parent]).where(pairs.c[column].in_(members), *standing)
    return resource.table.c.id.in_(owners.correlate(None))
