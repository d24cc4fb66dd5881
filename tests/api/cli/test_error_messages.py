"""What the command line says on an operator's bad day: one line that says what to do, on any console."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from api.core.db.engine import SQLITE
from tests.api.cli.commands import LUNJU, environment, lunju, lunju_process
from tests.conftest import Databases, engine_of
from tests.patience import PATIENCE

COMMANDS = (
    ["seed"],
    ["verify"],
    ["reindex"],
    ["restored"],
    ["key", "list"],
    ["key", "create", "x", "--role", "editor"],
    ["key", "revoke", "x"],
    ["text", "detach", "cao2023"],
    ["export", "new.zip"],
    ["export", "--sqlite", "new.db"],
    ["serve", "--port", "0"],
)
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    url = Databases("sqlite", tmp_path_factory.mktemp("template"), None).seeded()
    return Path(sa.make_url(url).database or "")


def one_line(code: object, said: str) -> str:
    """Return the one line that a command failed with."""
    assert code == 1, said
    [line] = said.splitlines()
    assert line.startswith("lunju: ")
    return line


def fail(command: list[str], url: str, folder: Path) -> str:
    """Run a command in a folder, and return the one line that it fails with."""
    run = lunju(*command, url=url, cwd=folder)
    return one_line(run.returncode, run.stderr)


def no_database(path: Path, _template: Path) -> None:
    path.write_bytes(b"Dear diary, " * 1000)


def a_folder(path: Path, _template: Path) -> None:
    path.mkdir()


def damaged(path: Path, template: Path) -> None:
    content = template.read_bytes()
    path.write_bytes(content[:4096] + os.urandom(len(content) - 4096))


def cut_off(path: Path, template: Path) -> None:
    path.write_bytes(template.read_bytes()[:50_000])


def newer(path: Path, template: Path) -> None:
    shutil.copyfile(template, path)
    with SQLITE.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '20991231z'")


@every_command
@pytest.mark.parametrize(
    ("befall", "todo"),
    [
        (no_database, "it is no SQLite database: name another file, or put a backup in its place"),
        (a_folder, "that is a folder: name a file in it"),
        (damaged, "it is damaged: put a backup in its place"),
        (cut_off, "it is damaged: put a backup in its place"),
        (newer, "use the version of Lunju that made it"),
    ],
    ids=["no-database", "folder", "damaged", "cut-off", "newer"],
)
def test_a_file_that_cannot_be_used_is_one_line_that_says_what_to_do(
    command: list[str], befall: Callable[[Path, Path], None], todo: str, template: Path, tmp_path: Path
) -> None:
    befall(tmp_path / "lunju.db", template)
    assert todo in fail(command, "sqlite:///lunju.db", tmp_path)


SAY = """
import json, sys
from tests.api.cli.commands import lunju

runs = [lunju(*command) for command in json.loads(sys.argv[1])]
print(json.dumps([(run.returncode, run.stderr) for run in runs]))
"""


def test_a_file_that_this_user_may_not_write_is_one_line(template: Path, tmp_path: Path) -> None:
    """Root may write all, but without the capability for it (capabilities(7)): one process, which runs the commands."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    shutil.copyfile(template, folder / "lunju.db").chmod(0o444)
    folder.chmod(0o555)
    bound = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] if os.geteuid() == 0 else []
    run = subprocess.run(  # noqa: S603 - our own commands
        [*bound, sys.executable, "-c", SAY, json.dumps([["seed"], ["key", "list"], ["serve", "--port", "0"]])],
        cwd=folder,
        env=environment(None) | {"PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    folder.chmod(0o755)
    assert run.returncode == 0, run.stderr
    told = [one_line(*said) for said in json.loads(run.stdout)]
    assert len(told) == 3
    assert all("it can only be read: let this user write the file and its folder" in line for line in told), told


@every_command
def test_a_missing_file_is_one_line_and_none_is_made(command: list[str], tmp_path: Path) -> None:
    line = fail(command, f"sqlite:///{tmp_path}/missing/lunju.db", tmp_path)
    assert "there is no folder" in line or "there is no database at" in line
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def postgresql(postgres_server: str, tmp_path: Path) -> Databases:
    return Databases("postgresql", tmp_path, postgres_server)


@every_command
def test_a_user_who_may_not_create_in_the_schema_is_told_the_grant(
    command: list[str], postgresql: Databases, tmp_path: Path
) -> None:
    """As PostgreSQL 15 and later have it for every user but the owner of the database."""
    url = postgresql.empty()
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(sa.text("DROP ROLE IF EXISTS lunju_reader"))
        connection.execute(sa.text("CREATE ROLE lunju_reader LOGIN"))
        connection.execute(sa.text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    theirs = sa.make_url(url).set(username="lunju_reader").render_as_string(hide_password=False)
    line = fail(command, theirs, tmp_path)
    assert (
        "GRANT CREATE ON SCHEMA public TO lunju_reader" in line
        if command == ["seed"]
        else "run `lunju seed` first" in line
    )
    postgresql.drop(url)


@every_command
@pytest.mark.parametrize(
    ("change", "todo"),
    [
        ({"host": "127.0.0.1", "port": 1, "query": {}}, "see that the server runs there"),
        ({"database": "nowhere"}, "make that database, or name another"),
    ],
    ids=["down", "no-such-database"],
)
def test_a_postgresql_that_cannot_be_reached_is_one_line_that_says_what_to_do(
    command: list[str], change: dict[str, object], todo: str, postgres_server: str, tmp_path: Path
) -> None:
    url = sa.make_url(postgres_server).set(**change)  # type: ignore[arg-type] # what each is of differs
    assert todo in fail(command, url.render_as_string(hide_password=False), tmp_path)


@pytest.mark.parametrize("encoding", ["cp437", "ascii"])
def test_a_console_that_lacks_a_character_gets_another(encoding: str, template: Path, tmp_path: Path) -> None:
    shutil.copyfile(template, tmp_path / "论据.db")
    url = f"sqlite:///{tmp_path}/论据.db"
    lunju("key", "create", "ann", "--role", "editor", url=url)
    runs = [
        lunju(*command, url=url, cwd=tmp_path, encoding=encoding)
        for command in (["--help"], ["key", "list"], ["seed", "verify"], ["verify"], ["export", "论.zip"], ["seed"])
    ]
    assert [run.returncode for run in runs] == [0] * len(runs), [run.stderr for run in runs]
    assert "ann" in runs[1].stdout
    failed = lunju("verify", url=f"sqlite:///{tmp_path}/没有.db", encoding=encoding)
    assert "run `lunju seed` first" in one_line(failed.returncode, failed.stderr)


@pytest.mark.parametrize("command", [["seed", "verify"], ["export", "论.zip"]], ids=" ".join)
def test_a_console_of_the_locale_c_is_enough(
    command: list[str], template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(template, tmp_path / "lunju.db")
    for name, value in {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}.items():
        monkeypatch.setenv(name, value)
    run = lunju_process(*command, cwd=tmp_path)
    assert run.returncode == 0, run.stderr


def test_the_address_that_is_printed_is_one_to_open(template: Path, tmp_path: Path) -> None:
    shutil.copyfile(template, tmp_path / "lunju.db")
    with subprocess.Popen(  # noqa: S603 - our own command
        [LUNJU, "serve", "--host", "::1", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        process.terminate()
    assert lines[1].startswith("at http://[::1]:")
