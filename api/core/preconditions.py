"""What the headers of a writing request ask: which state it is made to, how to answer, why it is made."""

import re
from urllib.parse import unquote_to_bytes

from api.core.problems import ProblemError

REASON = "Lunju-Reason"
MAX_REASON = 1000

_TAG = re.compile(r'\s*((?:W/)?"[\x21\x23-\x7e\x80-\xff]*")\s*')
_VERSION = re.compile(r'"([1-9][0-9]{0,9})-[0-9a-f]{24}"')
_KEY = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"|([A-Za-z0-9_.:/+=-]+)')
_MAX_KEY = 200


def require_match(if_match: str | None, version: int, tag: str, *, name: str) -> None:
    """Require that a change is made to the state of a record that stands (RFC 9110, 13.1.1).

    Any form of a record has its version in its tag, so that any form may be edited; only strong tags match.

    Args:
        if_match: the `If-Match` header; None where there is none.
        version: the version of the record that stands.
        tag: its entity tag.
        name: what the record is called.

    Raises:
        ProblemError: `precondition-required`, or `precondition-failed` with the present tag.
    """
    if if_match is None:
        detail = f"Send `If-Match` with the ETag of {name}, as it was read; its present one is {tag}."
        raise ProblemError("precondition-required", detail, headers={"ETag": tag})
    if if_match.strip() == "*":
        return
    if version not in {int(found[1]) for item in _tags(if_match) if (found := _VERSION.fullmatch(item))}:
        detail = f"{name} stands at version {version}, with the ETag {tag}; If-Match names {if_match.strip()}."
        raise ProblemError("precondition-failed", detail, headers={"ETag": tag})


def _tags(if_match: str) -> list[str]:
    tags = [_TAG.fullmatch(item) for item in if_match.split(",")]
    if not all(tags):
        raise ProblemError("invalid-header", f'If-Match is `*` or entity tags such as "3-0f…", not {if_match!r}.')
    return [tag[1] for tag in tags if tag]


def reads_minimal(prefer: str | None) -> bool:
    """Tell whether `Prefer` asks for an answer without the record (RFC 7240)."""
    asked = [item.split(";")[0].replace(" ", "").replace('"', "").lower() for item in (prefer or "").split(",")]
    return next((item for item in asked if item.startswith("return=")), "") == "return=minimal"


def read_reason(header: str | None) -> str | None:
    """Read why a change is made: percent-encoded UTF-8.

    Raises:
        ProblemError: `invalid-header`.
    """
    if header is None or not header.strip():
        return None
    try:
        header.encode("ascii")  # servers read raw bytes as Latin-1, which would garble them for ever
        reason = unquote_to_bytes(header.strip()).decode()
    except UnicodeError:
        raise ProblemError("invalid-header", f"{REASON} is UTF-8, percent-encoded; {header!r} is not.") from None
    if "\0" in reason or len(reason) > MAX_REASON:
        raise ProblemError("invalid-header", f"{REASON} has up to {MAX_REASON} characters, none of them NUL.")
    return reason


def read_key(header: str | None) -> str | None:
    """Read an idempotency key: a string in double quotes, or a word (draft-ietf-httpapi-idempotency-key-header).

    Raises:
        ProblemError: `invalid-header`.
    """
    if header is None:
        return None
    found = _KEY.fullmatch(header.strip())
    if found is None or len(header) > _MAX_KEY:
        detail = f'Idempotency-Key is a string such as "8e03978e-40d5-43dd-bc93-6894a57f9324", up to {_MAX_KEY} long.'
        raise ProblemError("invalid-header", detail)
    return found[1] or found[2]
