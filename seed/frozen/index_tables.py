"""Where the search index is kept, on each database.

* `search_documents`: what each record says, as `tokens.py` has it; on PostgreSQL with its tokens, indexed by resource.
* `search_index`: on SQLite, the tokens of each document.
* `search_tokens`: in how many documents of a resource a token or a character is, to choose a plan by.
* `search_state`: one row, which tells the tokenizer's version.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from zlib import crc32

import sqlalchemy as sa

from seed.frozen.tokens import TOKENIZER_VERSION

SEARCHED = ("claims", "statistics", "sources", "relationships", "entities", "measures")
"""What was searched from the beginning; `add` lets the index take further resources."""

PREFIX = "search_"
"""What the names of the index's tables begin with, and no others do."""

Document = tuple[int, str, str, str, str]
"""A number of its own, the resource, the record's id, what it says, and the tokens of that joined by spaces."""

OUTDATE = "UPDATE search_state SET tokenizer = 0"
"""Marks the index as filled by no version of the tokenizer."""

_BATCH = 10_000
_LATER = 1 << 30
"""A bit of the numbers of blocks that go by names; they stay below 2 to the 31st, so that documents' have 63 bits."""
_ERASES = (3, 42)
"""The version of SQLite whose FTS5 has `secure-delete` (sqlite.org/fts5.html, section 6.12)."""
_GIN = "CREATE INDEX ix_search_documents_{0} ON search_documents USING gin (tokens) WHERE resource = '{0}'"


def is_current(connection: sa.Connection) -> bool:
    """Tell whether the index was filled by this version of the tokenizer."""
    return bool(connection.scalar(sa.text("SELECT tokenizer FROM search_state")) == TOKENIZER_VERSION)


def set_current(connection: sa.Connection) -> None:
    """Tell that the index was filled by this version of the tokenizer."""
    connection.execute(sa.text("UPDATE search_state SET tokenizer = :version"), {"version": TOKENIZER_VERSION})


def create(connection: sa.Connection) -> None:
    """Create the tables of the index, empty."""
    on_sqlite = connection.dialect.name == "sqlite"
    text, number = ("TEXT", "INTEGER") if on_sqlite else ('TEXT COLLATE "C"', "BIGINT")
    more = "" if on_sqlite else ", tokens TSVECTOR NOT NULL"
    named = f"resource {text} NOT NULL, record_id {text} NOT NULL, words {text} NOT NULL"
    counted = f"token {text} NOT NULL, resource {text} NOT NULL, documents INTEGER NOT NULL"
    # Tokens come apart by spaces; to this tokenizer all that is not ASCII is part of one. `detail=none` would be
    # smaller; with `secure-delete` it loses a document that is taken out and put in again within one transaction.
    options = "content='', detail=column, columnsize=0, tokenize=\"ascii tokenchars '.'\""
    statements = [
        f"CREATE TABLE search_documents (docid {number} PRIMARY KEY, {named}{more}, UNIQUE (record_id, resource))",
        f"CREATE TABLE search_tokens ({counted}, PRIMARY KEY (token, resource)){' WITHOUT ROWID' if on_sqlite else ''}",
        "CREATE TABLE search_state (tokenizer INTEGER NOT NULL)",
        "INSERT INTO search_state (tokenizer) VALUES (0)",
        *([f"CREATE VIRTUAL TABLE search_index USING fts5 (tokens, {options})"] if on_sqlite else _gin()),
    ]
    for statement in statements:
        connection.execute(sa.text(statement))
    _erase_what_is_removed(connection)


def add(connection: sa.Connection, resource: str) -> None:
    """Let the index take a further resource, whose documents PostgreSQL finds by an index of their own."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(_GIN.format(resource)))


def withdraw(connection: sa.Connection, resource: str) -> None:
    """Take a further resource out, with what the index holds of it; the rest is to be filled again."""
    clear(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"DROP INDEX ix_search_documents_{resource}"))


def drop(connection: sa.Connection) -> None:
    """Drop the tables of the index."""
    for table in ("search_documents", "search_tokens", "search_state"):
        connection.execute(sa.text(f"DROP TABLE {table}"))
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("DROP TABLE search_index"))


def clear(connection: sa.Connection) -> None:
    """Empty the index, and mark it as filled by no version."""
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
        for table in ("search_documents", "search_tokens"):
            connection.execute(sa.text(f"DELETE FROM {table}"))
    else:
        connection.execute(sa.text("TRUNCATE search_documents, search_tokens"))
    connection.execute(sa.text(OUTDATE))


def prepare_to_fill(connection: sa.Connection) -> None:
    """Make an empty index ready to take many documents: on PostgreSQL it is several times faster to sort them after."""
    _erase_what_is_removed(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"DROP INDEX {', '.join(f'ix_search_documents_{name}' for name in SEARCHED)}"))


def finish_filling(connection: sa.Connection) -> None:
    """Build what `prepare_to_fill` put off, and let the planner know what there is; merge what was filled on SQLite."""
    if connection.dialect.name == "sqlite":
        # A search over a resource alone seeks in each part that is left: merged, several times faster.
        connection.execute(sa.text("INSERT INTO search_index (search_index) VALUES ('optimize')"))
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET LOCAL maintenance_work_mem = '512MB'"))
        for statement in _gin():
            connection.execute(sa.text(statement))
        connection.execute(sa.text("ANALYZE search_documents, search_tokens"))


def numbers(resource: str) -> tuple[int, int]:
    """Return the first and the last number that a document of a resource may have.

    Each has a block of 2 to the 32nd: those that were there from the beginning by their place, others by their name.
    """
    block = SEARCHED.index(resource) if resource in SEARCHED else crc32(resource.encode()) >> 2 | _LATER
    first = block << 32
    return first + 1, first + (1 << 32)


def next_number(connection: sa.Connection, resource: str) -> int:
    """Return the number for the next document of a resource."""
    first, last = numbers(resource)
    found = sa.text("SELECT max(docid) FROM search_documents WHERE docid BETWEEN :first AND :last")
    most = connection.scalar(found, {"first": first, "last": last})
    return first if most is None else int(most) + 1


def find(connection: sa.Connection, resource: str, record_ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return the number of the documents, and what they say, of those records that have one, by their ids."""
    found: dict[str, tuple[int, str]] = {}
    statement = sa.text(
        "SELECT record_id, docid, words FROM search_documents WHERE record_id IN :ids AND resource = :resource"
    )
    bound = statement.bindparams(sa.bindparam("ids", expanding=True))
    for start in range(0, len(record_ids), _BATCH):
        rows = connection.execute(bound, {"ids": record_ids[start : start + _BATCH], "resource": resource})
        found |= {row.record_id: (row.docid, row.words) for row in rows}
    return found


def insert(connection: sa.Connection, documents: Sequence[Document]) -> None:
    """Put documents in."""
    if not documents:
        return
    if connection.dialect.name == "postgresql":
        columns = "docid, resource, record_id, words, tokens"
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(f"COPY search_documents ({columns}) FROM STDIN") as copy:
            for document in documents:
                copy.write_row(
                    document
                )  # tokens are letters, digits, points and signs of stems: a tsvector as they stand
        return
    connection.exec_driver_sql(
        "INSERT INTO search_documents (docid, resource, record_id, words) VALUES (?, ?, ?, ?)",
        [document[:-1] for document in documents],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", [(number, kept) for number, *_, kept in documents]
    )


def remove(connection: sa.Connection, documents: Sequence[tuple[int, str]]) -> None:
    """Take documents out.

    Args:
        connection: the database.
        documents: their numbers, and their tokens joined by spaces: SQLite's index is told what to forget.
    """
    told = [{"number": number, "kept": kept} for number, kept in documents]
    if told and connection.dialect.name == "sqlite":
        forget = "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', :number, :kept)"
        connection.execute(sa.text(forget), told)
    if told:
        connection.execute(sa.text("DELETE FROM search_documents WHERE docid = :number"), told)


def count(connection: sa.Connection, resource: str, changes: Mapping[str, int]) -> None:
    """Change in how many documents of a resource tokens are."""
    changed = iter(sorted((token, change) for token, change in changes.items() if change))
    while batch := list(islice(changed, _BATCH)):
        if connection.dialect.name == "postgresql":
            listed = "unnest(CAST(:tokens AS TEXT[]), CAST(:changes AS INTEGER[])) AS changed (token, change)"
            rows = f"SELECT token, :resource, change FROM {listed}"
        else:
            rows = "VALUES (:token, :resource, :change)"
        statement = (
            f"INSERT INTO search_tokens (token, resource, documents) {rows} "
            "ON CONFLICT (token, resource) DO UPDATE SET documents = search_tokens.documents + excluded.documents"
        )
        connection.execute(sa.text(statement), _bound(connection, resource, batch))
    gone = [token for token, change in changes.items() if change < 0]
    if gone:
        statement = "DELETE FROM search_tokens WHERE token IN :tokens AND resource = :resource AND documents = 0"
        bound = sa.text(statement).bindparams(sa.bindparam("tokens", expanding=True))
        connection.execute(bound, {"tokens": gone, "resource": resource})


def _erase_what_is_removed(connection: sa.Connection) -> None:
    """Let SQLite's index take the tokens of a document out, rather than note that they no longer count.

    The index keeps this setting. SQLite has it since 3.42; with an older one the tokens stay until the index is
    optimized, as `lunju vacuum` does.
    """
    if connection.dialect.name == "sqlite":
        version = connection.scalar(sa.text("SELECT sqlite_version()"))
        if tuple(map(int, str(version).split("."))) >= _ERASES:
            connection.execute(sa.text("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)"))


def _gin() -> Sequence[str]:
    return [_GIN.format(name) for name in SEARCHED]


def _bound(connection: sa.Connection, resource: str, changes: Iterable[tuple[str, int]]) -> Any:
    if connection.dialect.name == "postgresql":
        tokens, numbers = zip(*changes, strict=True)
        return {"resource": resource, "tokens": list(tokens), "changes": list(numbers)}
    return [{"token": token, "resource": resource, "change": change} for token, change in changes]
