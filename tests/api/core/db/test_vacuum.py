"""What was redacted or deleted does not stay in the database's files."""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.cli import vacuum_command
from api.core.db.engine import SQLITE, sqlite_path
from api.resources.measures.models import MEASURES
from tests.api.cli.commands import lunju
from tests.api.test_ends import merge, redact
from tests.api.writing import ANY, CLAIM, client_of, key, patch, writer
from tests.conftest import engine_of
from tests.patience import wait_until

HAN = "饕餮貔貅狴犴"
LATIN = "zyzzyvaquux"
WORDS = {"zh-Hans": HAN, "en": f"Of {LATIN} nothing is known."}
TOKENS = [HAN[place : place + 2] for place in range(len(HAN) - 1)]
TRACES = [LATIN, HAN, *TOKENS]
"""The words as they stand, and as the search index has them."""
PLAIN = {"zh-Hans": "别的", "en": "Other words."}


def erases(version: tuple[int, ...] = SQLITE.sqlite_version_info) -> bool:
    """Tell whether this SQLite's index takes out what it is told to forget."""
    return version >= (3, 42)


def in_files(url: str) -> dict[str, list[str]]:
    """Return which traces the files of a database have, by file."""
    if url.startswith("sqlite"):
        path = sqlite_path(sa.make_url(url))
        files = {name.name: name.read_bytes() for name in path.parent.glob(f"{path.name}*")}
    else:
        files = dict(relations(url))
    found = {name: [trace for trace in TRACES if trace.encode() in content] for name, content in files.items()}
    return {name: traces for name, traces in found.items() if traces}


def relations(url: str) -> Iterator[tuple[str, bytes]]:
    with engine_of(url) as engine, engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("CHECKPOINT"))
        select = "SELECT relname, pg_relation_filepath(oid) AS path FROM pg_class WHERE relfilenode <> 0 OR relisshared"
        named = connection.execute(sa.text(select)).all()
        for name, path in named:
            content = sa.text("SELECT pg_read_binary_file(:path, true)")
            yield name, bytes(connection.scalar(content, {"path": path}) or b"")


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """An editor of a service over a database of its own."""
    with writer(writable) as client:
        yield client


@pytest.fixture
def admin(writable: str, editor: httpx.Client) -> Iterator[httpx.Client]:
    """A client that may redact."""
    with client_of(str(editor.base_url), key(writable, "root", "admin")) as client:
        yield client


def create(editor: httpx.Client, resource: str = "claims", **fields: Any) -> str:
    """Make a record whose answer is kept."""
    headers = {"Idempotency-Key": os.urandom(8).hex()}
    response = editor.post(f"/{resource}", json=fields if resource == "sources" else CLAIM | fields, headers=headers)
    assert response.status_code == 201, response.text
    return f"/{resource}/{response.json()['id']}"


def say_and_redact(editor: httpx.Client, admin: httpx.Client, others: int = 40) -> None:
    """Let records say the words, in every way that is possible, then redact all versions that do.

    Args:
        editor: who writes.
        admin: who redacts.
        others: how many further claims there are; with many, pages are split, and leave copies behind.
    """
    changed = create(editor, text=WORDS, note={"zh-Hans": HAN * 3000, "en": f"{LATIN} " * 1500})
    deleted, merged = create(editor, text=WORDS), create(editor, text=WORDS)
    source = {"id": "quux2024", "kind": "paper", "name": WORDS, "csl_type": "article-journal", "author": []}
    cited = create(editor, "sources", **source, title=f"{HAN} {LATIN}", passages=["cao2023-p4"])
    beside = [
        create(editor, text={"zh-Hans": f"其他的话{number}", "en": f"Others {number}."}) for number in range(others)
    ]
    patch(editor, changed, {"text": PLAIN, "note": None}, Idempotency_Key="changed")
    patch(editor, cited, {"name": PLAIN, "title": None}, Idempotency_Key="cited")
    assert editor.delete(deleted, headers=ANY | {"Idempotency-Key": "deleted"}).status_code == 200
    assert merge(editor, merged, beside[0]).status_code == 200
    gone = [(changed, 1), (cited, 1), (deleted, 1), (deleted, 2), (merged, 1), (merged, 2)]
    assert [redact(admin, path, version).status_code for path, version in gone] == [201] * len(gone)


def in_rows(url: str) -> set[str]:
    """Return the tables of an SQLite file that have traces, those in which its search index is kept among them."""
    with closing(SQLITE.connect(sqlite_path(sa.make_url(url)))) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        return {
            name
            for (name,) in connection.execute(names).fetchall()
            for row in connection.execute(f'SELECT * FROM "{name}"')
            for value in row
            if any(trace.encode() in (value if isinstance(value, bytes) else str(value).encode()) for trace in TRACES)
        }


@pytest.mark.skipif(not erases(), reason="this SQLite's index has no secure-delete")
def test_on_sqlite_what_was_redacted_is_in_no_file_while_no_page_is_split(
    editor: httpx.Client, admin: httpx.Client, writable: str
) -> None:
    if not writable.startswith("sqlite"):
        return  # there it goes when the database is vacuumed
    assert in_files(writable) == {}
    say_and_redact(editor, admin, others=1)
    assert in_files(writable) == {}


@pytest.mark.skipif(not erases(), reason="this SQLite's index has no secure-delete")
def test_on_sqlite_what_was_redacted_is_in_no_row_and_no_log_while_the_service_runs(
    editor: httpx.Client, admin: httpx.Client, writable: str
) -> None:
    if not writable.startswith("sqlite"):
        return  # there it goes when the database is vacuumed, as the next test shows
    assert in_rows(writable) == set()
    say_and_redact(editor, admin)
    assert in_rows(writable) == set()
    assert [name for name in in_files(writable) if name.endswith("-wal")] == []


def test_what_was_redacted_is_in_no_file_after_lunju_vacuum(
    editor: httpx.Client, admin: httpx.Client, writable: str
) -> None:
    say_and_redact(editor, admin)
    with engine_of(writable) as engine, engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("ANALYZE"))
    run = lunju("vacuum", url=writable)
    assert (run.returncode, run.stderr) == (0, "")
    assert in_files(writable) == {}


def test_what_careless_programs_left_behind_goes_with_lunju_vacuum(databases: Any, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    if not url.startswith("sqlite"):
        return
    path = sqlite_path(sa.make_url(url))
    careless = SQLITE.connect(path, isolation_level=None)
    columns = ", ".join(column.name for column in MEASURES.table.c if column.name != "id")
    for statement in (
        "PRAGMA secure_delete = OFF",
        "PRAGMA journal_mode = WAL",
        *(["INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 0)"] if erases() else []),
        f"INSERT INTO search_index (rowid, tokens) VALUES (99, '{' '.join(TOKENS)}')",
        f"INSERT INTO measures (id, {columns}) SELECT '{LATIN}', {columns} FROM measures LIMIT 1",
        f"UPDATE measures SET note = '{HAN * 2000}' WHERE id = '{LATIN}'",
        "ANALYZE",
        f"INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', 99, '{' '.join(TOKENS)}')",
        f"DELETE FROM measures WHERE id = '{LATIN}'",
    ):
        careless.execute(statement)
    careless.close()
    before = in_files(url)
    run = lunju("vacuum", url=url)
    assert (bool(before), run.returncode, in_files(url)) == (True, 0, {})


def test_lunju_vacuum_says_so_where_others_are_using_the_database(
    writable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not writable.startswith("sqlite"):
        return  # there it waits
    monkeypatch.setattr(vacuum_command, "_LOCK_SECONDS", 0.2)
    with engine_of(writable) as engine, engine.connect() as writing:  # holds the lock of whoever writes
        assert writing.scalar(sa.text("SELECT 1")) == 1
        run = lunju("vacuum", url=writable)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    assert "end `lunju serve`" in run.stderr


def test_every_connection_that_writes_erases_what_it_deletes(writable: str) -> None:
    with engine_of(writable) as engine, engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(sa.text("PRAGMA secure_delete")) == 1
            kept = sa.text("SELECT v FROM search_index_config WHERE k = 'secure-delete'")
            assert connection.scalar(kept) == (1 if erases() else None)


def test_an_export_that_is_kept_goes_with_a_redaction(editor: httpx.Client, admin: httpx.Client) -> None:
    path = create(editor, text=WORDS)
    patch(editor, path, {"text": PLAIN})
    exported = editor.get("/export.zip").raise_for_status().content
    assert kept_as(exported)
    redact(admin, path, 1)
    wait_until(lambda: not kept_as(exported), "what was exported is still there")


def kept_as(content: bytes) -> list[Path]:
    """Return where an export is kept; other services, of other tests, keep theirs in the same folder."""
    found = []
    for path in Path(gettempdir()).glob("lunju-*.zip"):
        with suppress(FileNotFoundError):  # each goes when the last answer with it has been sent
            found += [path] * (path.read_bytes() == content)
    return found
