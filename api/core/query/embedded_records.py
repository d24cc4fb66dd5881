"""Reading what is embedded in records, in few queries.

Each relation of each level is read for all parents at once, by a statement per kind of record that
it leads to, or two, so that the number of queries depends on what is asked, never on how much is found.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

import msgspec

from api.core.db.reader import (
    ReadContext,
    Reader,
    ReadScript,
    Row,
    Snapshot,
    Statement,
)
from api.core.query.embedded_sql import crowded_lists, in_order, order_of, records_by_id, related_lists
from api.core.query.embedding import Embedding, Tree, columns_of
from api.core.query.search_matches import MATCHES, matches_of
from api.core.records.plain_records import MakesRecords
from api.core.records.related import Computed, Related
from api.core.records.resource import Resource

Embedded = dict[str, Any]
"""What is embedded in a record: by relation, a record or none, or a list; and which lists are cut."""

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
    state, (rows, embedded) = await reader.run_in_snapshot(
        lambda: rows_with_embedded(reader, statement, values, embedding, maker_of), scans=scans or embedding.scans
    )
    return Snapshot(state, rows), embedded


def rows_with_embedded(
    reader: ReadContext,
    statement: Statement,
    values: Mapping[str, Any],
    embedding: Embedding | None,
    maker_of: MakesRecords,
) -> ReadScript[tuple[Sequence[Row], Sequence[Embedded] | None]]:
    """Take the steps of `read_with_embedded`."""
    rows = yield statement, values
    if embedding is None:
        return rows, None
    parents = [row[-len(embedding.columns) :] for row in rows[: embedding.records]]
    found = yield from embed(embedding, parents, reader, maker_of)
    return rows, [found[parent[0]] for parent in parents]


def embed(
    embedding: Embedding, parents: Sequence[Row], reader: ReadContext, maker_of: MakesRecords
) -> ReadScript[dict[str, Embedded]]:
    """Read what is embedded in records, of which the values of the embedding's `columns` are given; by their ids."""
    found = yield from _Embedder(embedding, reader, maker_of).embed(embedding.resource, parents, embedding.tree)
    if embedding.terms:
        for parent in parents:
            state = dict(zip(embedding.columns, parent, strict=True))
            matches = matches_of(embedding.resource.searched, state, embedding.terms)
            found[parent[0]] = {MATCHES: matches, **found[parent[0]]}
    return found


def read_by_id(
    resource: Resource,
    ids: Sequence[str],
    fields: tuple[str, ...] | None,
    embedding: Embedding | None,
    reader: ReadContext,
    maker_of: MakesRecords,
) -> ReadScript[dict[str, Any]]:
    """Read records by id, with these fields, None being all, and with what is to be embedded in them."""
    maker, columns = maker_of(resource, fields), embedding.columns if embedding else ()
    rows = yield records_by_id(resource, maker, columns, reader.dialect), {"ids": _array(ids)}
    within = None
    if embedding:
        start = maker.width + len(order_of(resource))
        parents = [row[start : start + len(columns)] for row in rows]
        found = yield from embed(embedding, parents, reader, maker_of)
        within = [found[parent[0]] for parent in parents]
    its_id = itemgetter(maker.width)
    return dict(zip(map(its_id, rows), maker.records(rows, within), strict=True))


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
        rows = yield records_by_id(target, maker, columns_of(target, tree), self._dialect), {"ids": _array(ids)}
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
        rows = yield related_lists(*shape), values
        if not related.position and len(rows) == values["all"]:  # one may have crowded others out
            rows = yield crowded_lists(*shape), values
        if related.repeats:
            rows = list({(row[-1], row[maker.width]): row for row in rows}.values())
        lists: dict[str, list[Row]] = {}
        # To order whole records in the database would carry them through a sort there.
        for row in sorted(rows, key=_PLACE if related.position else in_order(target, maker)):
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
        start, width = maker.width + len(order_of(target)), len(columns_of(target, tree))
        parents = [row[start : start + width] for row in rows]
        found = yield from self.embed(target, list({parent[0]: parent for parent in parents}.values()), tree)
        return maker.records(rows, [found[parent[0]] for parent in parents])


def _array(ids: Collection[str]) -> str:
    return msgspec.json.encode(ids).decode()
