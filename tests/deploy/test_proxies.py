"""The samples of reverse proxies, by the proxies themselves."""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.api.core.db.writers import issue, serving_writers
from tests.api.core.front.sockets import answer, connected, status
from tests.conftest import Databases
from tests.patience import PATIENCE

pytestmark = pytest.mark.one_database

DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = {"Host": "lunju.example"}
CLAIM = "/claims/cao2023-c12"
WRITES = 3
"""How many writes of one address the service takes in a minute."""
LARGE = 17 * 1024 * 1024
CHUNK = b"x" * 65536


@dataclass
class Behind:
    """A service, and the proxy in front of it."""

    base: str
    url: str
    key: dict[str, str]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def started(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - a proxy, by its path
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        for _ in range(PATIENCE * 20):
            assert process.poll() is None, process.communicate()[0].decode()
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


@contextmanager
def nginx(folder: Path, port: int, service: str) -> Iterator[None]:
    sample = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    sample = sample.replace("127.0.0.1:8000", service.removeprefix("http://"))
    (folder / "lunju.conf").write_text(sample.replace("listen 80", f"listen 127.0.0.1:{port}"))
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    main = f"{user} daemon off; pid {folder}/pid; error_log stderr; events {{}}"
    (folder / "nginx.conf").write_text(f"{main} http {{ access_log off; {kept} include {folder}/lunju.conf; }}")
    with started([shutil.which("nginx") or "nginx", "-e", "stderr", "-c", str(folder / "nginx.conf")], port):
        yield


@contextmanager
def caddy(folder: Path, port: int, service: str) -> Iterator[None]:
    sample = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    sample = sample.replace("127.0.0.1:8000", service.removeprefix("http://"))
    sample = sample.replace("lunju.example {", f"http://lunju.example:{port} {{").replace("{\n", "{\n\tadmin off\n", 1)
    (folder / "Caddyfile").write_text(sample)
    command = [shutil.which("caddy") or "caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with started(command, port, HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)):
        yield


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def behind(
    request: pytest.FixtureRequest, databases: Databases, seeded_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Behind]:
    proxy = request.param
    if shutil.which(proxy.__name__) is None:
        pytest.skip(f"{proxy.__name__} is not installed")
    port, url = free_port(), databases.copy(seeded_template)
    # The service would take a larger body than the proxy does.
    with (
        serving_writers(url, address_writes=WRITES, body_bytes=2 * LARGE) as served,
        proxy(tmp_path_factory.mktemp("proxy"), port, served.base),
    ):
        key = {"Authorization": f"Bearer {issue(url, 'alice')}"}
        yield Behind(f"http://127.0.0.1:{port}", url, HOST | key)
    databases.drop(url)


def test_links_are_on_the_name_of_the_proxy(behind: Behind) -> None:
    response = httpx.get(f"{behind.base}/claims?limit=1", headers=HOST)
    assert response.links["next"]["url"].startswith("http://lunju.example/claims?")


def test_a_record_is_changed_by_the_tag_that_came_through(behind: Behind) -> None:
    with httpx.Client(base_url=behind.base, headers=behind.key) as client:
        tag = client.get(CLAIM, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
        headers = {"If-Match": tag, "Content-Type": "application/merge-patch+json"}
        changed = client.patch(CLAIM, headers=headers, content=b'{"stance":"reports"}')
    assert (changed.status_code, changed.json()["version"]) == (200, 2)


def test_what_changes_is_told_at_once(behind: Behind) -> None:
    headers = HOST | {"Accept": "text/event-stream"}
    with httpx.stream("GET", f"{behind.base}/changes?since=2", headers=headers, timeout=PATIENCE) as response:
        assert next(response.iter_lines()) == "id: 2"


def test_nobody_takes_the_address_of_another(behind: Behind) -> None:
    sent = [
        httpx.post(f"{behind.base}/edits", headers=HOST | {"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(WRITES + 1)
    ]
    assert sent == [401] * WRITES + [429]


def test_a_body_that_is_too_large_is_refused(behind: Behind) -> None:
    head = ["POST /bodies HTTP/1.1", *(f"{name}: {value}" for name, value in behind.key.items())]
    with connected(behind.base, "\r\n".join([*head, f"Content-Length: {LARGE}", "", ""]).encode()) as connection:
        for _ in range(LARGE // len(CHUNK)):  # nginx refuses the head; Caddy, what is more than it lets through
            if select.select([connection], [], [], 0)[0]:
                break
            connection.sendall(CHUNK)
        assert connection.recv(13)[:12] in {b"HTTP/1.1 413", b"HTTP/1.1 502"}  # as Caddy 2.6 says it


def test_a_large_head_goes_no_further(behind: Behind) -> None:
    said = b"GET / HTTP/1.1\r\nHost: lunju.example\r\nX: %s\r\nConnection: close\r\n\r\n"
    assert status(answer(behind.base, said % (b"x" * 100_000))) in {400, 431}


def test_a_problem_comes_through_as_it_is(behind: Behind) -> None:
    problem = json.loads(httpx.get(f"{behind.base}/claims?knd=x", headers=HOST).content)
    assert problem["type"] == "http://lunju.example/problems/unknown-parameter"
