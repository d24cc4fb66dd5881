"""Absolute URLs: on the public base where one is set, else on the request's own."""

from collections.abc import Iterable
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import QueryParams
from starlette.types import Scope

from api.core.http.bounded_memo import cached_by_query
from api.core.http.paths import encoded_path, segment
from api.core.http.percent_encoding import decoded

MAX_PARAMETERS = 1000
"""How many parameters of a query string are read."""
FORM = "lunju.form"
"""Where a request's scope tells the form that the suffix of its path names; the path is told without the suffix."""

HOST = "lunju.host"
"""Where a request's scope tells the host that it is for, as `host[:port]`: the one that it named, checked."""


def base_url(request: Request) -> str:
    """Return the base of every link, without a final slash."""
    public: str | None = request.app.state.settings.public_url
    return public or own_base(request.scope)


def base_and_segment(request: Request, identifier: str) -> tuple[str, str]:
    """Return what the URL of a record is made of beside its kind: the base of every link, and its id as a segment."""
    return base_url(request), segment(identifier)


def own_base(scope: Scope) -> str:
    """Return the base of links on the host that a request is for."""
    root_path = scope.get("app_root_path", scope.get("root_path", ""))  # not that of `/static`, which is mounted
    return f"{scope['scheme']}://{scope[HOST]}{root_path and quote(root_path.rstrip('/'))}"


class Parameters(QueryParams):
    """A query string, taken apart.

    Attributes:
        beyond: how many parameters there are beyond the most that are read.
    """

    beyond: int = 0


@cached_by_query
def parameters(query: bytes) -> Parameters:
    """Return a query string, taken apart; of more parameters than `MAX_PARAMETERS`, only how many they are."""
    *pairs, rest = query.split(b"&", MAX_PARAMETERS)
    if len(pairs) < MAX_PARAMETERS:
        pairs, rest = [*pairs, rest], b""
    parts = (pair.partition(b"=") for pair in pairs if pair)
    found = Parameters([(decoded(name), decoded(value)) for name, _, value in parts])
    found.beyond = rest.count(b"&") + 1 if rest else 0
    return found


def page_url(request: Request, given: Iterable[tuple[str, str]]) -> str:
    """Return the URL of another page of the list that was requested, in the form that the path names, if any."""
    return f"{list_url(request)}?{query_of(given)}"


def list_url(request: Request) -> str:
    """Return the URL of the list that was requested, in the form that the path names, without a query string."""
    suffix = f".{request.scope[FORM]}" if FORM in request.scope else ""
    return f"{base_url(request)}{encoded_path(request.scope)}{suffix}"


def next_url(request: Request, cursor: str) -> str:
    """Return the URL of the page that a cursor, which needs no quoting, begins."""
    return f"{list_url(request)}?{_before_cursor(request.scope['query_string'])}cursor={cursor}"


def url_of_another(request: Request, resource: str, asked_id: str, identifier: str) -> str:
    """Return the URL that asks of a record what a request asks of another."""
    rest = encoded_path(request.scope).partition(segment(asked_id))[2]  # as of `/claims/cao2023-c1/evidence`
    suffix = f".{request.scope[FORM]}" if FORM in request.scope else ""
    given = request.scope["query_string"].decode("latin-1")
    query = f"?{given}" if given else ""
    return f"{base_url(request)}/{resource}/{segment(identifier)}{rest}{suffix}{query}"


@cached_by_query
def _before_cursor(query: bytes) -> str:
    kept = query_of(item for item in parameters(query).multi_items() if item[0] != "cursor")
    return f"{kept}&" if kept else ""


def query_of(given: Iterable[tuple[str, str]]) -> str:
    """Return parameters as a query string.

    Commas are escaped, since some clients split the `Link` header on them even inside `<…>`.
    """
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in given)
