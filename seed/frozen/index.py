"""The search index: derived data, filled with records as they are loaded, and made again when the tokenizer changes.

A record is found by what it says: its text, title, name, question and the like, in every language,
not by its `note`, which speaks of it. Whoever writes to the index holds the dataset's row, so that
no two count one token at once.
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
from seed.frozen.tokens import characters, flatten, tokens

Kind = Literal["words", "list of words", "text", "names"]

FIELDS: Mapping[str, Mapping[str, Kind]] = {
    "claims": {"text": "words"},
    "statistics": {
        "text": "words",
        "as_written": "text",
        "condition": "words",
        "ranked_by": "words",
        "ranked_among": "words",
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
    },
    "relationships": {"poles": "list of words", "question": "words", "resolution": "words"},
}
"""The fields that are searched, by resource, each with what it holds."""

EVERY = ""
"""What is counted as a token of every record; no token of a text is empty."""

_BATCH = 2000
_MANY = 20_000
"""How many records are worth starting processes for."""
_AHEAD = 2
"""How many batches each process may be ahead of the database."""

_Prepared = tuple[list[tuple[str, str, str]], Counter[str]]
"""Of each record its id, its flat texts and their tokens joined by spaces; and in how many of them each token is."""


def said(resource: str, state: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    """Yield what a record says: the field, the language (None where the field has none), and the text.

    Args:
        resource: what kind of record it is.
        state: its fields, as values or as the JSON text that a database holds.
    """
    for field, kind in FIELDS[resource].items():
        value = state[field]
        if value is None:
            continue
        if kind == "text":
            yield field, None, value
            continue
        value = json.loads(value) if isinstance(value, str) else value
        if kind == "names":
            yield from ((field, None, _called(name)) for name in value)
            continue
        for words in value if kind == "list of words" else [value]:
            yield from ((field, language, text) for language, text in sorted(words.items()))


def add(connection: sa.Connection, resource: str, states: Iterable[Mapping[str, Any]]) -> int:
    """Put new records of a resource into the index.

    Returns:
        How many there were.
    """
    return _fill(connection, resource, map(_prepare, _batches(resource, states)))


def reindex_record(connection: sa.Connection, resource: str, record_id: str, state: Mapping[str, Any] | None) -> None:
    """Let the index say what a record says now: call it wherever a record is made, changed or removed.

    An index that another version of the tokenizer filled is left alone, since it has to be filled again anyway.

    Args:
        connection: in the transaction that changes the record, and holds the dataset's row.
        resource: what kind of record it is; of a kind that is not searched, there is nothing to do.
        record_id: which it is.
        state: its fields, as values or as the JSON text that a database holds; None takes it out.
    """
    if resource not in FIELDS or not tables.is_current(connection):
        return
    found, number = Counter[str](), None
    if (old := tables.find(connection, record_id)) is not None:
        number, words = old
        tables.remove(connection, number, _joined(words))
        found.subtract(_counted(words))
    if state is not None:
        words = _words(resource, state)
        number = tables.next_number(connection, resource) if number is None else number
        tables.insert(connection, [(number, resource, record_id, words, _joined(words))])
        found.update(_counted(words))
    tables.count(connection, resource, found)


def rebuild(connection: sa.Connection, progress: Callable[[str, int], None] | None = None) -> int:
    """Empty the index, and fill it from the records that are there.

    Args:
        connection: in a transaction, which the caller commits; searches wait for it on PostgreSQL.
        progress: told each resource's name and number of records as it is indexed.

    Returns:
        How many records there are in the index.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT version FROM dataset FOR UPDATE"))
    tables.clear(connection)
    tables.prepare_to_fill(connection)
    total = 0
    for resource in FIELDS:
        batches = _batches(resource, _stored(connection, resource))
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


def _batches(resource: str, states: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    remaining = iter(states)
    while batch := list(islice(remaining, _BATCH)):
        yield resource, batch


def _prepare(batch: tuple[str, list[Mapping[str, Any]]]) -> _Prepared:
    resource, states = batch
    documents, found = [], Counter[str]()
    for state in states:
        words = _words(resource, state)
        documents.append((state["id"], words, _joined(words)))
        found.update(_counted(words))
    return documents, found


def _in_processes(batches: Iterable[tuple[str, list[Mapping[str, Any]]]]) -> Iterator[_Prepared]:
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


def _words(resource: str, state: Mapping[str, Any]) -> str:
    return "\t".join(flatten(text) for _, _, text in said(resource, state))


def _joined(words: str) -> str:
    return " ".join(sorted(tokens(words)))


def _counted(words: str) -> set[str]:
    return {EVERY, *tokens(words), *characters(words)}


def _stored(connection: sa.Connection, resource: str) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a resource in their natural order."""
    number = "" if resource == "sources" else "essay_id, number, "
    names = ", ".join(("id", *FIELDS[resource]))
    # On PostgreSQL a cursor of the client's would hold a million rows.
    options = {"stream_results": True, "yield_per": _BATCH}
    statement = sa.text(f"SELECT {names} FROM {resource} ORDER BY {number}id")
    for row in connection.execute(statement, execution_options=options).mappings():
        yield dict(row)


def _called(name: Mapping[str, str | None]) -> str:
    """Return a CSL-JSON name as it is written: a Chinese one without a space, family name first."""
    if literal := name.get("literal"):
        return literal
    family, given = name.get("family") or "", name.get("given") or ""
    if characters(flatten(family)):
        return f"{family}{given}"
    particles = (name.get(f"{kind}-particle") for kind in ("dropping", "non-dropping"))
    return " ".join(part for part in (given, *particles, family, name.get("suffix")) if part)
