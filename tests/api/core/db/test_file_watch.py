"""A file of SQLite that is taken away while it is served: nothing is acknowledged that is not there."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from api.app import create_app
from api.core.db.engine import SQLITE
from api.settings import Settings
from tests.api.core.db.writers import issue
from tests.conftest import Databases, engine_of, running

MEASURE = {"label": {"en": "Robots"}}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    url = Databases("sqlite", tmp_path_factory.mktemp("template"), None).seeded()
    return Path(sa.make_url(url).database or "")


@dataclass
class Served:
    """A service over a file, in a folder of its own."""

    base: str
    app: FastAPI
    path: Path
    other: Path
    headers: dict[str, str]

    def post(self, name: str) -> httpx.Response:
        return httpx.post(f"{self.base}/measures", json={"id": name, **MEASURE}, headers=self.headers)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.base}{path}")


@pytest.fixture(params=["named", "linked"])
def served(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> Iterator[Served]:
    """A service over a file, or over a link to one."""
    real = tmp_path / "disk" / "lunju.db"
    real.parent.mkdir()
    shutil.copyfile(template, real)
    other = tmp_path / "other.db"
    shutil.copyfile(template, other)
    path = real
    if request.param == "linked":
        path = tmp_path / "link.db"
        path.symlink_to(real)
    key = issue(f"sqlite:///{path}", "alice")
    app = create_app(Settings(database_url=f"sqlite:///{path}"))
    with running(app) as base:
        made = Served(base, app, path, other, {"Authorization": f"Bearer {key}"})
        assert made.post("before").status_code == 201
        assert made.get("/measures/before").status_code == 200
        yield made


Misfortune = Callable[[Served], Callable[[], object]]
"""Befalls the file, and returns what puts it right again."""


def real(served: Served) -> Path:
    return Path(os.path.realpath(served.path))


def removed(served: Served) -> Callable[[], object]:
    """The name goes, the file stays under another."""
    kept = real(served).with_name("kept.db")
    os.link(real(served), kept)
    place = real(served)
    place.unlink()
    return lambda: os.link(kept, place)


def moved(served: Served) -> Callable[[], object]:
    place, away = real(served), real(served).with_name("away.db")
    place.rename(away)
    return lambda: away.rename(place)


def replaced(served: Served) -> Callable[[], object]:
    back = moved(served)
    shutil.copyfile(served.other, real(served))
    return back


def emptied_by_another(served: Served) -> Callable[[], object]:
    """Something makes an empty file where it was."""
    back = moved(served)
    real(served).touch()
    return back


def folder_moved(served: Served) -> Callable[[], object]:
    folder = real(served).parent
    away = folder.rename(folder.with_name("away"))
    return lambda: away.rename(folder)


def log_moved(served: Served) -> Callable[[], object]:
    return _beside(served, "-wal")


def index_of_log_moved(served: Served) -> Callable[[], object]:
    return _beside(served, "-shm")


def _beside(served: Served, suffix: str) -> Callable[[], object]:
    place = Path(f"{real(served)}{suffix}")
    away = place.rename(place.with_suffix(".away"))
    return lambda: away.rename(place)


MISFORTUNES = (removed, moved, replaced, emptied_by_another, folder_moved, log_moved, index_of_log_moved)
every_misfortune = pytest.mark.parametrize("befall", MISFORTUNES, ids=lambda it: it.__name__)


@every_misfortune
def test_no_write_is_acknowledged_that_is_not_there(served: Served, befall: Misfortune) -> None:
    befall(served)
    answer = served.post("lost")
    assert (answer.status_code, answer.json()["type"]) == (503, f"{served.base}/problems/unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert "restart" in answer.json()["detail"]


@every_misfortune
def test_reads_are_refused_and_the_service_is_not_ready_but_alive(served: Served, befall: Misfortune) -> None:
    befall(served)
    served.post("lost")  # which looks at every file
    paths = ("/measures/before", "/claims", "/claims.csv", "/claims/cao2023-c12/why", "/changes", "/readyz", "/healthz")
    assert [served.get(path).status_code for path in paths] == [503] * 6 + [200]


@every_misfortune
def test_service_goes_on_when_the_file_is_put_back(served: Served, befall: Misfortune) -> None:
    back = befall(served)
    refused = served.post("again").status_code
    back()
    assert [refused, served.post("again").status_code, served.get("/readyz").status_code] == [503, 201, 200]
    with SQLITE.connect(real(served)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM measures WHERE id = 'again'").fetchone() == (1,)


@every_misfortune
def test_no_new_file_is_made_in_its_place(served: Served, befall: Misfortune) -> None:
    befall(served)
    served.app.state.engine.dispose()  # new connections are needed
    there = {path: path.stat().st_size for path in real(served).parent.glob("*.db")}
    assert served.post("lost").status_code == 503
    assert {path: path.stat().st_size for path in real(served).parent.glob("*.db")} == there


@every_misfortune
def test_a_file_that_goes_just_as_a_write_is_committed_acknowledges_nothing(served: Served, befall: Misfortune) -> None:
    sa.event.listen(served.app.state.engine, "commit", lambda _: befall(served), once=True)
    assert served.post("lost").status_code == 503


def test_a_link_that_leads_elsewhere_by_now_is_noticed(served: Served) -> None:
    if not served.path.is_symlink():
        served.path.rename(served.path.with_name("kept.db"))
    else:
        served.path.unlink()
    served.path.symlink_to(served.other)
    assert [served.post("lost").status_code, served.get("/readyz").status_code] == [503, 503]


def test_a_file_that_was_cut_to_nothing_is_noticed(served: Served) -> None:
    os.truncate(real(served), 0)
    assert [served.post("lost").status_code, served.get("/readyz").status_code] == [503, 503]


def test_other_commands_may_write_meanwhile(served: Served) -> None:
    with engine_of(f"sqlite:///{served.path}") as engine:
        for n in range(3):
            with engine.begin() as connection:
                connection.execute(sa.text("UPDATE dataset SET text_changes = text_changes + 1"))
            assert served.post(f"beside-{n}").status_code == 201
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.connection.dbapi_connection.execute("VACUUM")  # type: ignore[union-attr] # it is connected
    assert [served.get("/readyz").status_code, served.post("after").status_code] == [200, 201]
