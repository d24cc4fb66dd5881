"""What the headers of a writing request ask: which state it is made to, how to answer, why it is made."""

import re
from urllib.parse import unquote_to_bytes

from api.core.http.etags import unmarked
from api.core.http.header_fields import MOST, entity_tags, members, parameters
from api.core.http.problems import ProblemError, shortened, shown

REASON = "Lunju-Reason"
MAX_REASON = 1000

_VERSION = re.compile(r'"([1-9][0-9]{0,9})-[0-9a-f]{24}"')
_KEY = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"|([A-Za-z0-9_.:/+=-]+)')
_MAX_KEY = 200
_MAX_ESCAPED = 12 * MAX_REASON + 100
"""The longest that a reason can be with every byte of it percent-encoded, and some space around it."""
_SHOWN = 200


def require_match(if_match: str | None, version: int, tag: str, *, name: str) -> None:
    """Require that a change is made to the state of a record that stands (RFC 9110, 13.1.1).

    Any form of a record has its version in its tag, so that any form may be edited: the version decides. So does it
    in tags that a proxy made weak, which RFC 9110 would have match nothing, and no client behind it could write.

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
    if version not in {int(found[1]) for item in _tags(if_match) if (found := _VERSION.fullmatch(unmarked(item)))}:
        named = shortened(if_match.strip(), _SHOWN)
        detail = f"{name} stands at version {version}, with the ETag {tag}; If-Match names {named}."
        raise ProblemError("precondition-failed", detail, headers={"ETag": tag})


def _tags(if_match: str) -> list[str]:
    tags = entity_tags(if_match)
    if tags is None:
        detail = f'If-Match is `*` or up to {MOST} entity tags such as "3-0f…", not {shown(if_match)}.'
        raise ProblemError("invalid-header", detail)
    return tags


def reads_minimal(prefer: str | None) -> bool:
    """Tell whether `Prefer` asks for an answer without the record (RFC 7240)."""
    asked = (parameters(item).get("return") for item in members(prefer or ""))
    return next((item for item in asked if item is not None), "").lower() == "minimal"


def read_reason(header: str | None) -> str | None:
    """Read why a change is made: percent-encoded UTF-8.

    Raises:
        ProblemError: `invalid-header`.
    """
    if header is None or not header.strip():
        return None
    if len(header) > _MAX_ESCAPED:
        raise _long_reason()
    try:
        header.encode("ascii")  # servers read raw bytes as Latin-1, which would garble them for ever
        reason = unquote_to_bytes(header.strip()).decode()
    except UnicodeError:
        raise ProblemError("invalid-header", f"{REASON} is UTF-8, percent-encoded; {shown(header)} is not.") from None
    if "\0" in reason or len(reason) > MAX_REASON:
        raise _long_reason()
    return reason


def _long_reason() -> ProblemError:
    return ProblemError("invalid-header", f"{REASON} has up to {MAX_REASON} characters, none of them NUL.")


def read_key(header: str | None) -> str | None:
    """Read an idempotency key: a string in double quotes, or a word (draft-ietf-httpapi-idempotency-key-header).

    Raises:
        ProblemError: `invalid-header`.
    """
    if header is None:
        return None
    found = _KEY.fullmatch(header.strip()) if len(header) <= _MAX_KEY else None
    if found is None:
        detail = f'Idempotency-Key is a string such as "8e03978e-40d5-43dd-bc93-6894a57f9324", up to {_MAX_KEY} long.'
        raise ProblemError("invalid-header", detail)
    return found[1] or found[2]
