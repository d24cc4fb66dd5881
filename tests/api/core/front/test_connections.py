import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import httpx
import pytest

from api.core.front import connections
from tests.api.core.db.writers import serving_writers
from tests.api.core.front.sockets import answer, connected, heard, status
from tests.conftest import serving
from tests.patience import PATIENCE

pytestmark = pytest.mark.one_database

GET = b"GET /healthz HTTP/1.1\r\nHost: lunju.example\r\n"
CLOSE = b"Connection: close\r\n\r\n"
KIND = "/problems/"


@pytest.fixture(scope="module")
def hasty(seeded: str) -> Iterator[str]:
    """A service that waits for half a second."""
    with serving(seeded, read_seconds=0.5, connections=10) as base:
        yield base


def problem(response: bytes) -> str:
    head, _, body = response.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    kind: str = json.loads(body)["type"]
    return kind.removeprefix(KIND)


def is_ended(connection: socket.socket) -> bool:
    """Say little, again and again, until the service ends the connection."""
    with suppress(BrokenPipeError, ConnectionResetError):
        for _ in range(PATIENCE * 20):
            connection.sendall(b"\r\n")
            time.sleep(0.05)
        return False
    return True


def test_a_head_of_sixty_four_kilobytes_is_read(service: str) -> None:
    assert status(answer(service, GET + b"X: " + b"x" * 65000 + b"\r\n" + CLOSE)) == 200


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(GET + b"X: " + b"x" * 65536 + b"\r\n" + CLOSE, id="a long value"),
        pytest.param(GET + b"x" * 65536 + b": x\r\n" + CLOSE, id="a long name"),
        pytest.param(GET + b"X: x\r\n" * 201 + CLOSE, id="many headers"),
        pytest.param(b"GET /claims?q=" + b"x" * 65536 + b" HTTP/1.1\r\nHost: a\r\n" + CLOSE, id="a long target"),
        pytest.param(GET + b"X: " + b"x" * 10_000_000, id="a value without an end"),
        pytest.param(GET + b"X" * 10_000_000, id="a name without an end"),
        pytest.param(b"GET /" + b"x" * 10_000_000, id="a target without an end"),
    ],
)
def test_a_larger_head_is_refused(service: str, said: bytes) -> None:
    with connected(service) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # the refusal may come before the end
            connection.sendall(said)
        response = heard(connection)
    assert (status(response), problem(response)) == (431, "header-too-large")


def test_a_problem_of_the_connection_is_described(service: str) -> None:
    for kind in ("header-too-large", "malformed-request", "request-timeout", "too-many-connections", "invalid-host"):
        assert httpx.get(f"{service}/problems/{kind}").status_code == 200


@pytest.mark.parametrize(
    "said", [b"\x16\x03\x01\x02\x00\x01\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nHost a\r\n\r\n"]
)
def test_what_is_no_http_is_told_so(service: str, said: bytes) -> None:
    response = answer(service, said)
    assert (status(response), problem(response)) == (400, "malformed-request")


@pytest.mark.parametrize("said", [b"G", GET, GET + b"X: x"])
def test_a_head_that_does_not_end_is_not_waited_for(hasty: str, said: bytes) -> None:
    response = answer(hasty, said)
    assert (status(response), problem(response)) == (408, "request-timeout")


def test_who_says_nothing_is_not_waited_for(hasty: str) -> None:
    assert answer(hasty, b"") == b""


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"", id="before a request"),
        pytest.param(
            b"POST /claims HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", id="in a body nobody wants"
        ),
    ],
)
def test_who_drips_is_not_waited_for(hasty: str, before: bytes) -> None:
    with connected(hasty, before) as connection:
        assert is_ended(connection)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="silent"),
        pytest.param(GET, id="half a head"),
        pytest.param(GET + b"Content-Length: 9\r\n\r\n", id="a body nobody asked for"),
        pytest.param(b"POST /measures HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n" + CLOSE, id="a body without a key"),
        pytest.param(GET + b"X: x\r\n" * 201 + b"\r\n", id="refused"),
    ],
)
def test_who_is_waited_for_keeps_nobody_out(seeded: str, said: bytes) -> None:
    with serving(seeded, connections=10, read_seconds=600) as base, ExitStack() as held:
        for _ in range(30):
            held.enter_context(connected(base, said))
        assert [httpx.get(f"{base}/healthz").status_code for _ in range(10)] == [200] * 10


def test_too_many_who_are_answered_are_told(seeded: str) -> None:
    follow = b"GET /changes HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n"
    with serving(seeded, connections=10) as base, ExitStack() as held:
        for _ in range(10):
            assert status(held.enter_context(connected(base, follow)).recv(12) + b" ") == 200
        response = answer(base, GET + CLOSE)
    assert (status(response), problem(response), b"retry-after: 5" in response) == (503, "too-many-connections", True)


def test_requests_that_come_at_once_are_answered_in_order(service: str) -> None:
    asked = b"".join(b"GET /claims/cao2023-c%d HTTP/1.1\r\nHost: a\r\n\r\n" % number for number in range(1, 20))
    found = re.findall(rb'\{"id":"cao2023-c(\d+)"', answer(service, asked + GET + CLOSE))
    assert [int(number) for number in found] == list(range(1, 20))


@pytest.mark.parametrize(
    "body",
    [
        b"Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        b"Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
def test_what_is_no_body_is_told_so(service: str, body: bytes) -> None:
    response = answer(service, b"POST /measures HTTP/1.1\r\nHost: a\r\n" + body)
    assert (status(response), problem(response)) == (400, "malformed-request")


def test_another_protocol_is_not_spoken(service: str) -> None:
    asked = GET + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
    assert status(answer(service, asked)) == 200


@pytest.mark.parametrize("first", [GET + b"X: x\r\n" * 201 + b"\r\n", b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + CLOSE])
def test_nothing_is_answered_after_the_last_answer(seeded: str, caplog: pytest.LogCaptureFixture, first: bytes) -> None:
    with serving(seeded) as base, caplog.at_level("WARNING"):
        response = answer(base, first + (GET + b"\r\n") * 3)
        assert httpx.get(f"{base}/healthz").status_code == 200
    assert (response.count(b"HTTP/1.1 "), [record.getMessage() for record in caplog.records]) == (1, [])


def test_what_comes_after_a_body_is_no_header(writable: str) -> None:
    said = (
        b"POST /echoes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        b"1\r\nx\r\n0\r\nAuthorization: Bearer x\r\nHost: b\r\n\r\n"
    )
    with serving_writers(writable) as served:
        body = answer(served.base, said).partition(b"\r\n\r\n")[2]
    assert json.loads(body) == ["host", "transfer-encoding", "connection"]


@pytest.mark.parametrize("chunk", [b"1;x=%s\r\nx\r\n0\r\n\r\n", b"1\r\nx\r\n0\r\nX: %s\r\n\r\n"])
def test_what_stands_between_the_bytes_of_a_body_is_bounded(writable: str, chunk: bytes) -> None:
    said = b"POST /bodies HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    with serving_writers(writable) as served, connected(served.base, said) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(chunk % (b"x" * 10_000_000))
        response = heard(connection)
    assert not response or status(response) == 431


def test_who_reads_nothing_of_an_answer_is_not_waited_for(seeded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "UNREAD_SECONDS", 0.2)
    asked = b"GET /claims?limit=1000 HTTP/1.1\r\nHost: a\r\n\r\n" * 60
    with serving(seeded) as base, connected(base, asked) as connection:
        assert is_ended(connection)


def test_a_slow_reader_has_all(seeded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "UNREAD_SECONDS", 2)
    with serving(seeded) as base:
        whole = httpx.get(f"{base}/evidence?limit=1000").content
        with connected(base, b"GET /evidence?limit=1000 HTTP/1.1\r\nHost: a\r\n" + CLOSE) as connection:
            got = b""
            while part := connection.recv(32768):
                got += part
                time.sleep(0.02)
    assert len(got.partition(b"\r\n\r\n")[2]) == len(whole)
