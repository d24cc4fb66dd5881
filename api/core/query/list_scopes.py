"""What a list follows from: of which resources records are read for it, and whether those of some essays alone."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from api.core.http.bounded_memo import cached_by_query
from api.core.query.change_marks import ListScope
from api.core.query.embedding import Embedding, Tree
from api.core.query.filter_resolution import groups_of
from api.core.query.list_sql import conditions
from api.core.records.filters import FilterShape, FilterValues, count_values
from api.core.records.kept_tables import FOLLOWS_FROM
from api.core.records.related import Related, ends_of
from api.core.records.resource import Resource, every_resource, resource_named
from api.core.versions.last_changes import essay_of

Scopes = tuple[ListScope, ...]
_Branches = tuple[tuple[str, Any], ...]
"""A tree of what is embedded, as a key."""


def list_scopes(
    resource: Resource, asked: FilterValues, resolved: FilterValues, embedding: Embedding | None = None
) -> Scopes:
    """Return what a list follows from.

    Args:
        resource: what is listed.
        asked: what narrows it, as it was asked.
        resolved: the same, resolved.
        embedding: what is embedded in its records, if anything.
    """
    return _scopes(b"", resource, asked, resolved, _branches(embedding))


def page_scopes(
    query: bytes, resource: Resource, asked: FilterValues, resolved: FilterValues, embedding: Embedding | None
) -> Scopes:
    """Return what `list_scopes` does, remembered by the query string."""
    return _remembered_scopes(query, resource, asked, resolved, _branches(embedding))


def _scopes(
    _query: bytes, resource: Resource, asked: FilterValues, resolved: FilterValues, branches: _Branches
) -> Scopes:
    beside = {*read_beside(resource, count_values(resolved)), *_looked_up(resource, asked)}
    return scopes_of(resource, asked, beside | _embedded(resource, branches))


_remembered_scopes = cached_by_query(_scopes)


def scopes_of(resource: Resource, asked: FilterValues, beside: Iterable[str]) -> Scopes:
    """Return the parts of the data that answers about a resource's records follow from.

    Args:
        resource: the resource.
        asked: what narrows its records.
        beside: the resources of which anything may be read beside.
    """
    others = set(beside)
    essays = () if resource.name in others else _essays(resource, asked)
    own = [ListScope(resource.name, essay) for essay in essays] or [ListScope(resource.name)]
    return (*own, *(ListScope(name) for name in sorted(others - {resource.name})))


def _essays(resource: Resource, asked: FilterValues) -> list[str]:
    """Return the essays to which filters keep a list; nothing where they keep it to none."""
    given = dict(asked)
    if "essay_id" not in resource.table.c or not given.keys() & {"essay_id", "id"}:
        return []
    return sorted({*given["essay_id"]} if "essay_id" in given else {essay_of(resource, name) for name in given["id"]})


@lru_cache(maxsize=2048)
def read_beside(resource: Resource, filters: FilterShape) -> frozenset[str]:
    """Return the resources of which filters read more than the record that is filtered, and what it lists."""
    return frozenset(name for condition in conditions(resource, filters) for name in read_in(resource, condition))


def read_in(resource: Resource, element: sa.ClauseElement) -> Iterator[str]:
    """Yield the resources of which subqueries of an expression about a record read, but for the record's own lists."""
    own = {link.table.name for link in resource.links.values()}
    for item in visitors.iterate(element):
        if isinstance(item, sa.TableClause) and item.name not in own:
            kept = item.info.get(FOLLOWS_FROM) if isinstance(item, sa.Table) else None
            yield from kept or [_owner(item.name)]


@cache
def _owner(table: str) -> str:
    """Return the resource whose records a table holds, or whose lists."""
    for resource in every_resource():
        if table == resource.name or table in {link.table.name for link in resource.links.values()}:
            return resource.name
    message = f"{table} is no table of records"
    raise AssertionError(message)


def _looked_up(resource: Resource, asked: FilterValues) -> Iterator[str]:
    """Yield the resources in which what is asked is looked up, before records are read."""
    for question in resource.composite_filters:
        yield from question.looks_up(asked)
    for member, group in groups_of(resource, asked):
        yield from _looked_up(member, group)


def _branches(embedding: Embedding | None) -> _Branches:
    def of(tree: Tree) -> _Branches:
        return tuple((name, of(below)) for name, below in tree.items())

    return of(embedding.tree) if embedding else ()


@lru_cache(maxsize=1024)
def _embedded(resource: Resource, branches: _Branches) -> frozenset[str]:
    """Return the resources that embedding reads."""
    found = set[str]()
    for name, below in branches:
        if related := resource.related.get(name):
            found.update(_read_by(resource, related))
            for member in related.members:
                found |= _embedded(resource_named(member), below)
    return frozenset(found)


def _read_by(resource: Resource, related: Related) -> Iterator[str]:
    """Yield the resources that reading related records reads; what no longer stands is left out of some.

    What a record lists itself is part of it.
    """
    yield from related.members
    tables = [resource_named(member).table for member in related.members]
    if related.table is not None and related.table not in {link.table.name for link in resource.links.values()}:
        yield _owner(related.table)
        tables.append(related.pairs)  # type: ignore[arg-type] # an alias has the columns of its table
    for table in tables:
        yield from ends_of(table).values()
