"""`lunju serve --ephemeral`: a seeded service that is gone at the end."""

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from api.cli.templates import make_template
from api.core.db.engine import parse_url
from api.core.db.whole_databases import beside
from tests.api.cli.commands import LUNJU, environment, lunju, lunju_process
from tests.api.cli.ephemerals import Ephemeral, ephemeral, left
from tests.api.writing import CLAIM
from tests.conftest import Databases
from tests.patience import PATIENCE, wait_until

WITH_BOTH = "da894a4ed969a911926ac5e037ff3a747ef701eaee8499ea7df0179665ee6de0"


@pytest.fixture(scope="module")
def url(databases: Databases) -> Iterator[str]:
    """The URL of a database that is set, and stays as it is, with a template beside it, so that nothing is seeded."""
    url = databases.empty()
    template = make_template(parse_url(url), (), lambda _: None)
    yield url
    with closing(beside(parse_url(url))) as others:
        others.drop(template)


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which what is running makes its files."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def running(url: str, temporary: Path) -> Iterator[Ephemeral]:
    """A process that copies are asked of, and that no test ends."""
    with ephemeral("--stdin", url=url, temporary=temporary) as process:
        yield process


def write(told: dict[str, str]) -> str:
    """Make a claim by a service and with the key that were told, and return its id."""
    headers = {"Authorization": f"Bearer {told['key']}", "Idempotency-Key": '"once"'}
    made = httpx.post(f"{told['url']}/claims", json=CLAIM, headers=headers)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def test_it_tells_where_it_serves_what(url: str, tmp_path: Path) -> None:
    with ephemeral("--pack", "moss2026", url=url, temporary=tmp_path) as process:
        told = process.first
        dataset = httpx.get(told["url"], headers={"Accept": "application/json"}).json()["dataset"]
        assert (told["hash"], told["version"], told["pid"]) == (dataset["hash"], 1608, process.process.pid)
        assert (dataset["hash"], told["packs"]) == (WITH_BOTH, ["cao2023", "moss2026"])
        assert told["database"].partition(":")[0] == url.partition(":")[0]


def test_its_database_can_be_opened_by_others(running: Ephemeral) -> None:
    done = lunju("verify", url=running.first["database"])
    assert running.first["hash"] in done.stdout


@contextmanager
def heeded(number: signal.Signals) -> Iterator[None]:
    """Let processes that are started heed a signal, though these tests were told to ignore it, as `nohup` does."""
    before = signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_leaves_nothing_behind(url: str, tmp_path: Path, number: signal.Signals) -> None:
    before = left(url, tmp_path)
    with heeded(number), ephemeral(url=url, temporary=tmp_path) as running:
        assert left(url, tmp_path) > before
        running.process.send_signal(number)
        assert running.process.wait(PATIENCE) == 0
    assert left(url, tmp_path) == before


def test_it_leaves_nothing_behind_though_it_is_told_to_end_as_it_seeds(url: str, tmp_path: Path) -> None:
    before = left(url, tmp_path)
    with subprocess.Popen(  # noqa: S603 - our own command
        [LUNJU, "serve", "--ephemeral", "--pack", "moss2026"],  # of which there is no template
        env=environment(url) | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as seeding:
        assert seeding.stderr
        assert seeding.stderr.readline() == "  units: 23\n"
        seeding.terminate()
        assert (seeding.communicate(timeout=PATIENCE)[0], seeding.returncode) == ("", 128 + signal.SIGTERM)
    assert left(url, tmp_path) == before


def test_it_ends_with_its_input(url: str, tmp_path: Path) -> None:
    before = left(url, tmp_path)
    with ephemeral("--stdin", url=url, temporary=tmp_path) as running:
        assert running.process.stdin
        running.process.stdin.close()
        assert running.process.wait(PATIENCE) == 0
    assert left(url, tmp_path) == before


def test_it_ends_though_somebody_follows_the_changes(url: str, tmp_path: Path) -> None:
    with (
        ephemeral(url=url, temporary=tmp_path) as running,
        httpx.stream("GET", f"{running.first['url']}/changes", headers={"Accept": "text/event-stream"}) as followed,
    ):
        next(followed.iter_bytes())
        running.process.terminate()
        assert running.process.wait(PATIENCE) == 0


def test_what_is_written_to_a_copy_is_in_no_other(running: Ephemeral) -> None:
    one, other = running.ask("copy"), running.ask("copy")
    assert write(one) == write(other) == "cao2023-c218"
    assert httpx.get(f"{running.first['url']}/claims/cao2023-c218").status_code == 404


def test_a_copy_can_be_dropped(running: Ephemeral, url: str, temporary: Path) -> None:
    copy = running.ask("copy")
    path = Path(sa.make_url(copy["database"]).database or "")
    beside = url if url.startswith("postgresql") else copy["database"]
    assert path.name in left(beside, temporary)
    assert running.ask(f"drop {copy['url']}") == {"dropped": copy["url"]}
    wait_until(lambda: path.name not in left(beside, temporary), "the copy was not removed")
    with pytest.raises(httpx.TransportError):
        httpx.get(copy["url"])


def test_it_says_what_it_does_not_understand(running: Ephemeral) -> None:
    assert "`copy`" in running.ask("drop http://127.0.0.1:1")["error"]


@pytest.mark.one_database
@pytest.mark.parametrize(("limits", "writes", "status"), [({}, 1201, 401), ({"LUNJU_ADDRESS_WRITES": "10"}, 11, 429)])
def test_a_test_may_write_as_often_as_it_will_unless_a_limit_is_set(
    url: str, tmp_path: Path, limits: dict[str, str], writes: int, status: int
) -> None:
    with (
        ephemeral(url=url, temporary=tmp_path, settings=limits) as running,
        httpx.Client(base_url=running.first["url"]) as client,
    ):
        for _ in range(writes):
            last = client.post("/claims")
    assert last.status_code == status


@pytest.mark.one_database
def test_it_says_where_it_cannot_listen(url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = lunju_process("serve", "--ephemeral", "--port", str(port), url=url)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith(f"lunju: nobody can listen at port {port} of 127.0.0.1")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--pack", "moss2026"], "lunju: --pack and --stdin go with --ephemeral"),
        (["--stdin"], "lunju: --pack and --stdin go with --ephemeral"),
        (["--ephemeral", "--workers", "2"], "lunju: --ephemeral serves with one process"),
        (["--ephemeral", "--pack", "none"], "lunju: there is no pack 'none'"),
    ],
)
def test_it_refuses_what_does_not_go_together(arguments: list[str], said: str) -> None:
    done = lunju("serve", *arguments)
    assert (done.returncode, done.stderr.startswith(said)) == (1, True)
