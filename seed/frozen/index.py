"""The search index: derived data, filled with records as they are loaded, and made again when the tokenizer changes.

A record is found by what it says: its text, title, name, question, note and the like, in every language. Whoever writes
to the index holds the dataset's row, so that no two count one token at once.

What asks the index is `api/core/query/search_plans.py`; the tokens are those of `seed/frozen/tokens.py`.
"""

import json
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Literal

import sqlalchemy as sa

from seed.frozen import index_tables as tables
from seed.frozen.folding import fold, is_cjk
from seed.frozen.tokens import characters, said_in, tokens

Kind = Literal["words", "list of words", "text", "list of texts", "names"]
"""What a field holds: words by language, a text in no language, several of either, or names as CSL-JSON has them."""

Searched = Mapping[str, Kind]
"""The fields of a resource that are searched, each with what it holds."""

FIELDS: Mapping[str, Searched] = {
    "claims": {"text": "words", "note": "words"},
    "statistics": {
        "text": "words",
        "as_written": "text",
        "condition": "words",
        "ranked_by": "words",
        "ranked_among": "words",
        "note": "words",
    },
    "sources": {
        "name": "words",
        "title": "text",
        "author": "names",
        "editor": "names",
        "translator": "names",
        "container_title": "text",
        "publisher": "text",
        "event": "text",
        "archive": "text",
        "as_written": "text",
        "note": "words",
    },
    "relationships": {"poles": "list of words", "question": "words", "resolution": "words", "note": "words"},
    "entities": {"label": "words", "aliases": "list of texts", "note": "words"},
    "measures": {"label": "words", "note": "words"},
}
"""The fields that the first revisions fill the index with, by resource: the rooms of these take theirs from here.
Others declare their own (`Resource.searched`), and whoever calls from the service passes the fields of them all."""

EVERY = ""
"""What is counted as a token of every record; no token of a text is empty."""

_BATCH_SIZE = 2000
_MANY = 20_000
"""How many records are worth starting processes for."""
_AHEAD = 2
"""How many batches each process may be ahead of the database."""

_Batch = tuple[Searched, list[Mapping[str, Any]]]
"""Records, and their fields that are searched."""
_Prepared = tuple[list[tuple[str, str, str]], Counter[str]]
"""Of each record its id, what it says and its tokens joined by spaces; and in how many of them each token is."""


def said(fields: Searched, state: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    """Yield what a record says: the field, the language (None where the field has none), and the text.

    Args:
        fields: those that are searched.
        state: the record's fields, as values or as the JSON text that a database holds.
    """
    for field, kind in fields.items():
        value = state[field]
        if value is None:
            continue
        if kind == "text":
            yield field, None, value
            continue
        value = json.loads(value) if isinstance(value, str) else value
        if kind in {"names", "list of texts"}:
            yield from ((field, None, item if isinstance(item, str) else _called(item)) for item in value)
            continue
        for words in value if kind == "list of words" else [value]:
            yield from ((field, language, text) for language, text in sorted(words.items()))


def add(connection: sa.Connection, resource: str, fields: Searched, states: Iterable[Mapping[str, Any]]) -> int:
    """Put new records of a resource into the index.

    Returns:
        How many there were.
    """
    return _fill(connection, resource, map(_prepare, _batches(fields, states)))


def reindex(
    connection: sa.Connection, resource: str, fields: Searched, states: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Let the index say what records of a resource say now: call it wherever some are made, changed or removed.

    An index that another version of the tokenizer filled is left alone, since it has to be filled again anyway.

    Args:
        connection: in the transaction that changes the records, and holds the dataset's row.
        resource: what kind of records they are.
        fields: those that are searched; where there are none, there is nothing to do.
        states: by id, their fields, as values or as the JSON text that a database holds; None takes a record out.
    """
    if not fields or not states or not tables.is_current(connection):
        return
    found = Counter[str]()
    old = tables.find(connection, resource, list(states))
    new = {name: _words(fields, state) for name, state in states.items() if state is not None}
    same = {name for name, (_, words) in old.items() if new.get(name) == words}
    gone = [place for name, place in old.items() if name not in same]
    for _, words in gone:
        found.subtract(_counted(words))
    tables.remove(connection, [(number, _joined(words)) for number, words in gone])
    documents, following = [], None
    for name, words in new.items():
        if name in same:
            continue
        if name in old:
            number = old[name][0]
        else:
            number = following = tables.next_number(connection, resource) if following is None else following + 1
        documents.append((number, resource, name, words, _joined(words)))
        found.update(_counted(words))
    tables.insert(connection, documents)
    tables.count(connection, resource, found)


def rebuild(
    connection: sa.Connection,
    progress: Callable[[str, int], None] | None = None,
    fields: Mapping[str, Searched] = FIELDS,
) -> int:
    """Empty the index, and fill it from the records that are there.

    Args:
        connection: in a transaction, which the caller commits; searches wait for it on PostgreSQL.
        progress: told each resource's name and number of records as it is indexed.
        fields: those that are searched, by resource.

    Returns:
        How many records there are in the index.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT version FROM dataset FOR UPDATE"))
    tables.clear(connection)
    tables.prepare_to_fill(connection)
    total = 0
    for resource, searched in fields.items():
        batches = _batches(searched, _stored(connection, resource, searched))
        records = connection.scalar(sa.text(f"SELECT count(*) FROM {resource}")) or 0
        number = _fill(connection, resource, _in_processes(batches) if records >= _MANY else map(_prepare, batches))
        total += number
        if progress:
            progress(f"{resource} to search", number)
    tables.finish_filling(connection)
    tables.set_current(connection)
    return total


def _fill(connection: sa.Connection, resource: str, prepared: Iterable[_Prepared]) -> int:
    first = number = tables.next_number(connection, resource)
    found = Counter[str]()
    for documents, counted in prepared:
        tables.insert(
            connection,
            [(place, resource, *document) for place, document in enumerate(documents, number)],
        )
        number += len(documents)
        found.update(counted)
    tables.count(connection, resource, found)
    return number - first


def _batches(fields: Searched, states: Iterable[Mapping[str, Any]]) -> Iterator[_Batch]:
    remaining = iter(states)
    while batch := list(islice(remaining, _BATCH_SIZE)):
        yield fields, batch


def _prepare(batch: _Batch) -> _Prepared:
    fields, states = batch
    documents, found = [], Counter[str]()
    for state in states:
        words = _words(fields, state)
        documents.append((state["id"], words, _joined(words)))
        found.update(_counted(words))
    return documents, found


def _in_processes(batches: Iterable[_Batch]) -> Iterator[_Prepared]:
    """Prepare batches on every core, not far ahead of whoever takes them."""
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting = deque[Future[_Prepared]]()
        for batch in batches:
            waiting.append(pool.submit(_prepare, batch))
            if len(waiting) > workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _words(fields: Searched, state: Mapping[str, Any]) -> str:
    return said_in(text for _, _, text in said(fields, state))


def _joined(words: str) -> str:
    return " ".join(sorted(tokens(words)))


def _counted(words: str) -> set[str]:
    return {EVERY, *tokens(words), *characters(words)}


def _stored(connection: sa.Connection, resource: str, fields: Searched) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a resource in their natural order."""
    columns = {column["name"] for column in sa.inspect(connection).get_columns(resource)}
    number = "essay_id, number, " if {"essay_id", "number"} <= columns else ""
    names = ", ".join(("id", *fields))
    # On PostgreSQL a cursor of the client's would hold a million rows.
    options = {"stream_results": True, "yield_per": _BATCH_SIZE}
    statement = sa.text(f"SELECT {names} FROM {resource} ORDER BY {number}id")
    for row in connection.execute(statement, execution_options=options).mappings():
        yield dict(row)


def _called(name: Mapping[str, str | None]) -> str:
    """Return a CSL-JSON name as it is written: a Chinese one without a space, family name first."""
    if literal := name.get("literal"):
        return literal
    family, given = name.get("family") or "", name.get("given") or ""
    if any(map(is_cjk, fold(family))):
        return f"{family}{given}"
    particles = (name.get(f"{kind}-particle") for kind in ("dropping", "non-dropping"))
    return " ".join(part for part in (given, *particles, family, name.get("suffix")) if part)
