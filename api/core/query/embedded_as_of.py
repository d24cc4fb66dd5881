"""What a record referred to when a version of it was made: the past, embedded as the present is.

Other records are as they stood at that version's place in the order of all versions. What was first made at the same
instant counts too: a pack or a batch makes a record before the links that lead to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import Reader, ReadScript, Row, Statement, compile_statement, parameter
from api.core.query.embedding import Embedding, Tree
from api.core.records.base_record import table_of
from api.core.records.related import Related, ends_of
from api.core.records.resource import TYPE, Resource
from api.core.versions.history import VERSIONS, PastState
from api.core.versions.version_tables import GONE, Version

State = dict[str, Any]

_IDS = parameter("ids", SqlText)


async def recall(reader: Reader, past: PastState, record: State, embedding: Embedding | None) -> State:
    """Return a record as a version had it, with what it referred to as that was then under `_embedded`.

    Args:
        reader: what reads.
        past: the version.
        record: its content.
        embedding: what to embed, if anything.

    Raises:
        ProblemError: `unavailable`; or `too-costly`, when the time limit is reached.
    """
    if embedding is None:
        return record

    def steps() -> ReadScript[State]:
        return (yield from _Recall(embedding, past, reader).embed(embedding.resource, [record], embedding.tree))

    _, found = await reader.run_in_snapshot(steps, scans=True)
    return record | {"_embedded": found[record["id"]]}


class _Recall:
    """Embeds in records what they referred to at a moment."""

    def __init__(self, embedding: Embedding, past: PastState, reader: Reader) -> None:
        self._resources = embedding.resources
        self._limit = embedding.limit
        self._moment = {"sequence": past.sequence, "instant": past.created_at}
        self._reader = reader
        self._dialect = reader.dialect
        self._held: dict[tuple[str, str], list[State]] = {}

    def embed(self, resource: Resource, parents: Sequence[State], tree: Tree) -> ReadScript[dict[str, State]]:
        """Return what is embedded in each of some records, by their ids."""
        found: dict[str, State] = {parent["id"]: {} for parent in parents}
        cut: dict[str, list[str]] = {}
        for name, related in resource.related.items():
            if name not in tree:
                continue
            for parent in parents:
                members = yield from self._members(resource, related, parent, tree[name])
                if related.single:
                    found[parent["id"]][name] = next(iter(members), None)
                else:
                    found[parent["id"]][name] = members[: self._limit]
                    if len(members) > self._limit:
                        cut.setdefault(parent["id"], []).append(name)
        for name in [name for name in resource.computed if name in tree]:
            computed = resource.computed[name]
            rows = [[parent[column] for column in ("id", *computed.columns)] for parent in parents]
            made = yield from computed.make(rows, self._reader)
            for identifier, embedded in found.items():
                embedded[name] = made.get(identifier)
        for identifier, embedded in found.items():
            embedded["truncated"] = cut.get(identifier, [])
        return found

    def _members(self, resource: Resource, related: Related, parent: State, tree: Tree) -> ReadScript[list[State]]:
        records: list[State] = []
        for name, column in related.members.items():
            target = self._resources[name]
            records += yield from self._related(resource, related, target, column, parent)
            if tree and records:
                below = yield from self.embed(target, records, tree)
                records = [record | {"_embedded": below[record["id"]]} for record in records]
        return records

    def _related(
        self, resource: Resource, related: Related, target: Resource, column: str, parent: State
    ) -> ReadScript[list[State]]:
        """Return the records of one kind that a relation leads to."""
        table = related.table
        if table is None:
            named = _named(parent, column)
            return (yield from self._by_id(target, [named] if named else []))
        if related.position and table.startswith(f"{resource.name}_"):
            items = parent[table.removeprefix(f"{resource.name}_")]
            return (yield from self._by_id(target, _ids(items, column)))
        if table == target.name:
            others = yield from self._about(target, parent)
            return [other for other in others if _named(other, related.parent) == parent["id"]]
        if table in self._resources:
            pairs = yield from self._about(self._resources[table], parent)
            ends = (_named(pair, column) for pair in pairs if _named(pair, related.parent) == parent["id"])
            return (yield from self._by_id(target, [end for end in ends if end]))
        field = table.removeprefix(f"{target.name}_")
        others = yield from self._about(target, parent)
        return [other for other in others if parent["id"] in _ids(other[field], related.parent)]

    def _by_id(self, target: Resource, ids: Collection[str]) -> ReadScript[list[State]]:
        """Return records by id, in that order, also those that no longer stand."""
        if not ids:
            return []
        rows = yield _select(self._dialect, by_id=True), self._values(target, ids)
        states = {state["id"]: state for state in _states(target, rows)}
        return [states[identifier] for identifier in dict.fromkeys(ids) if identifier in states]

    def _about(self, target: Resource, parent: State) -> ReadScript[list[State]]:
        """Return the records of a kind that stand in the essays that a record has to do with, in their order."""
        found: list[State] = []
        for essay in sorted(_essays(parent)):
            if (target.name, essay) not in self._held:
                values = {"from": f"{essay}-", "below": f"{essay}."}
                rows = yield _select(self._dialect, by_id=False), {**self._values(target, []), **values}
                standing = yield from self._standing(target, list(_states(target, rows)))
                self._held[target.name, essay] = sorted(
                    standing, key=lambda state: [state[name] for name in target.natural_order]
                )
            found += self._held[target.name, essay]
        return found

    def _standing(self, target: Resource, states: list[State]) -> ReadScript[list[State]]:
        """Keep what stood at the moment: neither it nor what it stands on was withdrawn."""
        states = [state for state in states if state["status"] == "published"]
        for column, name in ends_of(target.table).items():
            named = {end for state in states if (end := _named(state, column))}
            ends = yield from self._by_id(self._resources[name], sorted(named))
            gone = {end["id"] for end in ends if end["status"] != "published"}
            states = [state for state in states if _named(state, column) not in gone]
        return states

    def _values(self, target: Resource, ids: Collection[str]) -> Mapping[str, Any]:
        return {**self._moment, "resource": target.name, "ids": msgspec.json.encode(list(ids)).decode()}


def _states(resource: Resource, rows: Iterable[Row]) -> Iterator[State]:
    for _, version, action, updated_at, state, created_at in rows:
        if state is not None and action not in GONE:
            stamps = {TYPE: resource.singular, "version": version, "created_at": created_at, "updated_at": updated_at}
            yield msgspec.json.decode(state) | stamps


def _named(record: State, column: str) -> str | None:
    """Return the record that a column names; a link of evidence has one column for each kind of end."""
    if column in record:
        named: str | None = record[column]
        return named
    end, _, kind = column.removesuffix("_id").partition("_")
    return str(record[f"{end}_id"]) if record[f"{end}_type"] == kind else None


def _ids(items: Iterable[Any], member: str) -> list[str]:
    return [item[member] if isinstance(item, dict) else item for item in items]


def _essays(record: State) -> set[str]:
    """Return the essays that a record belongs to, or whose passages it names, or which it is."""
    if "essay_id" in record:
        return {record["essay_id"]}
    return {record["id"], *(passage.partition("-")[0] for passage in record.get("passages", []))}


@lru_cache
def _select(dialect: sa.Dialect, *, by_id: bool) -> Statement:
    """Select the versions that records of one kind had at a moment: of some ids, or of a range of them."""
    among_these = (
        among(VERSIONS.record_id, _IDS)
        if by_id
        else sa.and_(VERSIONS.record_id >= parameter("from", SqlText), VERSIONS.record_id < parameter("below", SqlText))
    )
    made = sa.or_(
        VERSIONS.sequence <= parameter("sequence", sa.Integer()),
        sa.and_(VERSIONS.version == 1, VERSIONS.created_at == parameter("instant", SqlText)),
    )
    latest = (
        sa.select(VERSIONS.record_id, sa.func.max(VERSIONS.version).label("version"))
        .where(VERSIONS.resource == parameter("resource", SqlText), among_these, made)
        .group_by(VERSIONS.record_id)
        .subquery("latest")
    )
    first = table_of(Version).alias("first")
    statement = (
        sa.select(
            VERSIONS.record_id,
            VERSIONS.version,
            VERSIONS.action,
            VERSIONS.created_at,
            VERSIONS.state,
            first.c.created_at.label("since"),
        )
        .join_from(
            latest,
            table_of(Version),
            sa.and_(VERSIONS.record_id == latest.c.record_id, VERSIONS.version == latest.c.version),
        )
        .join(
            first,
            sa.and_(
                first.c.resource == VERSIONS.resource, first.c.record_id == VERSIONS.record_id, first.c.version == 1
            ),
        )
        .where(VERSIONS.resource == parameter("resource", SqlText))
    )
    return compile_statement(statement, dialect)
