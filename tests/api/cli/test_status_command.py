"""`lunju status`, against real services and what takes their place."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from api.cli.main import cli
from api.cli.service_status import ServiceStatus, ask_status
from api.core.db.migrate import head
from tests.api.cli.commands import lunju
from tests.conftest import Databases, engine_of, serving
from tests.patience import PATIENCE

SECONDS = PATIENCE / 2


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Serve what a function answers to each GET."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(ConnectionError):  # who has heard enough goes away
                answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()  # how often it looks up
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def whole(status: int, body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer with a body, and with a way that leads to itself."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", "/healthz")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def endless(piece: bytes, pause: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer with a body that has no end."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(piece)
            time.sleep(pause)

    return answer


def status(*arguments: str) -> Result:
    """Run the command in this process, for another takes seconds to start."""
    return CliRunner().invoke(cli, ["status", *arguments, "--timeout", str(SECONDS)])


def ask(base: str, seconds: float = SECONDS) -> ServiceStatus:
    return ask_status(httpx.URL(base), seconds)


def test_it_says_a_line_of_each(service: str) -> None:
    dataset = httpx.get(service).json()["dataset"]
    run = lunju("status", service, "--timeout", str(SECONDS))
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "health: ok",
        "readiness: ready",
        f"schema: {head()}, current",
        f"dataset version: {dataset['version']}",
        f"dataset hash: {dataset['hash']}",
        f"epoch: {dataset['epoch']}",
    ]


def test_it_says_the_same_to_machines(service: str) -> None:
    dataset = httpx.get(service).json()["dataset"]
    run = status(service, "--json")
    assert (run.exit_code, json.loads(run.stdout)) == (
        0,
        {
            "url": service,
            "healthy": True,
            "ready": True,
            "schema_revision": head(),
            "schema_current": True,
            "dataset_version": dataset["version"],
            "dataset_hash": dataset["hash"],
            "epoch": dataset["epoch"],
            "writes": "ready",
            "hosts": [],
            "messages": [],
        },
    )


def test_a_schema_of_another_version_is_told_with_what_to_do(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '19700101'"))
    with serving(writable) as base:
        run, told = status(base), status(base, "--json")
    assert (run.exit_code, told.exit_code) == (1, 1)
    assert run.stdout.splitlines()[:3] == ["health: ok", "readiness: not ready", "schema: 19700101, not current"]
    [line] = run.stderr.splitlines()
    assert line.startswith("lunju: the service is not ready: ")
    assert line.endswith("run `lunju seed`.")
    found = json.loads(told.stdout)
    assert (found["ready"], found["schema_current"], found["messages"]) == (
        False,
        False,
        [line.removeprefix("lunju: ")],
    )


def test_a_database_without_a_schema_is_not_ready(databases: Databases) -> None:
    url = databases.empty()
    with engine_of(url) as engine, engine.connect():
        pass  # makes the file where the database is one
    with serving(url) as base:
        found = ask(base)
    assert (found.healthy, found.ready, found.schema_current, found.dataset_version) == (True, False, None, None)
    assert len(found.messages) == 1


def test_a_host_that_is_not_served_hides_the_data_alone(seeded: str) -> None:
    """So does a container that asks itself at 127.0.0.1."""
    with serving(seeded, allowed_hosts="lunju.example") as base:
        run = status(base)
    assert (run.exit_code, run.stdout.splitlines()[1:4:2]) == (0, ["readiness: ready", "dataset version: unknown"])
    assert "LUNJU_ALLOWED_HOSTS" in run.stderr


def test_nobody_is_told_in_one_line() -> None:
    run = status("http://127.0.0.1:1")
    assert (run.exit_code, run.stdout.splitlines()[0]) == (1, "health: not ok")
    [line] = run.stderr.splitlines()
    assert line.startswith("lunju: http://127.0.0.1:1 cannot be reached: ")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"status":"ok"}', b"[" * 100_000, b"\xff"])
@pytest.mark.parametrize("status", [200, 299, 499])
def test_what_is_no_lunju_is_named(status: int, body: bytes) -> None:
    with answering(whole(status, body)) as base:
        found = ask(base)
    assert (found.healthy, found.ready) == (False, False)
    [message] = found.messages
    assert message.startswith(f"{base} is no Lunju: /healthz answers {status}")


def test_a_heap_of_bytes_is_not_read_to_its_end() -> None:
    with answering(endless(b" " * 100_000, 0)) as base:
        [message] = ask(base).messages
    assert message.startswith(f"{base} is no Lunju")


@pytest.mark.parametrize(
    ("status", "told"), [(500, "500 Internal Server Error"), (502, "502 Bad Gateway"), (599, "599")]
)
def test_a_proxy_before_nothing_is_not_well(status: int, told: str) -> None:
    with answering(whole(status, b"<html>")) as base:
        found = ask(base)
    assert found.messages == [
        f"the service is not well: /healthz answers {told}; see that it runs, and what its log says"
    ]


def test_who_is_led_in_a_circle_is_told() -> None:
    with answering(whole(307, b"")) as base:
        [message] = ask(base).messages
    assert message.startswith(f"{base} cannot be reached: Exceeded maximum allowed redirects")


@pytest.mark.parametrize("pause", [0.01, 2], ids=["drips", "hangs"])
def test_nobody_waits_longer_than_was_said(pause: float) -> None:
    with answering(endless(b" ", pause)) as base:
        found = ask(base, 0.3)
    assert found.messages == [f"{base} did not answer in 0.3 s: see whether it is overloaded, or set --timeout higher"]


def test_what_answers_in_time_is_told_though_the_rest_does_not() -> None:
    health, hang = whole(200, b'{"status":"ok","database":"sqlite","journal":"WAL"}'), endless(b" ", 0.01)
    with answering(lambda handler: (health if handler.path == "/healthz" else hang)(handler)) as base:
        found = ask(base, 1)
    assert (found.healthy, found.ready) == (True, False)
    assert found.messages == [f"{base} did not answer in 1 s: see whether it is overloaded, or set --timeout higher"]


def test_the_last_port_is_one_to_ask_at() -> None:
    assert status("http://127.0.0.1:65535").exit_code == 1


def test_a_password_is_shown_nowhere() -> None:
    run = status("http://ann:secret@127.0.0.1:1", "--json")
    assert (run.exit_code, "secret" in run.stdout + run.stderr) == (1, False)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["localhost:8000"],
        ["http://"],
        ["ftp://localhost"],
        ["http://[::1"],
        ["http://localhost:65536"],
        [""],
        ["http://localhost", "--timeout", "0"],
        ["http://localhost", "http://localhost"],
    ],
)
def test_an_error_of_use_is_another_exit(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["status", *arguments]).exit_code == 2


def test_the_health_check_starts_without_the_service() -> None:
    program = "import sys, api.cli.status_command; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, timeout=PATIENCE
    )
    assert not {"fastapi", "sqlalchemy", "pydantic", "uvicorn"} & set(done.stdout.split())
