"""The command line, run as a user runs it."""

import socket
import subprocess
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from seed.frozen.tokens import TOKENIZER_VERSION
from tests.api.cli.commands import LUNJU, environment, lunju, lunju_process
from tests.conftest import ARTICLE, Databases, engine_of, needs_article
from tests.patience import PATIENCE, wait_until


def test_it_tells_its_version() -> None:
    assert lunju_process("--version").stdout == f"lunju {version('lunju')}\n"


Sown = tuple[str, subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def sown(databases: Databases) -> Sown:
    """The URL of a database that was empty, and what seeding it said."""
    url = databases.empty()
    return url, lunju("seed", "--pack", "moss2026", url=url)


def test_seeding_ends_with_the_hash_that_verifying_finds(sown: Sown) -> None:
    url, seeded = sown
    verified = lunju("verify", url=url)
    assert seeded.returncode == verified.returncode == 0, seeded.stderr + verified.stderr
    assert seeded.stdout.split()[-1] == verified.stdout.split()[-1]


def test_seeding_shows_its_progress(sown: Sown) -> None:
    assert "claims: 217" in sown[1].stderr


def test_seeding_again_changes_nothing(sown: Sown) -> None:
    url, first = sown
    second = lunju("seed", "--pack", "moss2026", url=url)
    assert second.stdout.splitlines() == ["moss2026: nothing new", first.stdout.splitlines()[-1]]


def test_reindexing_fills_the_search_index_again(databases: Databases, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM search_documents"))
    run = lunju("reindex", url=url)
    assert (run.returncode, run.stdout) == (0, "685 records can be searched\n"), run.stderr


def test_seeding_fills_an_index_of_another_version_again(databases: Databases, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE search_state SET tokenizer = 0"))
        lunju("seed", url=url)
        with engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT tokenizer FROM search_state")) == TOKENIZER_VERSION


def test_verifying_names_all_that_was_tampered_with(databases: Databases, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    with engine_of(url) as engine, engine.begin() as connection:
        changed = "SET state = REPLACE(state, 'rejects', 'reports') WHERE record_id = 'cao2023-c12'"
        connection.execute(sa.text(f"UPDATE versions {changed}"))
        connection.execute(sa.text("UPDATE claims SET stance = 'endorses' WHERE id = 'cao2023-c12'"))
        connection.execute(sa.text("UPDATE measures SET note = 'None.' WHERE id = 'users'"))
        number = connection.scalar(sa.text("SELECT sequence FROM versions WHERE record_id = 'cao2023-c12'"))
    run = lunju("verify", url=url)
    assert (run.returncode, run.stdout, run.stderr.splitlines()) == (
        1,
        "",
        [
            f"lunju: version 1 of cao2023-c12 (number {number} of the chain): its content is not what was recorded",
            "lunju: claim cao2023-c12: the record is not what its last version says",
            "lunju: measure users: the record is not what its last version says",
        ],
    )


def test_serving_makes_and_seeds_an_sqlite_file_at_the_first_start(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(  # noqa: S603 - our own command
        [LUNJU, "serve", "--port", str(port)], cwd=tmp_path, env=environment(None), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert str(tmp_path / "lunju.db") in process.stdout.readline()
            assert process.stdout.readline().startswith(f"at http://127.0.0.1:{port}, ")
            assert _answer(f"http://127.0.0.1:{port}/claims/cao2023-c1").json()["id"] == "cao2023-c1"
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def test_serving_lets_a_proxy_on_this_machine_say_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda _app, **options: told.update(options))
    assert lunju("serve", "--port", "0", cwd=tmp_path).returncode == 0
    # What uvicorn is not told of, it takes from FORWARDED_ALLOW_IPS, or trusts 127.0.0.1 alone.
    assert (told["proxy_headers"], told.keys() & {"forwarded_allow_ips", "root_path"}) == (True, set())


def _answer(url: str) -> httpx.Response:
    wait_until(lambda: _answers(url), "the server did not start")
    return httpx.get(url)


def _answers(url: str) -> bool:
    try:
        httpx.get(url)
    except httpx.ConnectError:
        return False
    return True


@needs_article
def test_the_article_is_proved_whole() -> None:
    run = lunju("seed", "verify", "--text", ARTICLE)
    assert run.returncode == 0, run.stdout
    assert "sentences accounted for: 129 of 129 (100 %)" in run.stdout
    assert "numerals accounted for: 181 of 181 (100 %)" in run.stdout


def test_a_pack_without_its_text_is_unproved_and_says_so() -> None:
    told = lunju("seed", "verify").stdout
    assert "cao2023: unproved, since its text is not free" in told
    assert "anchors unproved: 441 of 441 (100 %)" in told


@pytest.mark.parametrize(
    ("arguments", "url", "message"),
    [
        (
            ["seed", "--pack", "nobody1900"],
            None,
            "there is no pack 'nobody1900': name one of cao2023, malthus1798, moss2026",
        ),
        (["seed", "verify", "--text", "missing.txt"], None, "there is no file missing.txt"),
        (["seed"], "mysql://localhost/x", "LUNJU_DATABASE_URL must be sqlite:///FILE or postgresql://"),
        (["seed"], "sqlite://", "LUNJU_DATABASE_URL must name a file"),
        (["seed"], "sqlite:////missing/folder/x.db", "the database cannot be opened, see LUNJU_DATABASE_URL"),
        (["seed"], "postgresql://127.0.0.1:1/x", "the database cannot be opened, see LUNJU_DATABASE_URL"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(
    arguments: list[str], url: str | None, message: str, tmp_path: Path
) -> None:
    run = lunju(*arguments, url=url, cwd=tmp_path)
    assert run.returncode == 1
    [line] = run.stderr.splitlines()
    assert line.startswith("lunju: ")
    assert message in line


def test_a_port_that_is_taken_is_told_of_instead_of_where_it_would_serve(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        run = lunju("serve", "--port", str(port), cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    where = f"port {port} of 127.0.0.1"
    expected = f"lunju: nobody can listen at {where}: Address already in use; name another port by --port"
    assert run.stderr.splitlines()[-1] == expected


def test_verifying_does_not_make_a_database(tmp_path: Path) -> None:
    told = lunju("verify", cwd=tmp_path).stderr
    assert f"there is no database at {tmp_path / 'lunju.db'}: run `lunju seed` first" in told
    assert "or run this where the service runs, or set LUNJU_DATABASE_URL" in told
    assert not list(tmp_path.iterdir())


def test_an_empty_database_is_not_verified(databases: Databases) -> None:
    assert "run `lunju seed` first" in lunju("verify", url=databases.empty()).stderr


def test_serving_an_unseeded_postgresql_is_refused(postgres_server: str, tmp_path: Path) -> None:
    databases = Databases("postgresql", tmp_path, postgres_server)
    assert "run `lunju seed` first" in lunju("serve", url=databases.empty()).stderr
    databases.remove()
