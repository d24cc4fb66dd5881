"""Reading what is embedded in records, in few queries.

Each relation of each level is read for all parents at once, by a statement per kind of record that
it leads to, or two, so that the number of queries depends on what is asked, never on how much is found.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import (
    ReadContext,
    Reader,
    ReadScript,
    Row,
    Snapshot,
    Statement,
    at_most,
    compile_statement,
    parameter,
)
from api.core.query.embedding import Embedding, Tree, columns_of
from api.core.records.plain_records import MakesRecords, RecordMaker
from api.core.records.related import Computed, Related, published
from api.core.records.resource import Resource

Embedded = dict[str, Any]
"""What is embedded in a record: by relation, a record or none, or a list; and which lists are cut."""

_IDS = parameter("ids", SqlText)
_PLACE = itemgetter(-2)


async def read_with_embedded(
    reader: Reader,
    statement: Statement,
    values: Mapping[str, Any],
    embedding: Embedding | None,
    maker_of: MakesRecords,
    *,
    scans: bool = False,
) -> tuple[Snapshot, Sequence[Embedded] | None]:
    """Read records, and what is to be embedded in them, all of one version of the dataset.

    Args:
        reader: what reads.
        statement: selects the records; what the embedding's `columns` name comes last.
        values: the values of its parameters.
        embedding: what to embed, if anything.
        maker_of: tells what makes the embedded records of their rows.
        scans: whether no index bounds the statement.

    Returns:
        The rows; and what is embedded in each of the first, as many as the response holds; None where
        nothing was to be.

    Raises:
        ProblemError: as `Reader.fetch` and `Reader.scan`.
    """
    if embedding is None:
        return await (reader.scan if scans else reader.fetch)(statement, values), None

    def steps() -> ReadScript[tuple[Sequence[Row], Sequence[Embedded]]]:
        rows = yield statement, values
        parents = [row[-len(embedding.columns) :] for row in rows[: embedding.records]]
        found = yield from embed(embedding, parents, reader, maker_of)
        return rows, [found[parent[0]] for parent in parents]

    state, (rows, embedded) = await reader.run_in_snapshot(steps, scans=scans or embedding.scans)
    return Snapshot(state, rows), embedded


def embed(
    embedding: Embedding, parents: Sequence[Row], reader: ReadContext, maker_of: MakesRecords
) -> ReadScript[dict[str, Embedded]]:
    """Read what is embedded in records, of which the values of the embedding's `columns` are given; by their ids."""
    return (yield from _Embedder(embedding, reader, maker_of).embed(embedding.resource, parents, embedding.tree))


class _Embedder:
    """Embeds records in records, level by level."""

    def __init__(self, embedding: Embedding, reader: ReadContext, maker_of: MakesRecords) -> None:
        self._resources = embedding.resources
        self._limit = embedding.limit
        self._reader = reader
        self._dialect = reader.dialect
        self._maker_of = maker_of

    def embed(self, resource: Resource, parents: Sequence[Row], tree: Tree) -> ReadScript[dict[str, Embedded]]:
        """Embed in some records what a tree says; what it says of other kinds of records is passed over."""
        found: dict[str, Embedded] = {parent[0]: {} for parent in parents}
        cut: dict[str, list[str]] = {}
        columns = columns_of(resource, tree)
        for name, related in resource.related.items():
            if name not in tree or not found:
                continue
            if related.single:
                referred = yield from self._referred(related, columns, parents, tree[name])
                for parent, embedded in found.items():
                    embedded[name] = referred.get(parent)
            else:
                lists, long = yield from self._lists(related, list(found), tree[name])
                for parent, embedded in found.items():
                    embedded[name] = lists.get(parent, [])
                for parent in long:
                    cut.setdefault(parent, []).append(name)
        for name in [name for name in resource.computed if name in tree]:
            made = yield from self._computed(resource.computed[name], columns, parents)
            for parent, embedded in found.items():
                embedded[name] = made.get(parent)
        for parent, embedded in found.items():
            embedded["truncated"] = cut.get(parent, [])
        return found

    def _referred(
        self, related: Related, columns: Sequence[str], parents: Sequence[Row], tree: Tree
    ) -> ReadScript[dict[str, Any]]:
        """Read the record that each parent names, if any."""
        found: dict[str, Any] = {}
        for member, column in related.members.items():
            place = columns.index(column)
            named = {parent[0]: parent[place] for parent in parents if parent[place] is not None}
            records = yield from self._records(member, set(named.values()), tree)
            found |= {parent: records[other] for parent, other in named.items()}
        return found

    def _computed(
        self, computed: Computed, columns: Sequence[str], parents: Sequence[Row]
    ) -> ReadScript[Mapping[str, Any]]:
        """Make of each parent what is made of its columns."""
        picked = itemgetter(0, *map(columns.index, computed.columns))
        return (yield from computed.make(list(map(picked, parents)), self._reader))

    def _records(self, member: str, ids: Collection[str], tree: Tree) -> ReadScript[dict[str, Any]]:
        """Read records by id."""
        if not ids:
            return {}
        target = self._resources[member]
        maker = self._maker_of(target)
        rows = yield _by_id(target, maker, columns_of(target, tree), self._dialect), {"ids": _array(ids)}
        its_id = itemgetter(maker.width)
        return dict(zip(map(its_id, rows), (yield from self._finish(target, rows, tree)), strict=True))

    def _lists(
        self, related: Related, parents: Sequence[str], tree: Tree
    ) -> ReadScript[tuple[dict[str, list[Any]], list[str]]]:
        """Read the lists of parents that have any, up to the limit; and tell which are longer."""
        [member] = related.members
        target = self._resources[member]
        maker = self._maker_of(target)
        shape = (related, target, maker, columns_of(target, tree), self._dialect)
        values = {"ids": _array(parents), "each": self._limit + 1, "all": len(parents) * (self._limit + 1)}
        rows = yield _lists(*shape), values
        if not related.position and len(rows) == values["all"]:  # one may have crowded others out
            rows = yield _crowded_lists(*shape), values
        if related.repeats:
            rows = list({(row[-1], row[maker.width]): row for row in rows}.values())
        lists: dict[str, list[Row]] = {}
        # To order whole records in the database would carry them through a sort there.
        for row in sorted(rows, key=_PLACE if related.position else _natural(target, maker.width)):
            lists.setdefault(row[-1], []).append(row)
        long = [parent for parent, its in lists.items() if len(its) > self._limit]
        for parent in long:
            del lists[parent][self._limit :]
        records = iter((yield from self._finish(target, [row for its in lists.values() for row in its], tree)))
        return {parent: list(islice(records, len(its))) for parent, its in lists.items()}, long

    def _finish(self, target: Resource, rows: Sequence[Row], tree: Tree) -> ReadScript[list[Any]]:
        """Return the records of rows, with what is embedded in them."""
        maker = self._maker_of(target)
        if not tree:
            return maker.records(rows)
        start, width = maker.width + len(_order(target)), len(columns_of(target, tree))
        parents = [row[start : start + width] for row in rows]
        found = yield from self.embed(target, list({parent[0]: parent for parent in parents}.values()), tree)
        return maker.records(rows, [found[parent[0]] for parent in parents])


def _array(ids: Collection[str]) -> str:
    return msgspec.json.encode(ids).decode()


def _order(resource: Resource) -> list[sa.ColumnElement[Any]]:
    """Return what stands behind what makes a record: its id, and what orders it among others."""
    return resource.further(("id", *resource.natural_order))


def _beside(resource: Resource, columns: Sequence[str]) -> list[sa.ColumnElement[Any]]:
    """Return the columns that embedding in a record needs to know, under names of their own."""
    return [resource.table.c[name].label(f"beside_{name}") for name in columns]


@lru_cache
def _natural(resource: Resource, width: int) -> Callable[[Row], Any]:
    return itemgetter(*range(width + 1, width + 1 + len(resource.natural_order)))


@lru_cache(maxsize=1024)
def _by_id(target: Resource, maker: RecordMaker, columns: Sequence[str], dialect: sa.Dialect) -> Statement:
    """Select the records that have some ids, each before its `columns`."""
    table = target.table
    statement = sa.select(*maker.columns, *_order(target), *_beside(target, columns)).where(among(table.c.id, _IDS))
    return compile_statement(statement, dialect)


@lru_cache(maxsize=1024)
def _lists(
    related: Related, target: Resource, maker: RecordMaker, columns: Sequence[str], dialect: sa.Dialect
) -> Statement:
    """Select the records of some parents' lists, each before its `columns`, its position and its parent's id.

    Where lists have positions, each is cut; else all are, together, and may repeat a record. What a record lists
    itself is shown as it lists it; of what names it, what was withdrawn is left out.
    """
    table = target.table
    # Where the table that pairs them is their own, it need not be joined with itself.
    pairs = table if related.members[target.name] == "id" else related.pairs
    parent = pairs.c[related.parent].label("parent")
    position = [pairs.c[related.position].label("place")] if related.position else []
    statement = sa.select(*maker.columns, *_order(target), *_beside(target, columns), *position, parent)
    statement = statement.where(among(pairs.c[related.parent], _IDS))
    if pairs is not table:
        statement = statement.join_from(pairs, table, table.c.id == pairs.c[related.members[target.name]])
    if position:  # has no gaps, so that the primary key bounds what is read
        statement = statement.where(position[0] <= parameter("each", sa.Integer()))
    else:
        statement = statement.where(*_standing(pairs, table)).limit(at_most("all"))
    return compile_statement(statement, dialect)


def _standing(pairs: sa.FromClause, table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    return [condition for of in dict.fromkeys([pairs, table]) for condition in published(of)]


@lru_cache(maxsize=1024)
def _crowded_lists(
    related: Related, target: Resource, maker: RecordMaker, columns: Sequence[str], dialect: sa.Dialect
) -> Statement:
    """Select the same, each list cut in its natural order."""
    table, pairs = target.table, related.pairs
    parent, member = pairs.c[related.parent], pairs.c[related.members[target.name]]
    # Where the table that pairs them is their own, it need not be joined with itself to rank them.
    source = pairs if member.name == "id" else pairs.join(table, table.c.id == member)
    natural = [(pairs if source is pairs else table).c[name] for name in target.natural_order]
    place = sa.func.row_number().over(partition_by=parent, order_by=natural)
    ranking = sa.select(parent.label("parent"), member.label("member"), place.label("place")).select_from(source)
    ranking = ranking.where(among(parent, _IDS), *_standing(pairs, table if source is not pairs else pairs))
    if related.repeats:
        ranking = ranking.group_by(*dict.fromkeys([parent, member, *natural]))
    ranked = ranking.subquery("ranked")
    statement = sa.select(*maker.columns, *_order(target), *_beside(target, columns), ranked.c.parent)
    statement = statement.join_from(ranked, table, table.c.id == ranked.c.member)
    return compile_statement(statement.where(ranked.c.place <= parameter("each", sa.Integer())), dialect)
