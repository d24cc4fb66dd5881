"""What a reverse proxy says of its clients is believed of it, and of nobody else."""

import asyncio

import httpx
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from api.core.front.uvicorn_options import server_options

Asked = tuple[str, str]
"""Who asked, and by which scheme, as the application is told."""


def told(client: str, **headers: str) -> Asked:
    """Return what the application is told where uvicorn is set as ours is, and a request comes from an address."""
    found: list[Asked] = []

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        found.append((scope["client"][0], scope["scheme"]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(app, log_config=None, **server_options(read_seconds=1, connections=1))
    config.load()
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def ask() -> None:
        transport = httpx.ASGITransport(app=config.loaded_app, client=(client, 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://lunju.example") as asking:
            await asking.get("/", headers=named)

    asyncio.run(ask())
    [asked] = found
    return asked


@pytest.fixture(autouse=True)
def nobody_else_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)


FORWARDED = {"X_Forwarded_For": "192.0.2.7", "X_Forwarded_Proto": "https"}


def test_a_proxy_on_this_machine_is_believed() -> None:
    assert told("127.0.0.1", **FORWARDED) == ("192.0.2.7", "https")


def test_who_comes_from_elsewhere_is_not_believed() -> None:
    assert told("198.51.100.9", **FORWARDED) == ("198.51.100.9", "http")


def test_a_proxy_that_is_named_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "198.51.100.9")
    assert told("198.51.100.9", **FORWARDED) == ("192.0.2.7", "https")


def test_of_several_addresses_the_one_that_the_proxy_added_counts() -> None:
    assert told("127.0.0.1", X_Forwarded_For="203.0.113.1, 192.0.2.7") == ("192.0.2.7", "http")


def test_without_a_proxy_who_asks_is_who_connects() -> None:
    assert told("127.0.0.1") == ("127.0.0.1", "http")


@pytest.mark.parametrize("scheme", ["ftp", "javascript", ""])
def test_a_scheme_that_is_none_of_the_web_is_not_taken_over(scheme: str) -> None:
    assert told("127.0.0.1", X_Forwarded_Proto=scheme) == ("127.0.0.1", "http")
