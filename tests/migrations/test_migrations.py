import os
import re
import subprocess
import sys
from argparse import Namespace
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from api.core.db import migrate
from api.core.records.base_record import table_of
from api.core.texts.attached_texts import AttachedText
from seed.frozen.chain import GENESIS
from seed.packs import Pack
from tests.api.writing import key, patch, writer
from tests.conftest import Databases, engine_of, seed
from tests.migrations.together import upgrade_together
from tests.patience import PATIENCE
from tests.seed.pinned import HEAD

SCHEMA_ALONE = "20261127a"


@pytest.fixture(scope="session")
def head_template(databases: Databases) -> str:
    """The URL of a database at head with the first pack alone, which nothing connects to."""
    return databases.seeded()


@pytest.fixture
def at_head(databases: Databases, head_template: str) -> str:
    """The URL of a database at head with the first pack alone, for this test."""
    return databases.copy(head_template)


def downgrade(url: str, revision: str) -> None:
    with engine_of(url) as engine:
        command.downgrade(migrate.alembic_config(engine), revision)


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
        heads = ScriptDirectory.from_config(migrate.alembic_config(engine)).get_heads()
    assert heads == [migrate.head()]


def test_an_empty_database_is_at_no_revision(databases: Databases) -> None:
    with engine_of(databases.empty()) as engine:
        assert migrate.current(engine) is None


def test_upgrading_an_empty_database_brings_it_to_head(at_head: str) -> None:
    with engine_of(at_head) as engine:
        assert migrate.current(engine) == migrate.head()


def test_upgrading_an_empty_database_gives_the_article(at_head: str) -> None:
    resources = ("essays", "sections", "passages", "claims", "statistics", "evidence")
    found = {resource: scalar(at_head, f"SELECT count(*) FROM {resource}") for resource in resources}
    assert found == {resource: len(Pack.named("cao2023").rows(resource)) for resource in resources}


def test_upgrading_again_changes_nothing(at_head: str) -> None:
    before = everything(at_head)
    seed(at_head)
    assert everything(at_head) == before


def test_two_who_upgrade_one_empty_database_at_once_both_succeed(databases: Databases) -> None:
    url = databases.empty()
    processes = get_context("spawn")  # of which one starts, for this is one
    together = processes.Barrier(2)
    other = processes.Process(target=upgrade_together, args=(url, together, PATIENCE))
    other.start()
    upgrade_together(url, together, PATIENCE)
    other.join(PATIENCE)
    assert other.exitcode == 0
    assert scalar(url, "SELECT chain_hash FROM dataset") == HEAD


def test_an_upgrade_that_is_interrupted_leaves_an_empty_database(databases: Databases) -> None:
    url = databases.empty()

    def interrupt(resource: str, _count: int) -> None:
        if resource == "evidence":
            raise KeyboardInterrupt

    with engine_of(url) as engine, pytest.raises(KeyboardInterrupt):
        migrate.upgrade(engine, interrupt)
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


def test_going_down_to_base_and_up_again_gives_the_same_rows(at_head: str) -> None:
    before = everything(at_head)
    downgrade(at_head, "base")
    seed(at_head)
    assert scalar(at_head, "SELECT chain_hash FROM dataset") == HEAD
    assert everything(at_head) == before


@pytest.fixture
def used(writable: str) -> str:
    """The URL of a database with a further pack, a key, a record that was written with it, and an attached text."""
    with engine_of(writable) as engine, engine.begin() as connection:
        essay = connection.execute(sa.text("SELECT sha256 FROM essays WHERE id = 'cao2023'")).scalar_one()
        row = {
            "essay_id": "cao2023",
            "sha256": essay,
            "text": "x",
            "free": False,
            "attached_at": "2026-12-01T00:00:00Z",
        }
        connection.execute(sa.insert(table_of(AttachedText)), row)
    with writer(writable) as client:
        patch(client, "/claims/cao2023-c12", {"stance": "reports"}).raise_for_status()
    return writable


LOSS = "1 record written with keys, 1 further pack (moss2026), 1 key, 1 attached text"


def alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - Alembic's own command
        [Path(sys.executable).with_name("alembic"), *arguments],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "LUNJU_DATABASE_URL": url},
        text=True,
        timeout=PATIENCE,
    )


@pytest.mark.one_database
def test_a_downgrade_names_in_one_line_what_it_would_lose_and_loses_nothing(used: str) -> None:
    before = everything(used)
    run = alembic(used, "downgrade", "base")
    told = [line for line in run.stderr.splitlines() + run.stdout.splitlines() if "INFO" not in line]
    assert (run.returncode != 0, len(told)) == (True, 1), told
    assert told[0].strip().startswith("FAILED:")
    assert LOSS in told[0]
    assert "-x discard=yes" in told[0]
    assert everything(used) == before


@pytest.mark.parametrize("told", [["discard=yes"], ["other=1", "discard=yes"]])
def test_a_downgrade_loses_what_it_is_told_to_lose(used: str, told: list[str]) -> None:
    with engine_of(used) as engine:
        config = migrate.alembic_config(engine)
        config.cmd_opts = Namespace(x=told)
        command.downgrade(config, "base")
    assert tables(used) - {"alembic_version"} == set()
    seed(used)
    assert scalar(used, "SELECT chain_hash FROM dataset") == HEAD


def test_a_downgrade_is_told_in_the_one_word_and_loses_nothing_for_another(used: str) -> None:
    before = everything(used)
    with engine_of(used) as engine:
        config = migrate.alembic_config(engine)
        for other in ("no", "", "y"):
            config.cmd_opts = Namespace(x=[f"discard={other}"])
            with pytest.raises(CommandError, match=f"loses for ever: {re.escape(LOSS)}"):
                command.downgrade(config, SCHEMA_ALONE)
    assert everything(used) == before


def test_a_key_alone_is_not_lost_without_a_word(at_head: str) -> None:
    key(at_head)
    with pytest.raises(CommandError, match="loses for ever: 1 key\\."):
        downgrade(at_head, "base")


def test_alembic_finds_nothing_to_change(seeded: str) -> None:
    with engine_of(seeded) as engine:
        command.check(migrate.alembic_config(engine))


def test_alembic_finds_a_column_that_models_do_not_have(writable: str) -> None:
    with engine_of(writable) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE claims ADD COLUMN mood TEXT"))
        with pytest.raises(CommandError, match="mood"):
            command.check(migrate.alembic_config(engine))
