"""Records loaded in bulk are as if they had been loaded one by one."""

from collections.abc import Iterator
from hashlib import sha256

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from api.core.versions.document_filling import fill_documents
from api.core.versions.verify import verify
from api.resources.registry import RESOURCES
from seed.bulk import canonical, load_bulk
from seed.frozen import index, index_tables
from seed.frozen.canonical import canonical_json
from seed.packs import Row
from seed.stored_rows import reflect
from tests.bench.databases import DOCUMENTS
from tests.bench.synthetic import ABSENT, FREQUENT, RARE, synthetic
from tests.conftest import Databases, engine_of

CLAIMS = 1500
FEW = 1020  # a whole essay, and the beginning of another
MANIFEST = {
    "name": "synthetic",
    "hash": "0" * 64,
    "title": {"en": "Synthetic"},
    "license": "CC0-1.0",
    "created_at": "2026-11-23T00:00:00Z",
    "reason": "Synthetic data.",
}


def nothing(_what: str, _count: int) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def filled(databases: Databases, seeded_template: str) -> str:
    """The URL of a database with both packs and synthetic claims."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        load_bulk(engine, synthetic(FEW), MANIFEST, nothing)
    return url


SCHEMA = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
    "SELECT conname, conrelid::regclass::text || pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2",
}


def schema_of(url: str) -> list[tuple[str, str]]:
    with engine_of(url) as engine, engine.connect() as connection:
        return [(name, sql) for name, sql in connection.execute(sa.text(SCHEMA[engine.dialect.name]))]


def test_the_chain_and_the_records_verify(filled: str) -> None:
    with engine_of(filled) as engine, engine.connect() as connection:
        assert verify(connection, RESOURCES.values()).records > 2 * FEW


def test_keys_and_indexes_are_as_they_were(filled: str, seeded_template: str) -> None:
    assert schema_of(filled) == schema_of(seeded_template)


def documents_of(url: str) -> dict[str, dict[str, bytes]]:
    with engine_of(url) as engine, engine.connect() as connection:
        return {
            name: {row.id: row.document for row in connection.execute(sa.text(f"SELECT id, document FROM {name}"))}
            for name in DOCUMENTS
        }


def test_documents_are_those_that_the_service_makes(databases: Databases, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        fill_documents(engine, RESOURCES.values(), nothing)
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM document_layouts"))
        load_bulk(engine, synthetic(FEW), MANIFEST, nothing, search=False, documents=DOCUMENTS)
        with engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT resource, layout FROM document_layouts")).all()
        loaded = documents_of(url)
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM document_layouts"))
        fill_documents(engine, RESOURCES.values(), nothing)
    assert {row.resource: row.layout for row in rows} == {name: maker.layout for name, maker in DOCUMENTS.items()}
    assert loaded == documents_of(url)


INDEXED = ("SELECT resource, record_id, words FROM search_documents", "SELECT * FROM search_tokens")


def index_of(url: str) -> list[list[tuple[object, ...]]]:
    with engine_of(url) as engine, engine.connect() as connection:
        return [sorted(map(tuple, connection.execute(sa.text(statement)))) for statement in INDEXED]


def test_the_search_index_is_as_if_records_came_one_by_one(filled: str, databases: Databases) -> None:
    url = databases.copy(filled)
    with engine_of(url) as engine, engine.begin() as connection:
        tables = reflect(connection)
        index_tables.clear(connection)
        index_tables.set_current(connection)
        for resource, fields in index.FIELDS.items():
            for state in connection.execute(sa.select(tables[resource])).mappings():
                index.reindex(connection, resource, fields, {state["id"]: dict(state)})
    assert index_of(url) == index_of(filled)


def test_without_search_the_index_is_marked_as_outdated(writable: str) -> None:
    with engine_of(writable) as engine:
        load_bulk(engine, synthetic(FEW), MANIFEST, nothing, search=False)
        with engine.connect() as connection:
            assert not index_tables.is_current(connection)


def test_numbers_go_on_after_those_that_were_loaded(filled: str) -> None:
    with engine_of(filled) as engine, engine.connect() as connection:
        tables = reflect(connection)
        counters, claims = tables["counters"], tables["claims"]
        last = sa.select(counters.c.essay_id, counters.c.last).where(counters.c.letter == "c")
        most = sa.select(claims.c.essay_id, sa.func.max(claims.c.number)).group_by(claims.c.essay_id)
        assert set(connection.execute(last)) == set(connection.execute(most))


def test_what_contradicts_the_schema_leaves_the_database_as_it_was(writable: str) -> None:
    def broken() -> Iterator[tuple[str, list[Row]]]:
        for resource, rows in synthetic(FEW):
            yield resource, [row | ({"section_id": "synthetic-h0"} if resource == "claims" else {}) for row in rows]

    before = schema_of(writable)
    with engine_of(writable) as engine:
        with pytest.raises((ValueError, psycopg.IntegrityError), match="section"):
            load_bulk(engine, broken(), MANIFEST, nothing)
        with engine.connect() as connection:
            verify(connection, RESOURCES.values())
    assert schema_of(writable) == before


def test_the_same_number_of_claims_gives_the_same_bytes() -> None:
    digest = sha256()
    for resource, rows in synthetic(CLAIMS):
        digest.update(canonical_json([resource, rows]).encode())
    assert digest.hexdigest() == "76fa8c8a0669d9e82ef0a6dd913232a27a69f76d4783a379a08d7b5b90135997"


@pytest.mark.parametrize("claims", [1000, 1020, 3000])
def test_there_are_as_many_links_as_claims_and_a_fifth_as_many_figures(claims: int) -> None:
    counts: dict[str, int] = {}
    for resource, rows in synthetic(claims):
        counts[resource] = counts.get(resource, 0) + len(rows)
    assert (counts["claims"], counts["evidence"], counts["statistics"]) == (claims, claims, claims // 5)


@pytest.mark.parametrize(("word", "share"), [(FREQUENT, 1 / 5), (RARE, 1 / 997), (ABSENT, 0)])
def test_a_word_is_as_frequent_as_is_said(word: str, share: float) -> None:
    texts = [row["text"]["zh-Hans"] for resource, rows in synthetic(10_000) if resource == "claims" for row in rows]
    assert sum(word in text for text in texts) == int(len(texts) * share)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["a", "zh-Hans", "en", "_"]), inner),
)


@given(VALUES)
def test_the_faster_canonical_json_is_the_same(value: object) -> None:
    assert canonical(value) == canonical_json(value)
