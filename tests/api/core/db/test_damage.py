"""A database that is damaged: reads are refused for now, and the service is not ready, until it is whole again."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
import sqlalchemy as sa

from api.core.db.engine import SQLITE
from tests.api.core.db.writers import guarded
from tests.conftest import Databases, running, seed, serving

PAGE = 4096


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    url = Databases("sqlite", tmp_path_factory.mktemp("template"), None).empty()
    seed(url)
    return Path(sa.make_url(url).database or "")


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(template, tmp_path / "lunju.db"))


def damage(path: Path, table: str) -> bytes:
    """Write over the pages of a table, and return what stood there."""
    with SQLITE.connect(path) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    return overwrite(path, (root - 1) * PAGE, os.urandom(PAGE))


def overwrite(path: Path, position: int, content: bytes) -> bytes:
    with path.open("r+b") as file:
        file.seek(position)
        was = file.read(len(content))
        file.seek(position)
        file.write(content)
    return was


@pytest.mark.parametrize(
    "asked",
    [
        "/evidence?limit=2",
        "/evidence/cao2023-e1",
        "/evidence.csv",
        "/claims/cao2023-c12/why",
        "/essays/cao2023/graph",
        "/claims/cao2023-c12?embed=evidence",
    ],
)
def test_reads_that_meet_damage_are_refused_for_now_and_the_service_is_not_ready(path: Path, asked: str) -> None:
    damage(path, "evidence")
    with serving(f"sqlite:///{path}", cache_bytes=0) as base:
        before = httpx.get(f"{base}/readyz").status_code
        answer = httpx.get(base + asked)
        ready = httpx.get(f"{base}/readyz")
        others = [httpx.get(base + other).status_code for other in ("/entities", "/healthz")]
    assert (before, answer.status_code, ready.status_code, others) == (200, 503, 503, [200, 200])
    assert answer.json()["type"].endswith("/problems/unavailable")
    assert all("damaged" in told.json()["detail"] and int(told.headers["Retry-After"]) for told in (answer, ready))


def test_it_is_ready_again_when_the_file_is_whole_again(path: Path) -> None:
    with SQLITE.connect(path) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'evidence'").fetchone()[0]
    was = damage(path, "evidence")
    with serving(f"sqlite:///{path}", cache_bytes=0) as base:
        refused = httpx.get(f"{base}/evidence?limit=1").status_code
        overwrite(path, (root - 1) * PAGE, was)
        assert [refused, httpx.get(f"{base}/readyz").status_code] == [503, 200]


def test_words_that_are_no_unicode_are_damage(path: Path) -> None:
    with SQLITE.connect(path) as connection:
        connection.execute(
            "UPDATE entities SET label = CAST(x'7b22656e223a22ff227d' AS TEXT), document = NULL WHERE id = 'tiktok'"
        )
    with serving(f"sqlite:///{path}") as base:
        assert [httpx.get(f"{base}/entities/tiktok").status_code, httpx.get(f"{base}/readyz").status_code] == [503, 503]


def test_writes_that_meet_damage_are_refused_for_now_and_the_service_is_not_ready(path: Path) -> None:
    app = guarded(f"sqlite:///{path}")
    with running(app) as base:
        httpx.post(f"{base}/notes").raise_for_status()
        app.state.engine.dispose()
        with SQLITE.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        damage(path, "measures")
        assert [httpx.post(f"{base}/notes").status_code, httpx.get(f"{base}/readyz").status_code] == [503, 503]


@pytest.fixture
def postgresql(postgres_server: str, tmp_path: Path) -> Iterator[str]:
    databases = Databases("postgresql", tmp_path, postgres_server)
    url = databases.empty()
    seed(url)
    yield url
    databases.drop(url)


@pytest.mark.parametrize(
    "error", [asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError, asyncpg.InvalidSQLStatementNameError]
)
def test_a_read_that_failed_on_postgresql_leaves_nothing_ready(
    postgresql: str, error: type[asyncpg.PostgresError], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(postgresql, cache_bytes=0) as base:
        before = httpx.get(f"{base}/readyz").status_code
        with monkeypatch.context() as patch:
            patch.setattr(asyncpg.Connection, "fetch", _failing(error))
            refused = httpx.get(f"{base}/entities/tiktok").status_code
        assert [before, refused, httpx.get(f"{base}/readyz").status_code] == [200, 503, 503]
        assert error.__name__ in httpx.get(f"{base}/readyz").json()["detail"]


def _failing(error: type[asyncpg.PostgresError]) -> object:
    async def fetch(*_: object, **__: object) -> None:
        raise error("invented")

    return fetch


def test_a_download_that_finds_no_room_is_refused_for_now(seeded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("api.resources.export.export_cache.NamedTemporaryFile", full)
    with serving(seeded) as base:
        answer = httpx.get(f"{base}/export.zip")
        assert (answer.status_code, "no room" in answer.json()["detail"]) == (503, True)
        assert httpx.get(f"{base}/readyz").status_code == 200
