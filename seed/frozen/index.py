"""The search index: derived data, filled with records as they are loaded, and made again when the tokenizer changes.

A record is found by what it says: its text, title, name, question and the like, in every language,
not by its `note`, which speaks of it. The tables are:

* `search_documents`: each record's flat texts, joined by tabs; on PostgreSQL with its tokens.
* `search_index`: on SQLite, the tokens of each document.
* `search_tokens`: in how many documents a token or a character is, to choose a plan by.
* `search_state`: one row, which tells the tokenizer's version and the number of documents.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Literal

import sqlalchemy as sa

from seed.frozen.tokens import TOKENIZER_VERSION, characters, flatten, tokens

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
        "container_title": "text",
        "publisher": "text",
        "as_written": "text",
    },
    "relationships": {"poles": "list of words", "question": "words", "resolution": "words"},
}
"""The fields that are searched, by resource, each with what it holds."""

PREFIX = "search_"
"""What the names of the index's tables begin with, and no others do."""
TABLE = "search_documents"

_BATCH = 5000
_FIELD = "\t"
_GIN = "CREATE INDEX ix_search_documents_tokens ON search_documents USING gin (tokens)"


def is_current(connection: sa.Connection) -> bool:
    """Tell whether the index was filled by this version of the tokenizer."""
    return bool(connection.scalar(sa.text("SELECT tokenizer FROM search_state")) == TOKENIZER_VERSION)


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
    """Put new records into the index; the caller holds the dataset's row.

    Returns:
        How many there were.
    """
    last = connection.scalar(sa.text("SELECT coalesce(max(docid), 0) FROM search_documents")) or 0
    found: Counter[str] = Counter()
    count, remaining = 0, iter(states)
    while batch := list(islice(remaining, _BATCH)):
        documents = []
        for state in batch:
            count += 1
            words = _FIELD.join(flatten(text) for _, _, text in said(resource, state))
            kept = tokens(words)
            found.update(kept | characters(words))
            documents.append((last + count, resource, state["id"], words, kept))
        (_copy if connection.dialect.name == "postgresql" else _insert)(connection, documents)
    if found:
        connection.execute(
            sa.text(
                "INSERT INTO search_tokens (token, documents) VALUES (:token, :documents) "
                "ON CONFLICT (token) DO UPDATE SET documents = search_tokens.documents + excluded.documents"
            ),
            [{"token": token, "documents": number} for token, number in sorted(found.items())],
        )
    connection.execute(sa.text("UPDATE search_state SET documents = documents + :count"), {"count": count})
    return count


def rebuild(connection: sa.Connection, progress: Callable[[str, int], None] | None = None) -> int:
    """Empty the index, and fill it from the records that are there.

    Args:
        connection: in a transaction, which the caller commits; searches wait for it on PostgreSQL.
        progress: told each resource's name and number of records as it is indexed.

    Returns:
        How many records there are in the index.
    """
    on_postgresql = connection.dialect.name == "postgresql"
    if on_postgresql:
        connection.execute(sa.text("SELECT version FROM dataset FOR UPDATE"))  # nobody writes meanwhile
        connection.execute(sa.text("DROP INDEX ix_search_documents_tokens"))  # filling is several times faster
    clear(connection)
    total = 0
    for resource in FIELDS:
        count = add(connection, resource, _stored(connection, resource))
        total += count
        if progress:
            progress(f"{resource} to search", count)
    if on_postgresql:
        connection.execute(sa.text(_GIN))
        connection.execute(sa.text("ANALYZE search_documents, search_tokens"))
    connection.execute(sa.text("UPDATE search_state SET tokenizer = :version"), {"version": TOKENIZER_VERSION})
    return total


def clear(connection: sa.Connection) -> None:
    """Empty the index, and mark it as filled by no version."""
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
    for table in ("search_documents", "search_tokens"):
        connection.execute(sa.text(f"DELETE FROM {table}"))
    connection.execute(sa.text("UPDATE search_state SET tokenizer = 0, documents = 0"))


def create(connection: sa.Connection) -> None:
    """Create the tables of the index, empty."""
    on_sqlite = connection.dialect.name == "sqlite"
    text = "TEXT" if on_sqlite else 'TEXT COLLATE "C"'
    more = "" if on_sqlite else ", tokens TSVECTOR NOT NULL"
    named = f"resource {text} NOT NULL, record_id {text} NOT NULL UNIQUE, words {text} NOT NULL"
    # Tokens come apart by spaces; to this tokenizer all that is not ASCII is part of one.
    options = "content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '.'\""
    statements = [
        f"CREATE TABLE search_documents (docid INTEGER PRIMARY KEY, {named}{more})",
        f"CREATE TABLE search_tokens (token {text} PRIMARY KEY, documents INTEGER NOT NULL)",
        "CREATE TABLE search_state (tokenizer INTEGER NOT NULL, documents INTEGER NOT NULL)",
        "INSERT INTO search_state (tokenizer, documents) VALUES (0, 0)",
        f"CREATE VIRTUAL TABLE search_index USING fts5 (tokens, {options})" if on_sqlite else _GIN,
    ]
    for statement in statements:
        connection.execute(sa.text(statement))


def drop(connection: sa.Connection) -> None:
    """Drop the tables of the index."""
    for table in ("search_documents", "search_tokens", "search_state"):
        connection.execute(sa.text(f"DROP TABLE {table}"))
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("DROP TABLE search_index"))


Document = tuple[int, str, str, str, set[str]]


def _insert(connection: sa.Connection, documents: list[Document]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO search_documents (docid, resource, record_id, words) VALUES (?, ?, ?, ?)",
        [document[:-1] for document in documents],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_index (rowid, tokens) VALUES (?, ?)",
        [(docid, " ".join(sorted(kept))) for docid, *_, kept in documents],
    )


def _copy(connection: sa.Connection, documents: list[Document]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy("COPY search_documents (docid, resource, record_id, words, tokens) FROM STDIN") as copy:
        for *columns, kept in documents:
            # Letters, marks, digits and points: nothing that a lexeme between quotes would escape.
            copy.write_row((*columns, " ".join(f"'{token}'" for token in sorted(kept))))


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
    return f"{family}{given}" if characters(flatten(family)) else f"{given} {family}".strip()
