"""`lunju seed --template`: a seeded database that others are copied of."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from api.cli.templates import template_name
from api.core.db.engine import parse_url
from api.core.db.whole_databases import beside
from seed.packs import Pack
from tests.api.cli.commands import LUNJU, environment, lunju
from tests.api.cli.ephemerals import left
from tests.conftest import Databases
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def url(databases: Databases) -> Iterator[str]:
    """The URL of a database that is set, beside which templates are made, which other modules do not find."""
    url = databases.empty()
    yield url
    forget(url, "moss2026")
    forget(url)


def forget(url: str, *packs: str) -> None:
    """Remove the template with some packs, where there is one."""
    with closing(beside(parse_url(url))) as databases:
        databases.drop(databases.place(template_name([Pack.named(name) for name in packs])))


def template(url: str, *arguments: str) -> str:
    done = lunju("seed", "--template", *arguments, url=url)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def at(url: str, name: str) -> str:
    """Return the URL of a database beside another."""
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def test_a_copy_of_it_is_whole(databases: Databases, url: str) -> None:
    copy = databases.copy(at(url, template(url, "--pack", "moss2026")))
    assert "hash da894a4ed969" in lunju("seed", "--pack", "moss2026", url=copy).stdout
    assert lunju("verify", url=copy).returncode == 0


def test_it_is_made_once_by_however_many_at_once(url: str, tmp_path: Path) -> None:
    forget(url)
    before = left(url, tmp_path)
    processes = [
        subprocess.Popen(  # noqa: S603 - our own command
            [LUNJU, "seed", "--template"],
            env=environment(url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    [name] = {out.strip() for out, _ in said}
    assert left(url, tmp_path) - before == {Path(name).name}


def test_who_made_it_is_not_touched(url: str) -> None:
    template(url)
    assert "run `lunju seed`" in lunju("verify", url=url).stderr


def test_other_packs_have_another(url: str) -> None:
    assert template(url) != template(url, "--pack", "moss2026")


def test_whoever_serve_copies_at_once_seed_nothing(url: str, tmp_path: Path) -> None:
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
        for _ in range(2)
    ]
    said = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [(told, '"version":1440' in out) for out, told in said] == [("", True)] * 2
    assert left(url, tmp_path) == before
