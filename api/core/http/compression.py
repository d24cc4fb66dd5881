"""What is long is sent compressed, to who takes that (RFC 9110, sections 8.4 and 12.5.3).

Compressing is a library's; here is what entity tags must say of it, as those of proxies that compress do: what was
compressed is not the same bytes (section 8.8.3). They are taken back by `unmarked`, in `etags.py`.
"""

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from api.core.http.etags import unmarked
from api.core.http.header_fields import entity_tags

LONG = 1000
"""From how many bytes on a body is compressed."""

Headers = list[tuple[bytes, bytes]]

for _media_type in (
    "application/atom+xml",
    "application/graphml+xml",
    "application/linkset+json",
    "application/problem+json",
    "application/vnd.citationstyles.csl+json",
    "application/vnd.mermaid",
    "application/x-bibtex",
    "application/x-ndjson",
    "application/x-research-info-systems",
    "text/csv",
    "text/vnd.graphviz",
    "text/x-bibliography",
):
    add_compress_type(_media_type)
remove_compress_type("text/event-stream")  # each event must arrive as it happens


class Compression(CompressMiddleware):
    """Compresses what an application answers to who takes that: by zstd, else by br, else by gzip."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        super().__init__(app, minimum_size=LONG)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; who says nothing of codings is answered without a look at the answer."""
        await (super().__call__ if takes_codings(scope) else self.app)(scope, receive, send)


class CodedTags:
    """Names in each entity tag how its response was compressed, and takes that back from `If-None-Match`.

    So tags are those that the application made, for whatever stands behind: what keeps responses, and the framework's
    own static files. A 304 has the tag that the client named (RFC 9111, section 4.3.4), and says that what it is of may
    be compressed.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if not takes_codings(scope):
            await self._app(scope, receive, send)
            return
        named = _tags_named(scope["headers"])

        async def send_coded(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == HTTPStatus.NOT_MODIFIED:
                    headers = _named_by_client(message["headers"], named)
                else:
                    headers = _with_coding(message["headers"])
                message = {**message, "headers": headers}
            await send(message)

        if named:
            scope.setdefault("state", {})  # who stands before reads there what an answer is of
            scope = {**scope, "headers": _without_codings(scope["headers"])}
        await self._app(scope, receive, send_coded)


def takes_codings(scope: Scope) -> bool:
    """Tell whether a request says which codings it takes."""
    return scope["type"] == "http" and any(name == b"accept-encoding" for name, _ in scope["headers"])


def _with_coding(headers: Headers) -> Headers:
    coding = next((value for name, value in headers if name == b"content-encoding"), None)
    if coding is None:
        return headers
    return [(name, value[:-1] + b"-" + coding + b'"') if name == b"etag" else (name, value) for name, value in headers]


def _tags_named(asked: Headers) -> dict[str, str]:
    """Return the strong tags of `If-None-Match` as the client named them, by what they are without a coding."""
    conditions = [value.decode("latin-1") for name, value in asked if name == b"if-none-match"]
    return {unmarked(tag): tag for condition in conditions for tag in entity_tags(condition) or () if tag[0] == '"'}


def _without_codings(asked: Headers) -> Headers:
    """Return the headers of a request, in which `If-None-Match` names tags as the application made them."""
    return [(name, _unmarked(value) if name == b"if-none-match" else value) for name, value in asked]


def _unmarked(condition: bytes) -> bytes:
    tags = entity_tags(condition.decode("latin-1"))
    return condition if tags is None else ", ".join(map(unmarked, tags)).encode("latin-1")


def _named_by_client(headers: Headers, named: dict[str, str]) -> Headers:
    told = MutableHeaders(raw=[*headers])
    if tag := named.get(told.get("etag", "")):
        told["etag"] = tag
    if "accept-encoding" not in told.get("vary", "").lower():
        told.add_vary_header("Accept-Encoding")
    return told.raw
