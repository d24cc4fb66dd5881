"""What to embed in the records of a response: relations, two levels deep, named in the query string.

How much can come is bounded before anything is read, by the limits alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from starlette.datastructures import QueryParams

from api.core.http.bounded_memo import cached_by_query
from api.core.http.problems import Fault, nearest, refuse_faults, shown
from api.core.http.urls import parameters
from api.core.query.scalar_parameters import joined, read_integer
from api.core.query.search_matches import MATCHES
from api.core.records.related import Related
from api.core.records.resource import Resource
from seed.frozen.search_terms import Term, parse_query

DEFAULT_EMBED_LIMIT = 20
MAX_EMBED_LIMIT = 100
PARAMETERS = ("embed", "embed_limit")
MAX_PATHS = 10
"""How many relations one request may name."""
MAX_EMBEDDED = 25_000
"""How many records a request may embed, were every list as long as its limit."""
_AT_ONCE = 5_000
"""Up to how many, counted likewise, are read on the event loop."""

Tree = Mapping[str, "Tree"]
"""The relations to embed, and beneath each those to embed in its records."""


@dataclass(frozen=True)
class Embedding:
    """What to embed, checked.

    Attributes:
        resource: what the records are in which others are embedded.
        resources: every resource, by name.
        tree: the relations.
        records: how many records the response holds at most.
        limit: the most records of one relation in one parent.
        scans: whether so much may be read that it must not run on the event loop.
        computes: whether it holds what may change while the dataset does not.
        terms: what is searched for, where it is to be told how each record matches.
    """

    resource: Resource
    resources: Mapping[str, Resource]
    tree: Tree
    records: int
    limit: int
    scans: bool
    computes: bool
    terms: tuple[Term, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the records that embedding in them needs to know; the first is the id."""
        columns = columns_of(self.resource, self.tree)
        return tuple(dict.fromkeys(("id", *columns, *self.resource.searched))) if self.terms else columns


def read_embedding(
    resource: Resource, resources: Mapping[str, Resource], given: QueryParams, records: int
) -> Embedding | None:
    """Read what to embed from a query string.

    Args:
        resource: what the response holds.
        resources: every resource, by name.
        given: the query string.
        records: how many records the response holds at most.

    Returns:
        What to embed; None where nothing is asked.

    Raises:
        ProblemError: a relation is unknown, too deep, or comes to too much.
    """
    faults: list[Fault] = []
    limit = read_integer("embed_limit", given, 1, MAX_EMBED_LIMIT, faults) or DEFAULT_EMBED_LIMIT
    asked = joined(given, "embed")
    if asked is None:
        refuse_faults(faults)
        return None
    *paths, beyond = f"{asked},".split(",", MAX_PATHS)
    if beyond:
        names = MAX_PATHS + beyond.count(",")
        faults.append(Fault(detail=f"names {names} relations, more than {MAX_PATHS}", parameter="embed"))
    terms = _searched_for(given, faults) if resource.searched and MATCHES in paths else ()
    paths = [path for path in paths if path != MATCHES or not resource.searched]
    faults.extend(_strangers(resource, resources, paths))
    refuse_faults(faults)
    tree = _tree(paths)
    volume = _volume(resource, resources, tree, records, limit)
    if volume > MAX_EMBEDDED:
        detail = f"could embed {volume} records, more than {MAX_EMBEDDED}: lower limit or embed_limit, or embed less"
        refuse_faults([Fault(detail=detail, parameter="embed")])
    scans = volume > _AT_ONCE or _scans(resource, resources, tree)
    return Embedding(resource, resources, tree, records, limit, scans, _computes(resource, resources, tree), terms)


def embeddings(resources: Mapping[str, Resource]) -> Callable[..., Embedding | None]:
    """Return what reads from a query string, for a resource and a number of records, what to embed, and remembers it.

    Args:
        resources: every resource, by name.
    """

    @cached_by_query
    def read(query: bytes, resource: Resource, records: int) -> Embedding | None:
        return read_embedding(resource, resources, parameters(query), records)

    return read


def needed_embeddings(resources: Mapping[str, Resource]) -> Callable[..., Embedding | None]:
    """Return what `embedding_for` is of a resource, paths and a number of records, and remembers it.

    Args:
        resources: every resource, by name.
    """

    @lru_cache(maxsize=1024)
    def needed(resource: Resource, paths: tuple[str, ...], records: int) -> Embedding | None:
        return embedding_for(resource, resources, paths, records)

    return needed


def embedding_for(
    resource: Resource, resources: Mapping[str, Resource], paths: Sequence[str], records: int
) -> Embedding | None:
    """Return what a representation needs embedded, up to as many of each list as a request may ask for.

    Args:
        resource: what the response holds.
        resources: every resource, by name.
        paths: relations, and relations of relations; none is nothing.
        records: how many records the response holds at most.
    """
    tree = _tree(paths)
    volume = _volume(resource, resources, tree, records, MAX_EMBED_LIMIT)
    scans = volume > _AT_ONCE or _scans(resource, resources, tree)
    computes = _computes(resource, resources, tree)
    return Embedding(resource, resources, tree, records, MAX_EMBED_LIMIT, scans, computes) if paths else None


def paths_of(resource: Resource, resources: Mapping[str, Resource]) -> list[str]:
    """Return what can be embedded in a resource's records: relations, and relations of relations."""
    related = (
        path
        for name, related in resource.related.items()
        for path in (name, *(f"{name}.{below}" for below in _below(related, resources)))
    )
    return [*related, *resource.computed, *([MATCHES] if resource.searched else [])]


def columns_of(resource: Resource, tree: Tree) -> tuple[str, ...]:
    """Return the columns of records that embedding in them needs to know; the first, if any, is the id."""
    single = [related for name, related in resource.related.items() if name in tree and related.single]
    named = dict.fromkeys(column for related in single for column in related.members.values())
    for name, computed in resource.computed.items():
        named |= dict.fromkeys(computed.columns if name in tree else ())
    return ("id", *named) if tree else ()


def _searched_for(given: QueryParams, faults: list[Fault]) -> tuple[Term, ...]:
    if "q" not in given:
        faults.append(Fault(detail=f"{MATCHES} tells how records match what is searched for by q", parameter="embed"))
    return parse_query(given.get("q", ""))


def _tree(paths: Iterable[str]) -> Tree:
    tree: dict[str, dict[str, Tree]] = {}
    for path in paths:
        name, _, below = path.partition(".")
        tree.setdefault(name, {}).update({below: {}} if below else {})
    return tree


def _strangers(resource: Resource, resources: Mapping[str, Resource], paths: list[str]) -> Iterator[Fault]:
    for path in paths:
        name, dot, below = path.partition(".")
        related, known = resource.related.get(name), tuple[str, ...]()
        if related and (not dot or below in _below(related, resources)):
            continue
        if name in resource.computed:
            if not dot:
                continue
            exist = f"{name} is no record: nothing can be embedded in it"
        elif related is None:
            exist, known = f"{resource.a_record} has no {shown(name)} to embed", resource.embeddable
        elif "." in below:
            exist = f"{shown(path)} goes deeper than two levels"
        else:
            exist, known = f"there is no {shown(below)} to embed in {name}", tuple(_below(related, resources))
        near = nearest(path, paths_of(resource, resources))
        yield Fault(detail=exist, parameter="embed", nearest=near, known=known)


def _below(related: Related, resources: Mapping[str, Resource]) -> list[str]:
    return list(dict.fromkeys(name for member in related.members for name in resources[member].embeddable))


def _volume(resource: Resource, resources: Mapping[str, Resource], tree: Tree, parents: int, limit: int) -> int:
    """Return how many records come, were every list as long as its limit."""
    total = parents * len(tree.keys() & resource.computed.keys())
    for name in tree.keys() & resource.related.keys():
        related = resource.related[name]
        records = parents if related.single else parents * limit
        total += records + max(
            _volume(resources[member], resources, tree[name], records, limit) for member in related.members
        )
    return total


def _computes(resource: Resource, resources: Mapping[str, Resource], tree: Tree) -> bool:
    return not tree.keys().isdisjoint(resource.computed) or any(
        _computes(resources[member], resources, tree[name])
        for name in tree.keys() & resource.related.keys()
        for member in resource.related[name].members
    )


def _scans(resource: Resource, resources: Mapping[str, Resource], tree: Tree) -> bool:
    return any(
        resource.related[name].scans
        or any(_scans(resources[member], resources, tree[name]) for member in resource.related[name].members)
        for name in tree.keys() & resource.related.keys()
    )
