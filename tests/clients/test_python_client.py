"""The Python client, against real servers."""

import asyncio
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import ClassVar

import httpx
import msgspec
import pytest

from api.resources.registry import RESOURCES
from lunju import AsyncClient, Client, LunjuError
from lunju.authorization import OriginAuthorization
from lunju.records import Claim, ClaimCreate, Operation
from tests.api.writing import CLAIM, holds, key
from tests.conftest import serving

pytestmark = pytest.mark.one_database
AT_ONCE = 0.001
"""Seconds to wait before a request is sent again, where waiting is not what is tested."""


@pytest.fixture
def base(writable: str) -> Iterator[str]:
    """Where a service is that may be written to."""
    with serving(writable) as base:
        yield base


@pytest.fixture
def editor(writable: str, base: str) -> Iterator[Client]:
    with Client(base, key(writable, "editor")) as client:
        yield client


@contextmanager
def losing(base: str, answers: int, instead: bytes = b"") -> Iterator[str]:
    """Stand between a client and a service, and lose the first answers after the service has given them.

    Args:
        base: where the service is.
        answers: how many are lost.
        instead: what the client is told.
    """
    host, _, port = base.removeprefix("http://").partition(":")
    listener = socket.create_server(("127.0.0.1", 0))
    remaining = [answers]

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client, socket.create_connection((host, int(port))) as service:
                while True:
                    [heard, *_], _, _ = select.select([client, service], [], [])
                    if not (said := heard.recv(1 << 20)):
                        break
                    if heard is service and remaining[0]:
                        remaining[0] -= 1
                        client.sendall(instead)
                        break
                    (service if heard is client else client).sendall(said)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


def test_a_list_is_had_whole(service: str) -> None:
    with Client(service) as client:
        found = [claim.id for claim in client.claims.list(essay_id="cao2023", limit=50)]
    assert found == [f"cao2023-c{number}" for number in range(1, 218)]


def test_a_filter_repeats(service: str) -> None:
    with Client(service) as client:
        assert {claim.kind for claim in client.claims.list(kind=["thesis", "causal"])} == {"thesis", "causal"}


def test_a_record_is_of_a_type_of_its_own(service: str) -> None:
    with Client(service) as client:
        claim = client.claims.get("cao2023-c12")
    assert (type(claim), claim.stance) == (Claim, "rejects")


def test_every_resource_can_be_read(service: str) -> None:
    with Client(service) as client:
        assert [name for name in RESOURCES if not next(getattr(client, name).list(limit=1)).id] == []


def test_every_resource_can_be_read_with_asyncio(service: str) -> None:
    async def use() -> list[str]:
        async with AsyncClient(service) as client:
            return [name for name in RESOURCES if not (await anext(getattr(client, name).list(limit=1))).id]

    assert asyncio.run(use()) == []


def test_an_error_says_what_is_wrong(service: str) -> None:
    with Client(service) as client, pytest.raises(LunjuError) as raised:
        next(client.claims.list(knd="thesis"))
    assert (raised.value.status, raised.value.kind) == (400, "unknown-parameter")
    assert raised.value.errors[0]["nearest"] == "kind"


@pytest.mark.parametrize("body", [b"[]", b"null", b"<html>", b""])
def test_an_error_of_another_form_is_told_by_its_status(base: str, body: bytes) -> None:
    refused = b"HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    between = losing(base, answers=1, instead=refused + body)
    with between as url, Client(url) as client, pytest.raises(LunjuError) as raised:
        client.dataset()
    assert (raised.value.status, raised.value.kind, raised.value.detail) == (403, "", "Forbidden")


def test_a_record_is_made_and_found(editor: Client) -> None:
    made = editor.claims.create(msgspec.convert(CLAIM, ClaimCreate), reason="因为 it was missing.")
    assert editor.claims.get(made.id) == made


def test_a_record_is_changed_as_it_was_read(editor: Client) -> None:
    claim = editor.claims.get("cao2023-c12")
    changed = editor.claims.change(claim, {"stance": "reports"}, reason="Read again.")
    assert (changed.stance, changed.version) == ("reports", claim.version + 1)


def test_nobody_overwrites_what_another_changed(editor: Client) -> None:
    claim = editor.claims.get("cao2023-c12")
    editor.claims.change("cao2023-c12", {"stance": "reports"})
    with pytest.raises(LunjuError) as raised:
        editor.claims.change(claim, {"stance": "endorses"})
    assert (raised.value.kind, editor.claims.get("cao2023-c12").stance) == ("precondition-failed", "reports")


def test_a_record_is_deleted(editor: Client) -> None:
    made = editor.claims.create(CLAIM)
    editor.claims.delete(made, reason="Twice.")
    with pytest.raises(LunjuError) as raised:
        editor.claims.get(made.id)
    assert (raised.value.status, raised.value.kind) == (410, "deleted")


def test_a_batch_is_applied_whole(editor: Client) -> None:
    link = {"essay_id": "cao2023", "relation": "supports", "origin_type": "claim", "origin_id": "$new"}
    link |= {"target_type": "claim", "target_id": "cao2023-c12", "asserted_by": "analyst"}
    done = editor.batch(
        [
            {"op": "create", "resource": "claims", "ref": "new", "body": CLAIM},
            Operation(op="create", resource="evidence", body=link),
        ]
    )
    assert editor.evidence.get(done.operations[1].id).origin_id == done.operations[0].id


def test_changes_are_told_once_each(editor: Client) -> None:
    last = max(change.sequence for change in editor.changes())
    made = editor.claims.create(CLAIM)
    assert [(change.id, change.action) for change in editor.changes(last)] == [(made.id, "created")]


def test_a_write_is_made_once_though_its_answer_was_lost(writable: str, base: str) -> None:
    with losing(base, answers=2) as between, Client(between, key(writable, "lost"), max_pause=AT_ONCE) as client:
        made = client.claims.create(CLAIM)
    with Client(base) as client:
        assert [claim.id for claim in client.claims.list(essay_id="cao2023", number_gt=217)] == [made.id]
    assert holds(writable).records


def busy(patience: str) -> bytes:
    fields = f"Retry-After: {patience}\r\nContent-Length: 0\r\nConnection: close"
    return f"HTTP/1.1 503 Service Unavailable\r\n{fields}\r\n\r\n".encode()


@pytest.mark.parametrize("patience", ["1", "Wed, 21 Oct 2015 07:28:00 GMT", "", "soon"])
def test_a_write_is_sent_again_however_a_proxy_asks_for_patience(writable: str, base: str, patience: str) -> None:
    between = losing(base, answers=1, instead=busy(patience))
    with between as url, Client(url, key(writable, "asked"), max_pause=AT_ONCE) as client:
        assert client.claims.create(CLAIM).number == 218


def use(url: str, patience: float) -> None:
    with Client(url, max_pause=patience) as client:
        client.dataset()


def use_with_asyncio(url: str, patience: float) -> None:
    async def ask() -> None:
        async with AsyncClient(url, max_pause=patience) as client:
            await client.dataset()

    asyncio.run(ask())


@pytest.mark.parametrize("using", [use, use_with_asyncio])
def test_it_waits_as_long_as_it_is_asked_to_and_has_the_patience_for(
    service: str, monkeypatch: pytest.MonkeyPatch, using: Callable[[str, float], None]
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("lunju.client.time", SimpleNamespace(sleep=waited.append))
    monkeypatch.setattr("lunju.client.asyncio", SimpleNamespace(sleep=wait))
    for patience in (30, 5):
        with losing(service, answers=1, instead=busy("7")) as url:
            using(url, patience)
    assert waited == [7, 5]


def test_who_writes_too_often_waits(writable: str) -> None:
    with serving(writable, key_writes=60) as base, Client(base, key(writable, "often")) as client:
        numbers = [client.claims.create(CLAIM).number for _ in range(61)]
    assert numbers == list(range(218, 279))


def test_who_finds_nobody_is_told(unused_tcp_port_base: str) -> None:
    with Client(unused_tcp_port_base, max_pause=AT_ONCE) as client, pytest.raises(httpx.TransportError):
        client.claims.get("cao2023-c12")


@pytest.fixture
def unused_tcp_port_base() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_key_is_shown_nowhere(editor: Client) -> None:
    assert "lunju_" not in repr(editor) + str(vars(editor))


class Leading(BaseHTTPRequestHandler):
    """Leads every request elsewhere: by a redirect, or by a link to the next page; notes what keys came."""

    elsewhere = ""
    keys: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        self.keys.append(self.headers.get("Authorization"))
        status, name, value = 200, "Link", f'<{self.elsewhere}/claims?limit=1&fields=id>; rel="next"'
        if "redirect" in self.path:
            status, name, value = 307, "Location", f"{self.elsewhere}/claims?limit=1"
        self.send_response(status)
        self.send_header(name, value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def leading(elsewhere: str) -> Iterator[tuple[str, list[str | None]]]:
    keys: list[str | None] = []
    kind = type("Leads", (Leading,), {"elsewhere": elsewhere, "keys": keys})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, args=[AT_ONCE], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", keys
        server.shutdown()


def read(base: str, filters: dict[str, str]) -> None:
    with Client(base, "lunju_secret", max_pause=AT_ONCE) as client:
        list(client.claims.list(**filters))


def read_with_asyncio(base: str, filters: dict[str, str]) -> None:
    async def use() -> None:
        async with AsyncClient(base, "lunju_secret", max_pause=AT_ONCE) as client:
            async for _ in client.claims.list(**filters):
                pass

    asyncio.run(use())


@pytest.mark.parametrize("filters", [{}, {"q": "redirect"}], ids=["a link", "a redirect"])
@pytest.mark.parametrize("reading", [read, read_with_asyncio])
def test_a_key_is_sent_to_no_other_origin(
    filters: dict[str, str], reading: Callable[[str, dict[str, str]], None], unused_tcp_port_base: str
) -> None:
    with leading(unused_tcp_port_base) as (other, theirs), leading(other) as (base, ours):
        with pytest.raises(httpx.ConnectError):  # where the other leads, there is nobody
            reading(base, filters)
        assert (ours, set(theirs)) == (["Bearer lunju_secret"], {None})


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://lunju.example/claims", True),
        ("https://LUNJU.example:443/claims", True),
        ("http://lunju.example/claims", False),
        ("https://lunju.example:8443/claims", False),
        ("https://lunju.example.evil/claims", False),
        ("https://lunju.example@evil.example/claims", False),
    ],
)
def test_an_origin_is_a_scheme_a_host_and_a_port(url: str, *, sent: bool) -> None:
    request = httpx.Request("GET", url, headers={"Authorization": "Bearer left"})
    OriginAuthorization("https://lunju.example/api", "lunju_secret")(request)
    assert request.headers.get("Authorization") == ("Bearer lunju_secret" if sent else None)


def test_the_same_goes_for_asyncio(writable: str, base: str) -> None:
    async def use() -> tuple[int, str, str, list[str]]:
        async with AsyncClient(base, key(writable, "async")) as client:
            count = len([claim async for claim in client.claims.list(essay_id="cao2023", limit=100)])
            last = max([change.sequence async for change in client.changes()])
            made = await client.claims.create(CLAIM)
            changed = await client.claims.change(made, {"stance": "reports"})
            gone = await client.claims.delete(changed)
            return count, changed.stance, gone.id, [change.action async for change in client.changes(last)]

    count, stance, _, actions = asyncio.run(use())
    assert (count, stance, actions) == (217, "reports", ["created", "updated", "deleted"])
