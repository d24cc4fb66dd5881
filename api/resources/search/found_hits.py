"""Finding a page of hits, all of one moment: in the order of the lists, or what matches best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, ReadScript, Row
from api.core.http.problems import ProblemError, shown
from api.core.query.embedded_records import read_by_id
from api.core.query.filter_resolution import resolve
from api.core.query.list_scopes import Scopes, list_scopes
from api.core.query.pagination import Scalar, decode_cursor, encode_cursor, fingerprint
from api.core.query.search_matches import matches_of
from api.core.query.search_plans import choose
from api.core.records.documents import stored_or_columns
from api.core.records.filter_groups import condition_of
from api.core.records.filters import FilterValues
from api.core.records.plain_records import MakesRecords
from api.core.records.resource import Resource
from api.resources.search.search_parameters import RECORD, SearchedPart, SearchQuery
from api.resources.search.search_sql import (
    BY_RELEVANCE,
    ORDER,
    PLACES,
    RANK,
    Shape,
    count_statement,
    rank_values,
    ranked_statement,
    search_statement,
    shape_of,
    values_of,
)
from seed.frozen.search_terms import Term

MOST = 1000
"""Up to how many hits are counted; where there are more, they are not ordered by relevance."""


class FoundPage(NamedTuple):
    """A page of hits.

    Attributes:
        state: the state of the database that it is of.
        hits: what was found.
        cursor: where the next page begins; None where there is none.
        total: how many hits there are in all, up to one more than are counted; None where nobody asked.
        ranked: whether they are ordered by relevance.
        scopes: what it follows from.
    """

    state: DataState
    hits: Sequence[dict[str, Any]]
    cursor: str | None
    total: int | None
    ranked: bool
    scopes: Scopes


Narrowed = Mapping[Resource, FilterValues]
"""What is searched, with all that narrows it."""


async def narrowed(terms: Sequence[Term], parts: Sequence[SearchedPart], reader: Reader) -> Narrowed:
    """Return what is searched with what narrows it, what is searched for among that in the form soonest found."""
    plans = await choose(terms, [part.resource.name for part in parts], reader)
    return {
        part.resource: (*(await resolve(part.resource, part.filters, reader)), plans[part.resource.name])
        for part in parts
    }


def scans(parts: Narrowed) -> bool:
    """Tell whether no index bounds a search."""
    return any(condition_of(resource, name).scans for resource, filters in parts.items() for name, _ in filters)


async def find_hits(reader: Reader, asked: SearchQuery, maker_of: MakesRecords) -> FoundPage:
    """Find a page of hits.

    Raises:
        ProblemError: the cursor is of another search.
    """
    mark = fingerprint(
        "search", asked.text, asked.by_relevance, [(part.resource.name, part.filters) for part in asked.parts]
    )
    position, ranked = _position(asked, mark)
    parts = await narrowed(asked.terms, asked.parts, reader)
    scopes = tuple(dict.fromkeys(scope for part in asked.parts for scope in _scopes(part, parts, asked)))

    async def read(maker_of: MakesRecords) -> FoundPage:
        script = _Script(reader, asked, parts, maker_of, position, ranked)
        costly = scans(parts) or asked.by_relevance or asked.count or _costly(asked)
        state, (rows, total, by_rank, records) = await reader.run_in_snapshot(script.steps, scans=costly)
        page = rows[: asked.limit]
        hits = [_hit(row, asked, records) for row in page]
        following = None
        if len(rows) > asked.limit:
            key = list(page[-1][: len(ORDER)])
            following = encode_cursor(mark, [page[-1][RANK], *key] if by_rank else key)
        return FoundPage(state, hits, following, total if asked.count else None, by_rank, scopes)

    return await stored_or_columns(read, maker_of)


async def count_by_resource(reader: Reader, asked: SearchQuery) -> dict[str, int]:
    """Return how many hits there are of each resource that has any, up to one more than are counted."""
    parts = await narrowed(asked.terms, asked.parts, reader)
    if not parts:
        return {}
    counted = await reader.scan(count_statement(shape_of(parts), reader.dialect), values_of(parts) | {"most": MOST + 1})
    found = zip(parts, counted.rows, strict=True)
    return {resource.name: int(row[0]) for resource, row in found if row[0]}


@dataclass(frozen=True)
class _Script:
    """The reads of a page of hits, which begins after a position; `ranked` is None where a count decides."""

    _reader: Reader
    _asked: SearchQuery
    _parts: Narrowed
    _maker_of: MakesRecords
    _position: Sequence[Scalar]
    _is_ranked: bool | None

    def steps(self) -> ReadScript[tuple[Sequence[Row], int | None, bool, Mapping[tuple[str, str], Any]]]:
        """Count, if need be, find hits, and read the records of them; tell whether they are ranked."""
        if not self._parts:
            return [], 0, self._asked.by_relevance, {}
        total = None
        if self._asked.count or self._is_ranked is None:
            counting = count_statement(shape_of(self._parts), self._reader.dialect)
            counted = yield counting, values_of(self._parts) | {"most": MOST + 1}
            total = min(sum(row[0] for row in counted), MOST + 1)
        by_rank = total is not None and total <= MOST if self._is_ranked is None else self._is_ranked
        rows = yield from self._ranked() if by_rank else self._in_order()
        records = (yield from self._records(rows)) if self._asked.embeds else {}
        return rows, total, by_rank, records

    def _in_order(self) -> ReadScript[Sequence[Row]]:
        start = int(self._position[0] or 0) if self._position else 0
        parts = {resource: filters for resource, filters in self._parts.items() if PLACES.index(resource) >= start}
        shape: Shape = shape_of(parts)
        if not shape:
            return []
        after_start = bool(self._position) and shape[0][0] == start
        statement = search_statement(shape, self._reader.dialect, after_start=after_start)
        return (yield statement, values_of(parts) | self._values())

    def _ranked(self) -> ReadScript[Sequence[Row]]:
        terms, shape = self._asked.terms, shape_of(self._parts)
        statement = ranked_statement(shape, len(terms), self._reader.dialect, after_start=bool(self._position))
        return (yield statement, values_of(self._parts) | rank_values(terms) | self._values())

    def _values(self) -> dict[str, Any]:
        return {"limit": self._asked.limit + 1} | {f"after_{n}": value for n, value in enumerate(self._position)}

    def _records(self, rows: Sequence[Row]) -> ReadScript[dict[tuple[str, str], Any]]:
        found: dict[tuple[str, str], Any] = {}
        for place, resource in enumerate(PLACES):
            ids = [row[3] for row in rows[: self._asked.limit] if row[0] == place]
            if not ids:
                continue
            shown_as = self._asked.fields[resource], self._asked.embeddings[resource]
            records = yield from read_by_id(resource, ids, *shown_as, self._reader, self._maker_of)
            found |= {(resource.name, name): record for name, record in records.items()}
        return found


def _position(asked: SearchQuery, mark: str) -> tuple[Sequence[Scalar], bool | None]:
    """Return after what a page begins, and whether it is ordered by relevance; None where that is to be decided.

    A page goes on in the order in which its search began, however many hits there are by then.
    """
    if asked.cursor is None:
        return (), None if asked.by_relevance and asked.terms else False
    try:
        position = decode_cursor(asked.cursor, mark, ORDER)
    except ProblemError:
        if not asked.by_relevance:
            raise
        return decode_cursor(asked.cursor, mark, BY_RELEVANCE), True
    if position[0] not in range(len(PLACES)):
        raise ProblemError("invalid-cursor", f"{shown(asked.cursor)} is not a cursor that this service made.")
    return position, False


def _scopes(part: SearchedPart, parts: Narrowed, asked: SearchQuery) -> Scopes:
    return list_scopes(part.resource, part.filters, parts[part.resource], asked.embeddings[part.resource])


def _costly(asked: SearchQuery) -> bool:
    return any(embedding is not None and embedding.scans for embedding in asked.embeddings.values())


def _hit(row: Row, asked: SearchQuery, records: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    """Return what a row says: the record that it is of, and why it was found."""
    resource = PLACES[row[0]]
    state = dict(zip(resource.searched, row[len(ORDER) :], strict=False))
    hit = {"resource": resource.name, "id": row[3], "matches": matches_of(resource.searched, state, asked.terms)}
    return hit | {"_embedded": {RECORD: records[resource.name, row[3]]}} if asked.embeds else hit
