"""What reads something that a stranger sent: each by itself, so that its cost can be measured."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.security.utils import get_authorization_scheme_param
from starlette.requests import Request
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.app import create_app
from api.core.http.dispatch import Dispatch
from api.core.http.etags import is_current
from api.core.http.negotiation import names, negotiate, prefers
from api.core.http.problems import ProblemError, nearest
from api.core.http.urls import parameters
from api.core.query.embedding import embeddings
from api.core.query.filter_values import read_values
from api.core.query.list_query import parse, sort_keys
from api.core.query.pagination import decode_cursor
from api.core.query.vocabulary_filters import refuse_strangers
from api.core.records.filters import Parameter
from api.core.write import api_keys
from api.core.write.preconditions import require_match
from api.core.write.write_headers import read_key, read_reason, reads_minimal
from api.formats.forms import BIBLIOGRAPHY, HTML, JSON
from api.handlers.whole_lists import STREAMS
from api.pages.page_context import preferred
from api.resources.changes import routes as changes
from api.resources.export import routes as export
from api.resources.registry import RESOURCES
from api.settings import Settings

Cost = Callable[[str], object]
CLAIMS = RESOURCES["claims"]
_OFFERED = (JSON, HTML, BIBLIOGRAPHY, *STREAMS)
_TAG = '"3-000000000000000000000000"'


def request(query: str = "", **headers: str) -> Request:
    """Return a request with these headers, whose names have underscores for hyphens."""
    named = [(name.replace("_", "-").encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": named, "query_string": query.encode()})


def _routes() -> Dispatch:
    app = create_app(Settings(database_url="sqlite:///nothing.db"))
    return next(route for route in app.routes if isinstance(route, Dispatch))


_ROUTES = _routes()


def _route(path: str) -> None:
    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    _, child = _ROUTES.matches(scope)
    if child:
        read = getattr(child["endpoint"], "_read_path", None) or child["route"]._read_path  # noqa: SLF001
        read(child["path_params"])


def _forwarded(value: str) -> None:
    async def app(*_: Any) -> None:
        pass

    scope = {
        "type": "http",
        "scheme": "http",
        "client": ("127.0.0.1", 1),
        "headers": [(b"x-forwarded-for", value.encode("latin-1", "replace")), (b"x-forwarded-proto", b"https")],
    }
    call: Any = ProxyHeadersMiddleware(app, trusted_hosts="127.0.0.1")
    with suppress(StopIteration):
        call(scope, None, None).send(None)


_EMBED = embeddings(RESOURCES)

HEADERS: dict[str, Cost] = {
    "Accept": lambda value: negotiate(request(accept=value), _OFFERED),
    "Accept, of a problem": lambda value: prefers(request(accept=value), HTML, JSON),
    "Accept, of the feed": lambda value: names(request(accept=value), "text/event-stream"),
    "Accept-Language": preferred,
    "If-Match": lambda value: require_match(value, 3, _TAG, name="cao2023-c1"),
    "If-None-Match": lambda value: is_current(_TAG, value),
    "Prefer": reads_minimal,
    "Idempotency-Key": read_key,
    "Lunju-Reason": read_reason,
    "Authorization": lambda value: api_keys.is_key(get_authorization_scheme_param(f"Bearer {value}")[1]),
    "Range": lambda value: export._heed_range(request(range=value), 1000),  # noqa: SLF001 - by itself
    "Last-Event-ID": lambda value: changes._asked(  # noqa: SLF001 - by itself
        request(accept="text/event-stream", last_event_id=value)
    ),
    "X-Forwarded-For": _forwarded,
}
"""What reads the value of each header."""


def _in_query(name: str) -> Cost:
    return lambda value: parse(CLAIMS, parameters(f"{name}={_safe(value)}".encode()))


def _safe(value: str) -> str:
    """Return a value that stays one, and as long, in a query string."""
    return value.translate({ord(mark): "_" for mark in "&%+"})


PARAMETERS: dict[str, Cost] = {
    "the query string": lambda value: parameters(value.encode()),
    "the names in it": lambda value: parse(CLAIMS, parameters(value.encode())),
    "the feed's": lambda value: changes._asked(request(f"resource={_safe(value)}")),  # noqa: SLF001 - by itself
    "cursor, read": lambda value: decode_cursor(value, "mark", sort_keys(CLAIMS, ())),
    "embed": lambda value: _EMBED(f"embed={_safe(value)}".encode(), CLAIMS, 50),
    "what comes near": lambda value: nearest(value, list(CLAIMS.parameters)),
    "a unit": lambda value: refuse_strangers("unit", [value], ["user", "mo", "a"], ("unit", "units")),
    **{name: _in_query(name) for name in ("sort", "fields", "limit", "cursor", "_sort", "_order", "count", "offset")},
}
"""What reads a query string, or one of the parameters that lists share."""


def _filtered(item: Parameter, value: str) -> object:
    return list(read_values(item, [value], []))


def _filters() -> Iterator[tuple[str, Cost]]:
    kinds: dict[str, Parameter] = {}
    for resource in RESOURCES.values():
        for item in resource.parameters.values():
            kinds.setdefault(str(item.schema), item)
    for item in kinds.values():
        yield f"{item.name}=", partial(_filtered, item)


FILTERS = dict(_filters())
"""What reads a filter's value: one filter of each kind that there is."""


def _fill(path: str, value: str) -> None:
    _route(_filled(path, value))


def _add(path: str, value: str) -> None:
    _route(path + value)


def _paths() -> Iterator[tuple[str, Cost]]:
    seen = {route.path for route in _ROUTES.routes}  # type: ignore[attr-defined] # all are routes
    for path in sorted(seen):
        yield path, partial(_fill, path)
        if path.count("{") == 0:
            yield f"{path}…", partial(_add, path)


def _filled(path: str, value: str) -> str:
    """Return a path with a value in place of each of its parameters."""
    filled, rest = "", path
    while rest:
        before, brace, rest = rest.partition("{")
        filled += before + (value if brace else "")
        rest = rest.partition("}")[2] if brace else rest
    return filled


PATHS = dict(_paths())
"""What finds the route of a path and reads its parameters."""


def refused(read: Cost, value: str) -> None:
    """Read a value; whether it is refused is another question."""
    with suppress(ProblemError, RequestValidationError):
        read(value)
