"""The host that a request is for (RFC 9110, section 7.2; RFC 9112, section 3.2): read here, and nowhere else.

Links are built on it where no public URL is set, so a request that names two, or none that could be one, is refused.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from ipaddress import IPv6Address

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.core.http.problems import ProblemError, problem_response
from api.core.http.urls import HOST

_LONGEST = 300
_FORM = re.compile(r"(?:([a-z0-9_](?:[a-z0-9_-]|\.(?!\.))*)|\[([0-9a-f:.]{2,45})\])(?::([0-9]{1,5}))?")
_LONGEST_NAME = 254
_LAST_PORT = 65535
_HTTP = {"ws": "http", "wss": "https"}
"""What a proxy may say of a request that is none of a WebSocket."""
_FOR_ANY = frozenset({"/healthz", "/readyz"})
"""Paths that whoever watches a process asks by its address; what they answer holds no link."""


class Hosts:
    """Refuses requests that are not for one host, or not for one that is served.

    Args:
        app: what answers the others.
        allowed: the names that are served, without ports; `*.example.org` is every name below; empty is any.
        headers: what every response has.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str], headers: Mapping[str, str]) -> None:
        """Wrap an application."""
        self._app = app
        self._names = frozenset(name for name in allowed if not name.startswith("*."))
        self._above = tuple(name[1:] for name in allowed if name.startswith("*."))
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["scheme"] = _HTTP.get(scope["scheme"], scope["scheme"])
        try:
            scope[HOST] = self._host(scope)
        except ProblemError as problem:
            scope[HOST] = _address(scope)
            response = problem_response(Request(scope), problem)
            response.headers.update(self._headers)
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _host(self, scope: Scope) -> str:
        given = [value for name, value in scope["headers"] if name == b"host"]
        if len(given) != 1:
            if not given and scope["http_version"] == "1.0":
                return _address(scope)
            detail = f"The request has {len(given)} Host headers: send one, as host or host:port."
            raise ProblemError("invalid-host", detail)
        host = _read(given[0]) if len(given[0]) <= _LONGEST else None
        if host is None:
            raise ProblemError("invalid-host", "The Host header is no host[:port], as lunju.example or [::1]:8000 is.")
        if (self._names or self._above) and scope["path"] not in _FOR_ANY and not self._is_served(host):
            detail = "This service does not answer for the host that the request names (LUNJU_ALLOWED_HOSTS)."
            raise ProblemError("invalid-host", detail)
        return host

    def _is_served(self, host: str) -> bool:
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        name = name.removesuffix(".")
        return name in self._names or name.endswith(self._above)


@lru_cache(maxsize=256)
def _read(given: bytes) -> str | None:
    """Return a host in lower case; None where it is none."""
    found = _FORM.fullmatch(given.decode("latin-1").lower())
    if found is None:
        return None
    name, address, port = found.groups()
    if int(port or 0) > _LAST_PORT or len(name or "") > _LONGEST_NAME or (address and not _is_ipv6(address)):
        return None
    return found[0]


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def _address(scope: Scope) -> str:
    """Return the address that a request came in at."""
    host, port = scope.get("server") or ("localhost", None)
    if port is None:  # a socket of the machine's own has a path
        return "localhost"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
