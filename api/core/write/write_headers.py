"""What headers of a writing request say beside `If-Match`: why it is made, how to answer, how to know it again."""

import re
from urllib.parse import unquote_to_bytes

from api.core.http.header_fields import members, parameters
from api.core.http.problems import ProblemError, shown

REASON = "Lunju-Reason"
MAX_REASON = 1000

_KEY = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"|([A-Za-z0-9_.:/+=-]+)')
_MAX_KEY = 200
_MAX_ESCAPED = 12 * MAX_REASON + 100
"""The longest that a reason can be with every byte of it percent-encoded, and some space around it."""


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
