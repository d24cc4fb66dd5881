"""Absolute URLs: on the public base where one is set, else on the request's own."""

from collections.abc import Iterable
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import QueryParams
from starlette.types import Scope

from api.core.paths import encoded_path
from api.core.remembering import remembering

FORM = "lunju.form"
"""Where a request's scope tells the form that the suffix of its path names; the path is told without the suffix."""

HOST = "lunju.host"
"""Where a request's scope tells the host that it is for, as `host[:port]`: the one that it named, checked."""


def base_url(request: Request) -> str:
    """Return the base of every link, without a final slash."""
    public: str | None = request.app.state.settings.public_url
    return public or own_base(request.scope)


def own_base(scope: Scope) -> str:
    """Return the base of links on the host that a request is for."""
    root_path = scope.get("app_root_path", scope.get("root_path", ""))  # not that of `/static`, which is mounted
    return f"{scope['scheme']}://{scope[HOST]}{root_path and quote(root_path.rstrip('/'))}"


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
