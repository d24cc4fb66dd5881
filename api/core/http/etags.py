"""Entity tags and conditional requests (RFC 9110, sections 8.8.3 and 13)."""

import re
from hashlib import blake2s
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from api.core.http.header_fields import entity_tags, members

_DIGEST_BYTES = 12
_CODING = re.compile(r'-(?:gzip|br|zstd|deflate)"\Z')
_VERSION = "dataset_version"
_SINCE = "unchanged_since"
_KEPT = {b"etag", b"link", b"vary", b"cache-control", b"lunju-epoch"}


def record_tag(version: int, content: bytes) -> str:
    """Return the strong entity tag of one form of a record: its version, and a digest of the form."""
    return f'"{version}-{blake2s(content, digest_size=_DIGEST_BYTES).hexdigest()}"'


def is_current(tag: str, condition: str | None) -> bool:
    """Tell whether `If-None-Match` names a tag, so that the client has the form already.

    The comparison is weak, as RFC 9110 (13.1.2) has it: a proxy that compresses weakens tags, or marks them.
    """
    if condition is None:
        return False
    if condition == tag or condition.strip() == "*":
        return True
    return tag in {unmarked(given) for given in entity_tags(condition) or members(condition)}


def unmarked(tag: str) -> str:
    """Return an entity tag as this service made it, without what proxies that compress make of it.

    nginx makes it weak (`W/"3-0f…"`); Apache and Caddy name the coding in it (`"3-0f…-gzip"`).
    """
    return _CODING.sub('"', tag.removeprefix("W/"))


ASK_FIRST = "no-cache"
"""Keep it, but ask before using it."""
FOR_EVER = "public, max-age=31536000, immutable"
"""Keep it, and use it without asking (RFC 8246)."""


def conditional(request: Request, response: Response, caching: str = ASK_FIRST) -> Response:
    """Return a response, or 304 without a body where the client has it; `caching` says how to keep it."""
    response.raw_headers.append((b"cache-control", caching.encode()))
    if not any(name == b"if-none-match" for name, _ in request.scope["headers"]):
        return response
    if not is_current(response.headers["etag"], request.headers.get("if-none-match")):
        return response
    unchanged = Response(status_code=HTTPStatus.NOT_MODIFIED)
    unchanged.raw_headers = [header for header in response.raw_headers if header[0] in _KEPT]
    return unchanged


def versioned(request: Request, response: Response, version: int, caching: str = ASK_FIRST) -> Response:
    """Return what `conditional` does of a response that was read at a version of the dataset, and tell that version.

    Args:
        request: the request.
        response: the response, with its tag.
        version: the version; as long as it is the latest, the answer to the same request is the same.
        caching: how clients may keep it.
    """
    read_at(request.scope, version)
    return conditional(request, response, caching)


def read_at(scope: Scope, version: int) -> None:
    """Tell that a response was read at a version of the dataset; what does not tell is not kept."""
    scope.setdefault("state", {})[_VERSION] = version


def version_read(scope: Scope) -> int | None:
    """Return the version of the dataset that `read_at` told of a response, if it told one."""
    version: int | None = scope["state"].get(_VERSION)
    return version


def follows_from(scope: Scope, scopes: tuple[Any, ...], mark: Any) -> None:
    """Tell what a response follows from, and its last change: as long as that is the last, the answer is the same."""
    scope.setdefault("state", {})[_SINCE] = scopes, mark


def followed_from(scope: Scope) -> tuple[tuple[Any, ...], Any] | None:
    """Return what `follows_from` told of a response; None where it may follow from anything."""
    told: tuple[tuple[Any, ...], Any] | None = scope["state"].get(_SINCE)
    return told


def tagged_by_digest(request: Request, response: Response) -> Response:
    """Return a response that has no version, with a digest of it for its tag; or 304 where the client has it."""
    response.headers["ETag"] = f'"{blake2s(response.body, digest_size=_DIGEST_BYTES).hexdigest()}"'
    return conditional(request, response)
