"""Absolute URLs: on the public base where one is set, else on the request's own."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import URL, QueryParams

from api.core.paths import encoded_path
from api.core.remembering import remembering

FORM = "lunju.form"
"""Where a request's scope tells the form that the suffix of its path names; the path is told without the suffix."""


def base_url(request: Request) -> str:
    """Return the base of every link, without a final slash."""
    public: str | None = request.app.state.settings.public_url
    if public:
        return public
    scope = request.scope
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    server = scope.get("server")
    root_path = scope.get("app_root_path", scope.get("root_path", ""))  # not that of `/static`, which is mounted
    return _own_base(scope["scheme"], host, server and tuple(server), root_path)


@lru_cache(maxsize=256)
def _own_base(scheme: str, host: bytes, server: tuple[str, int | None] | None, root_path: str) -> str:
    """Return the base of links on a request's own host, as Starlette reads it."""
    scope = {"scheme": scheme, "headers": [(b"host", host)], "server": server, "path": f"{root_path}/"}
    return str(URL(scope=scope)).rstrip("/")


@remembering
def parameters(query: bytes) -> QueryParams:
    """Return a query string, taken apart."""
    return QueryParams(query)


def page_url(request: Request, given: Iterable[tuple[str, str]]) -> str:
    """Return the URL of another page of the list that was requested, in the form that the path names, if any."""
    return f"{list_url(request)}?{query_of(given)}"


def list_url(request: Request) -> str:
    """Return the URL of the list that was requested, in the form that the path names, without a query string."""
    suffix = f".{request.scope[FORM]}" if FORM in request.scope else ""
    return f"{base_url(request)}{encoded_path(request.scope)}{suffix}"


def query_of(given: Iterable[tuple[str, str]]) -> str:
    """Return parameters as a query string.

    Commas are escaped, since some clients split the `Link` header on them even inside `<…>`.
    """
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in given)
