import pytest
import sqlalchemy as sa

from api.core.db.engine import DatabaseUrlError, parse_url, sqlite_path, wal_is_safe
from tests.conftest import Databases, engine_of


@pytest.mark.parametrize(
    "url",
    ["postgresql://me@db/lunju", "postgresql+asyncpg://me@db/lunju", "postgresql+psycopg://me@db/lunju"],
)
def test_a_postgresql_url_is_taken_whatever_driver_it_names(url: str) -> None:
    assert parse_url(url).render_as_string(hide_password=False) == "postgresql+psycopg://me@db/lunju"


@pytest.mark.parametrize("url", ["sqlite:///lunju.db", "sqlite:////var/lib/lunju.db"])
def test_a_sqlite_file_is_taken(url: str) -> None:
    assert parse_url(url).render_as_string() == url


@pytest.mark.parametrize("url", ["", "lunju.db", "mysql://me@db/lunju", "http://db", "sqlite", "postgresql"])
def test_another_url_is_refused_with_what_would_be_right(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="must be sqlite:///FILE or postgresql://"):
        parse_url(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="must name a file"):
        parse_url(url)


def test_the_file_of_a_sqlite_database_is_found_from_anywhere() -> None:
    assert sqlite_path(parse_url("sqlite:///lunju.db")).is_absolute()


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 44, 9), (3, 50, 7), (3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_write_ahead_log_is_kept_where_it_cannot_be_corrupted(version: tuple[int, int, int]) -> None:
    assert wal_is_safe(version)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 45, 9), (3, 50, 6), (3, 51, 2)])
def test_a_write_ahead_log_is_not_kept_where_it_can_be_corrupted(version: tuple[int, int, int]) -> None:
    assert not wal_is_safe(version)


def test_a_record_cannot_name_another_that_is_not_there(writable: str) -> None:
    statement = sa.text("UPDATE claims SET section_id = 'cao2023-h999' WHERE id = 'cao2023-c1'")
    with engine_of(writable) as engine, engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(statement)


def test_a_transaction_that_is_not_committed_leaves_nothing_not_even_tables(databases: Databases) -> None:
    with engine_of(databases.empty()) as engine:
        with engine.connect() as connection:
            connection.execute(sa.text("CREATE TABLE tried (id INTEGER)"))
        assert sa.inspect(engine).get_table_names() == []
