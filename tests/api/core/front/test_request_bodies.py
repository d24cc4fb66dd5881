import logging
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.api.core.db.writers import Writers, issue, serving_writers
from tests.api.core.front.sockets import answer, connected, heard, status
from tests.conftest import Databases
from tests.patience import PATIENCE

UNKNOWN = b"Authorization: Bearer lunju_%s_%s\r\n" % (b"0" * 16, b"0" * 64)
REAL = ["/claims", "/batches", "/redactions", "/claims/cao2023-c1/merge", "/edits"]


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    """The URL of a database that gets keys, and nothing else."""
    return databases.copy(seeded_template)


@pytest.fixture(scope="module")
def key(url: str) -> bytes:
    """A header with a key."""
    return b"Authorization: Bearer %s\r\n" % issue(url, "alice").encode()


@pytest.fixture(scope="module")
def hasty(url: str) -> Iterator[Writers]:
    with serving_writers(url, read_seconds=0.5) as served:
        yield served


@pytest.fixture(scope="module")
def patient(url: str) -> Iterator[Writers]:
    with serving_writers(url, read_seconds=PATIENCE) as served:
        yield served


def post(path: str, *headers: bytes, length: int = 100_000) -> bytes:
    said = b"".join(headers)
    return b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s\r\n" % (path.encode(), length, said)


@pytest.mark.parametrize("sent", [b"", UNKNOWN, b"Authorization: Basic eA==\r\n"])
@pytest.mark.parametrize("path", REAL)
def test_without_a_key_no_byte_of_a_body_is_read(patient: Writers, path: str, sent: bytes) -> None:
    with connected(patient.base, post(path, sent)) as connection:  # nothing of the body is ever sent
        assert connection.recv(13) == b"HTTP/1.1 401 "


def test_who_sends_all_before_reading_is_answered(patient: Writers) -> None:
    said = post("/claims", b"Connection: close\r\n", length=20_000_000)
    assert status(answer(patient.base, said + b"[" * 20_000_000)) == 401


def test_without_a_key_nobody_is_told_to_send_a_body(patient: Writers) -> None:
    response = answer(patient.base, post("/claims", b"Expect: 100-continue\r\n"))
    assert (status(response), b"connection: close" in response) == (401, True)


def test_with_a_key_one_is(patient: Writers, key: bytes) -> None:
    with connected(patient.base, post("/bodies", key, b"Expect: 100-continue\r\n", length=2)) as connection:
        assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{}")
        assert connection.recv(13) == b"HTTP/1.1 200 "


def test_a_body_that_does_not_end_is_not_waited_for(hasty: Writers, key: bytes) -> None:
    begun = [b"", b"{", b'{"kind":']
    with ExitStack() as held:
        waiting = [held.enter_context(connected(hasty.base, post("/claims", key) + said)) for said in begun]
        responses = [heard(connection) for connection in waiting]
    told = [(status(response), b"/problems/request-timeout" in response) for response in responses]
    assert told == [(408, True)] * len(begun)


def test_who_leaves_in_the_middle_of_a_body_is_no_failure(
    patient: Writers, key: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        with connected(patient.base, post("/claims", key) + b"{"):
            pass
        assert httpx.get(f"{patient.base}/healthz").status_code == 200
    assert [record.getMessage() for record in caplog.records] == []


def test_half_sent_bodies_keep_nobody_out(patient: Writers, key: bytes) -> None:
    with ExitStack() as held:
        for _ in range(60):
            held.enter_context(connected(patient.base, post("/claims", key) + b"{"))
        assert httpx.post(f"{patient.base}/edits", headers=patient.key("bob")).status_code == 200
