"""The search index follows the records, whatever becomes of them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seed.frozen import index, index_tables
from tests.conftest import Databases, engine_of

CONTENT = ("SELECT resource, record_id, words FROM search_documents", "SELECT * FROM search_tokens")
MATCHING = {
    "sqlite": "SELECT record_id FROM search_index CROSS JOIN search_documents "
    "WHERE search_index MATCH '\"' || :token || '\"' AND docid = search_index.rowid",
    "postgresql": "SELECT record_id FROM search_documents WHERE tokens @@ CAST('''' || :token || '''' AS TSQUERY)",
}
CLAIMS = index.FIELDS["claims"]
TEXTS = st.text(st.sampled_from("算力芯𠮷aB1.-, ，é"), min_size=1, max_size=12)
TOKENS = ["算力", "力芯", "芯𠮷", "a", "b1", "1", "é"]
CHANGES = st.lists(st.tuples(st.sampled_from(["x2000-c1", "x2000-c2", "x2000-c3"]), st.none() | TEXTS), max_size=12)


@pytest.fixture
def connection(databases: Databases, seeded_template: str) -> Iterator[sa.Connection]:
    """A transaction on a database with both packs, for this test alone."""
    with engine_of(databases.copy(seeded_template)) as engine, engine.connect() as connection, connection.begin():
        yield connection


def claim(text: str) -> dict[str, Any]:
    return {"text": {"zh-Hans": text}, "note": None}


def content(connection: sa.Connection) -> list[list[tuple[object, ...]]]:
    return [sorted(map(tuple, connection.execute(sa.text(statement)))) for statement in CONTENT]


def matching(connection: sa.Connection, token: str) -> set[str]:
    return set(connection.scalars(sa.text(MATCHING[connection.dialect.name]), {"token": token}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=CHANGES)
@example([("x2000-c1", "é算"), ("x2000-c1", "aé算力"), ("x2000-c2", "a芯é"), ("x2000-c1", "b1é")])
def test_after_any_changes_it_is_as_if_the_last_had_been_the_first(
    connection: sa.Connection, changes: list[tuple[str, str | None]]
) -> None:
    with connection.begin_nested() as attempt:
        for record, text in changes:
            index.reindex(connection, "claims", CLAIMS, {record: None if text is None else claim(text)})
        changed, found = content(connection), [matching(connection, token) for token in TOKENS]
        attempt.rollback()
    with connection.begin_nested() as attempt:
        last = {record: text for record, text in dict(changes).items() if text is not None}
        index.add(connection, "claims", CLAIMS, [{"id": record, **claim(text)} for record, text in last.items()])
        assert (content(connection), [matching(connection, token) for token in TOKENS]) == (changed, found)
        attempt.rollback()


def test_a_record_that_changes_is_found_by_what_it_says_now(connection: sa.Connection) -> None:
    index.reindex(connection, "claims", CLAIMS, {"cao2023-c1": claim("鲸鱼")})
    assert matching(connection, "鲸鱼") == {"cao2023-c1"}


def test_a_record_that_changes_is_not_found_by_what_it_said(connection: sa.Connection) -> None:
    index.reindex(connection, "claims", CLAIMS, {"cao2023-c1": claim("鲸鱼")})
    assert "cao2023-c1" not in matching(connection, "industrial")


def test_a_record_that_is_removed_leaves_nothing(connection: sa.Connection) -> None:
    before = content(connection)
    index.reindex(connection, "claims", CLAIMS, {"x2000-c1": claim("鲸鱼")})
    index.reindex(connection, "claims", CLAIMS, {"x2000-c1": None})
    assert content(connection) == before


def test_a_record_of_a_kind_that_is_not_searched_changes_nothing(connection: sa.Connection) -> None:
    before = content(connection)
    index.reindex(connection, "evidence", {}, {"cao2023-e1": {"note": {"en": "x"}}})
    assert content(connection) == before


def test_an_index_of_another_version_is_left_for_whoever_fills_it_again(connection: sa.Connection) -> None:
    connection.execute(sa.text(index_tables.OUTDATE))
    before = content(connection)
    index.reindex(connection, "claims", CLAIMS, {"cao2023-c1": claim("鲸鱼")})
    assert content(connection) == before


def test_a_further_resource_comes_and_goes(connection: sa.Connection) -> None:
    index_tables.add(connection, "remarks")
    index.reindex(connection, "remarks", {"text": "words"}, {"cao2023-m1": claim("鲸鱼")})
    assert matching(connection, "鲸鱼") == {"cao2023-m1"}
    index_tables.withdraw(connection, "remarks")
    assert matching(connection, "鲸鱼") == set()
    index.rebuild(connection)
    index_tables.add(connection, "remarks")


def test_no_two_resources_share_numbers() -> None:
    blocks = [index_tables.numbers(name) for name in (*index_tables.SEARCHED, "remarks", "essays", "units")]
    places = sorted(blocks)
    assert all(last < first for (_, last), (first, _) in pairwise(places))
    assert places[-1][1] < 1 << 63
