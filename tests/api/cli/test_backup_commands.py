"""A backup is one file that is whole, made while others write, and what is restored of it is proved."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.api.cli.commands import LUNJU, environment, lunju
from tests.api.writing import CLAIM, client_of, holds, key
from tests.conftest import Databases, engine_of, serving
from tests.examples import at_least
from tests.replication import postgres_programs


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch, databases: Databases) -> None:
    """Find the programs of PostgreSQL, of the server's own version."""
    if databases.kind == "postgresql":
        monkeypatch.setenv("PATH", f"{postgres_programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def fresh(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that is to be made: an empty one, or a file that is not there."""
    if databases.kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    url = databases.empty()
    yield url
    databases.drop(url)


def epoch(url: str) -> str:
    with engine_of(url) as engine, engine.connect() as connection:
        return str(connection.scalar(sa.text("SELECT epoch FROM dataset")))


def test_what_is_restored_is_what_was_backed_up_in_a_new_life(writable: str, fresh: str, tmp_path: Path) -> None:
    token = key(writable)
    made = lunju("backup", tmp_path / "kept", url=writable)
    assert made.returncode == 0, made.stderr
    restored = lunju("restore", tmp_path / "kept", url=fresh)
    assert restored.returncode == 0, restored.stderr
    assert (holds(fresh), epoch(fresh) == epoch(writable)) == (holds(writable), False)
    assert f"dataset hash {holds(writable).head}\nepoch {epoch(fresh)}" in restored.stdout
    with serving(fresh) as base, client_of(base, token) as client:
        assert client.post("/claims", json=CLAIM).status_code == 201


def test_a_backup_that_is_made_while_others_write_has_all_that_was_acknowledged_before(
    writable: str, databases: Databases, tmp_path: Path
) -> None:
    told: list[str] = []
    ended = threading.Event()

    def write(base: str) -> None:
        with client_of(base, key(writable)) as client:
            while not ended.is_set():
                told.append(client.post("/claims", json=CLAIM).json()["id"])

    with serving(writable) as base:
        thread = threading.Thread(target=write, args=(base,))
        thread.start()
        try:
            for number in range(at_least(3)):
                before, kept = len(told), tmp_path / f"kept{number}"
                made = lunju("backup", kept, url=writable)
                assert made.returncode == 0, made.stderr
                target = f"sqlite:///{tmp_path / f'{number}.db'}" if databases.kind == "sqlite" else databases.empty()
                restored = lunju("restore", kept, url=target)
                assert restored.returncode == 0, restored.stderr
                with engine_of(target) as engine, engine.connect() as connection:
                    there = set(connection.scalars(sa.text("SELECT id FROM claims")))
                assert set(told[:before]) <= there
                if databases.kind == "postgresql":
                    databases.drop(target)
        finally:
            ended.set()
            thread.join()


def test_a_backup_that_is_killed_leaves_no_file_or_a_whole_one(writable: str, fresh: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for number in range(at_least(4)):
        command = [str(LUNJU), "backup", str(kept)]
        process = subprocess.Popen(command, env=environment(writable), start_new_session=True)  # noqa: S603 - ours
        time.sleep(0.15 * number)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if kept.exists():
            assert lunju("restore", kept, url=fresh).returncode == 0
            return
    assert lunju("backup", kept, url=writable).returncode == 0
    assert lunju("restore", kept, url=fresh).returncode == 0


def test_nothing_is_written_over(writable: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("mine")
    refused = lunju("backup", kept, url=writable)
    assert (refused.returncode, "is there already" in refused.stderr, kept.read_text()) == (1, True, "mine")


def test_a_database_that_holds_something_is_not_restored_into(writable: str, tmp_path: Path) -> None:
    before = holds(writable)
    lunju("backup", tmp_path / "kept", url=writable)
    refused = lunju("restore", tmp_path / "kept", url=writable)
    assert refused.returncode == 1
    assert "is there already" in refused.stderr or "is not empty" in refused.stderr
    assert holds(writable) == before


def test_a_backup_that_was_changed_is_not_restored(writable: str, fresh: str, tmp_path: Path) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE claims SET kind = 'thesis', document = NULL WHERE id = 'cao2023-c1'"))
    lunju("backup", tmp_path / "kept", url=writable)
    refused = lunju("restore", tmp_path / "kept", url=fresh)
    assert (refused.returncode, "claim cao2023-c1" in refused.stderr) == (1, True)
    if fresh.startswith("sqlite"):
        assert sorted(path.name for path in tmp_path.iterdir()) == ["kept"]


def _damaged(kept: Path) -> None:
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2])


def _foreign(kept: Path) -> None:
    kept.write_bytes(b"PK\x03\x04 an archive of something else")


def _gone(kept: Path) -> None:
    kept.unlink()


@pytest.mark.parametrize("spoil", [_damaged, _foreign, _gone])
def test_what_is_no_backup_is_refused_and_nothing_is_left(
    spoil: Callable[[Path], None], writable: str, fresh: str, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    lunju("backup", kept, url=writable)
    spoil(kept)
    refused = lunju("restore", kept, url=fresh)
    assert (refused.returncode, refused.stderr.startswith("lunju: ")) == (1, True)
    if fresh.startswith("sqlite"):
        assert {path.name for path in tmp_path.iterdir()} <= {"kept"}


def test_a_missing_program_of_postgresql_is_named(
    writable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, databases: Databases
) -> None:
    if databases.kind == "sqlite":
        pytest.skip("a file of SQLite needs no program")
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = lunju("backup", tmp_path / "kept", url=writable)
    assert (refused.returncode, "pg_dump is not installed" in refused.stderr) == (1, True)
