"""Ids in paths: percent-encoded wherever a URL is written, and read back as the ids that they were.

In a path as it was sent, `%2F` is a slash of an id, and `/` parts the path (RFC 3986, section 2.2). A proxy may decode
the one into the other; since no id ends as a path goes on behind it, such paths are read as they were meant too.
"""

from collections.abc import Container
from functools import lru_cache
from urllib.parse import quote, unquote

from starlette.types import Scope

_SHORT = 100
"""The longest text that is remembered as it is quoted: ids are shorter, and anybody may ask for any path."""
SLASH = "\0"
"""What stands for a slash of an id, while a path is matched against those of routes; no id has it."""

PATH = "lunju.path"
"""Where a request's scope keeps its path, percent-encoded, without the suffix that fixes a form."""

ROUTE_WORDS = frozenset(
    {
        "against",
        "annotations",
        "audit",
        "claims",
        "diff",
        "edit",
        "entities",
        "essays",
        "evidence",
        "facets",
        "figures",
        "figures.svg",
        "graph",
        "impact",
        "integrity",
        "linkset",
        "map",
        "map.svg",
        "measures",
        "merge",
        "new",
        "passages",
        "read",
        "relationships",
        "resolve",
        "reviews",
        "sections",
        "sources",
        "statistics",
        "targets.css",
        "text",
        "topics",
        "units",
        "versions",
        "why",
    }
)
"""The words that paths of records go on with."""


def segment(identifier: str) -> str:
    """Return an id as a segment of a path."""
    return quoted(identifier)


def quoted(text: str, safe: str = "") -> str:
    """Return a text percent-encoded; one that is short is remembered, since ids and names come again and again."""
    return _quoted_short(text, safe) if len(text) <= _SHORT else quote(text, safe)


@lru_cache(maxsize=4096)
def _quoted_short(text: str, safe: str) -> str:
    return quote(text, safe)


def encoded_path(scope: Scope) -> str:
    """Return the path of a request, percent-encoded in one way, in which `%2F` belongs to an id."""
    if PATH in scope:
        return str(scope[PATH])
    return "/".join(quote(part, safe="@") for part in _parts(scope))


def matched_path(scope: Scope) -> str:
    """Return the path of a request, decoded but for slashes of ids: each is `SLASH`."""
    if b"%2" not in (scope.get("raw_path") or b""):
        return _plain(scope["path"])
    return "/".join(_plain(part).replace("/", SLASH) for part in _parts(scope))


def _plain(text: str) -> str:
    return text.replace(SLASH, "\N{REPLACEMENT CHARACTER}")


def _parts(scope: Scope) -> list[str]:
    """Return the decoded segments of a path; of one that was rewritten on its way here, as far as they can be told."""
    path: str = scope["path"]
    raw = (scope.get("raw_path") or b"").decode("latin-1")
    return [unquote(part) for part in raw.split("/")] if unquote(raw) == path else path.split("/")


def why_no_id(identifier: str, suffixes: Container[str]) -> str | None:
    """Return why an id would not lead back to its record; None where it would.

    Args:
        identifier: the id.
        suffixes: those that fix a form.
    """
    *_, last = identifier.split("/")
    _, dot, suffix = identifier.rpartition(".")
    if {"", ".", ".."} & set(identifier.removeprefix("/").split("/")):
        return "is no path: nothing, `.` or `..` stands between its slashes"
    if last in ROUTE_WORDS:
        return f"ends with the word {last!r}, with which paths go on behind an id: choose another"
    if dot and suffix in suffixes:
        return f"ends with the suffix '.{suffix}', which fixes a form in a path: choose another"
    return None
