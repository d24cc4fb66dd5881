"""Reading what is embedded in records, in few queries.

Each relation of each level is read by one statement per kind of record that it leads to, for all
parents at once, so that the number of queries depends on what is asked, never on how much is found.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any, Union

import sqlalchemy as sa

from api.core.columns import SqlText, among
from api.core.embedding import Embedding, Tree
from api.core.reads import Reader, Row, Snapshot, Statement, Steps, compile_statement, parameter
from api.core.related import Related
from api.core.resource import Resource

_PLACE = itemgetter(-1)


@dataclass(slots=True)
class Item:
    """An embedded record: its row begins with its fields; and what is embedded in it, if anything was to be."""

    resource: Resource
    row: Row
    embedded: Union["Embedded", None] = None


@dataclass(slots=True)
class Embedded:
    """What is embedded in one record: by relation, one record or none, or a list; and which lists are cut."""

    related: dict[str, Item | list[Item] | None] = field(default_factory=dict)
    truncated: list[str] = field(default_factory=list)


async def read(
    reader: Reader, statement: Statement, values: Mapping[str, Any], embedding: Embedding | None, *, scans: bool = False
) -> tuple[Snapshot, Sequence[Embedded] | None]:
    """Read records, and what is to be embedded in them, all of one version of the dataset.

    Args:
        reader: what reads.
        statement: selects the records; their ids come last where something is to be embedded.
        values: the values of its parameters.
        embedding: what to embed, if anything.
        scans: whether no index bounds the statement.

    Returns:
        The rows; and what is embedded in each of the first, as many as the response holds; None where
        nothing was to be.

    Raises:
        ProblemError: as `Reader.fetch` and `Reader.scan`.
    """
    if embedding is None:
        return await (reader.scan if scans else reader.fetch)(statement, values), None

    def steps() -> Steps[tuple[Sequence[Row], Sequence[Embedded]]]:
        rows = yield statement, values
        parents = [row[-1] for row in rows[: embedding.records]]
        found = yield from embed(embedding, parents, reader.dialect)
        return rows, [found[parent] for parent in parents]

    version, (rows, embedded) = await reader.converse(steps, scans=scans or embedding.scans)
    return Snapshot(version, rows), embedded


def embed(embedding: Embedding, parents: Sequence[str], dialect: sa.Dialect) -> Steps[dict[str, Embedded]]:
    """Read what is embedded in the records that have some ids; return it by id."""
    return (yield from _embed(embedding, embedding.resource, dict.fromkeys(parents), embedding.tree, dialect))


def _embed(
    embedding: Embedding, resource: Resource, parents: Mapping[str, None], tree: Tree, dialect: sa.Dialect
) -> Steps[dict[str, Embedded]]:
    found = {parent: Embedded() for parent in parents}
    ids = json.dumps(list(parents))
    for name, related in resource.related.items():
        if name not in tree:
            continue
        items: dict[str, list[Item]] = {parent: [] for parent in parents}
        for member in related.members:
            target = embedding.resources[member]
            rows = yield _statement(related, target, dialect), {"ids": ids, "most": embedding.limit + 1}
            # To order whole records in the database would carry them through a sort there.
            for row in sorted(rows, key=_PLACE):
                items[row[-2]].append(Item(target, row))
        for parent, its in items.items():
            _place(found[parent], name, its, None if related.single else embedding.limit)
        if tree[name]:
            for member in related.members:
                kept = [item for its in items.values() for item in its if item.resource.name == member]
                yield from _embed_beneath(embedding, kept, tree[name], dialect)
    return found


def _embed_beneath(embedding: Embedding, items: list[Item], tree: Tree, dialect: sa.Dialect) -> Steps[None]:
    if not items:
        return
    resource = items[0].resource
    place = resource.fields.index("id")
    found = yield from _embed(embedding, resource, dict.fromkeys(item.row[place] for item in items), tree, dialect)
    for item in items:
        item.embedded = found[item.row[place]]


def _place(embedded: Embedded, name: str, items: list[Item], limit: int | None) -> None:
    """Place what was found in its parent; None is the limit of what is single."""
    if limit is None:
        embedded.related[name] = items[0] if items else None
        return
    if len(items) > limit:
        del items[limit:]
        embedded.truncated.append(name)
    embedded.related[name] = items


@lru_cache(maxsize=1024)
def _statement(related: Related, target: Resource, dialect: sa.Dialect) -> Statement:
    """Select the records that are related to any of some parents, each with its parent's id and its place there."""
    pairs, table = related.pairs, target.table
    parent, member = pairs.c[related.parent], pairs.c[related.members[target.name]]
    ids, most = parameter("ids", SqlText), parameter("most", sa.Integer())
    if related.single or related.position:
        position = pairs.c[related.position] if related.position else sa.literal_column("1")
        statement = sa.select(*target.select(), parent.label("parent"), position.label("place"))
        statement = statement.join_from(pairs, table, table.c.id == member).where(among(parent, ids))
        if related.position:  # has no gaps, so that the primary key bounds what is read
            statement = statement.where(position <= most)
        return compile_statement(statement, dialect)
    # Where the table that pairs them is their own, it need not be joined with itself to rank them.
    source = pairs if member is pairs.c.get("id") else pairs.join(table, table.c.id == member)
    columns = pairs.c if source is pairs else table.c
    natural = [columns[name] for name in target.natural_order]
    place = sa.func.row_number().over(partition_by=parent, order_by=natural)
    ranking = sa.select(parent.label("parent"), member.label("member"), place.label("place")).select_from(source)
    ranking = ranking.where(among(parent, ids))
    if related.repeats:
        ranking = ranking.group_by(*dict.fromkeys([parent, member, *natural]))
    ranked = ranking.subquery("ranked")
    statement = sa.select(*target.select(), ranked.c.parent, ranked.c.place)
    statement = statement.join_from(ranked, table, table.c.id == ranked.c.member).where(ranked.c.place <= most)
    return compile_statement(statement, dialect)
