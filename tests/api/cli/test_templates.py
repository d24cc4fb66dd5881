"""`lunju seed --template`: a seeded database that others are copied of."""

import subprocess
from pathlib import Path

import sqlalchemy as sa

from tests.api.cli.commands import LUNJU, environment, lunju
from tests.api.cli.ephemerals import left
from tests.conftest import Databases
from tests.patience import PATIENCE


def template(url: str, *arguments: str) -> str:
    done = lunju("seed", "--template", *arguments, url=url)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def at(url: str, name: str) -> str:
    """Return the URL of a database beside another."""
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def test_a_copy_of_it_is_whole(databases: Databases) -> None:
    url = databases.empty()
    copy = databases.copy(at(url, template(url, "--pack", "moss2026")))
    assert "hash 5eaa2e4c8d70" in lunju("seed", "--pack", "moss2026", url=copy).stdout
    assert lunju("verify", url=copy).returncode == 0


def test_it_is_made_once_by_however_many_at_once(databases: Databases, tmp_path: Path) -> None:
    url = databases.empty()
    before = left(url, tmp_path)
    processes = [
        subprocess.Popen(  # noqa: S603 - our own command
            [LUNJU, "seed", "--template"],
            env=environment(url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    [name] = {out.strip() for out, _ in said}
    assert left(url, tmp_path) - before == {Path(name).name}


def test_who_made_it_is_not_touched(databases: Databases) -> None:
    url = databases.empty()
    template(url)
    assert "run `lunju seed`" in lunju("verify", url=url).stderr


def test_other_packs_have_another(databases: Databases) -> None:
    url = databases.empty()
    assert template(url) != template(url, "--pack", "moss2026")


def test_whoever_serve_copies_at_once_seed_nothing(databases: Databases, tmp_path: Path) -> None:
    url = databases.empty()
    template(url)
    before = left(url, tmp_path)
    processes = [
        subprocess.Popen(  # noqa: S603 - our own command
            [LUNJU, "serve", "--ephemeral", "--stdin"],
            env=environment(url) | {"TMPDIR": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [(told, '"version":1339' in out) for out, told in said] == [("", True)] * 3
    assert left(url, tmp_path) == before
