from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from api.core import schema
from seed.frozen.chain import GENESIS
from seed.packs import Pack, PackError
from tests.conftest import Databases, engine_of, seed
from tests.seed.pinned import HEAD

SCHEMA_ALONE = "20261123a"


@pytest.fixture(scope="session")
def head_template(databases: Databases) -> str:
    """The URL of a database at head with the first pack alone, which nothing connects to."""
    url = databases.empty()
    seed(url)
    return url


@pytest.fixture
def at_head(databases: Databases, head_template: str) -> str:
    """The URL of a database at head with the first pack alone, for this test."""
    return databases.copy(head_template)


def downgrade(url: str, revision: str) -> None:
    with engine_of(url) as engine:
        command.downgrade(schema.alembic_config(engine), revision)


def scalar(url: str, statement: str) -> object:
    with engine_of(url) as engine, engine.connect() as connection:
        return connection.scalar(sa.text(statement))


def tables(url: str) -> set[str]:
    with engine_of(url) as engine:
        return set(sa.inspect(engine).get_table_names())


def everything(url: str) -> dict[str, list[str]]:
    """Every row of every table, but of those in which SQLite keeps what it finds documents by, and the random epoch."""
    metadata = sa.MetaData()
    with engine_of(url) as engine, engine.connect() as connection:
        metadata.reflect(connection, only=lambda name, _: not name.startswith("search_index"))
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(*_certain(table))))
            for name, table in metadata.tables.items()
        }


def _certain(table: sa.Table) -> list[sa.Column[object]]:
    return [column for column in table.columns if column.name != "epoch"]


def test_there_is_one_head(tmp_path: Path) -> None:
    with engine_of(f"sqlite:///{tmp_path}/lunju.db") as engine:
        heads = ScriptDirectory.from_config(schema.alembic_config(engine)).get_heads()
    assert heads == [schema.head()]


def test_an_empty_database_is_at_no_revision(databases: Databases) -> None:
    with engine_of(databases.empty()) as engine:
        assert schema.current(engine) is None


def test_upgrading_an_empty_database_brings_it_to_head(at_head: str) -> None:
    with engine_of(at_head) as engine:
        assert schema.current(engine) == schema.head()


@pytest.mark.parametrize("resource", ["essays", "sections", "passages", "claims", "statistics", "evidence"])
def test_upgrading_an_empty_database_gives_the_article(at_head: str, resource: str) -> None:
    found = scalar(at_head, f"SELECT count(*) FROM {resource}")
    assert found == len(Pack.named("cao2023").rows(resource))


def test_upgrading_again_changes_nothing(at_head: str) -> None:
    before = everything(at_head)
    seed(at_head)
    assert everything(at_head) == before


def test_two_who_upgrade_one_empty_database_at_once_both_succeed(databases: Databases) -> None:
    url = databases.empty()
    with get_context("spawn").Pool(2) as pool:
        pool.map(seed, [url, url])
    assert scalar(url, "SELECT chain_hash FROM dataset") == HEAD


def test_an_upgrade_that_is_interrupted_leaves_an_empty_database(databases: Databases) -> None:
    url = databases.empty()

    def interrupt(resource: str, _count: int) -> None:
        if resource == "evidence":
            raise KeyboardInterrupt

    with engine_of(url) as engine, pytest.raises(KeyboardInterrupt):
        schema.upgrade(engine, interrupt)
    assert tables(url) == set()


def test_the_first_revision_alone_gives_a_schema_without_records(at_head: str) -> None:
    downgrade(at_head, SCHEMA_ALONE)
    rows = {name: found for name, found in everything(at_head).items() if found}
    assert rows == {
        "alembic_version": [f"('{SCHEMA_ALONE}',)"],
        "dataset": [f"(1, 0, '{GENESIS}', 0)"],
        "search_state": ["(0,)"],
    }


def test_downgrading_to_base_leaves_nothing(at_head: str) -> None:
    downgrade(at_head, "base")
    assert tables(at_head) - {"alembic_version"} == set()


def test_going_down_to_base_and_up_again_gives_the_same_hash(at_head: str) -> None:
    downgrade(at_head, "base")
    seed(at_head)
    assert scalar(at_head, "SELECT chain_hash FROM dataset") == HEAD


def test_going_down_to_base_and_up_again_gives_the_same_rows(at_head: str) -> None:
    before = everything(at_head)
    downgrade(at_head, "base")
    seed(at_head)
    assert everything(at_head) == before


def test_a_downgrade_is_refused_where_another_pack_was_loaded(writable: str) -> None:
    with pytest.raises(PackError, match="packs were loaded after cao2023"):
        downgrade(writable, "base")


def test_a_downgrade_that_is_refused_leaves_everything(writable: str) -> None:
    before = everything(writable)
    with pytest.raises(PackError):
        downgrade(writable, "base")
    assert everything(writable) == before


def test_alembic_finds_nothing_to_change(seeded: str) -> None:
    with engine_of(seeded) as engine:
        command.check(schema.alembic_config(engine))


def test_alembic_finds_a_column_that_models_do_not_have(writable: str) -> None:
    with engine_of(writable) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE claims ADD COLUMN mood TEXT"))
        with pytest.raises(CommandError, match="mood"):
            command.check(schema.alembic_config(engine))
