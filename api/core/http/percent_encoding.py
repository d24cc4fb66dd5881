"""Percent-encoding, undone as browsers do it (WHATWG URL, section 5.1): in time in proportion to the length."""

import re

_ESCAPE = re.compile(rb"(%[0-9A-Fa-f]{2})")
_DIGITS = "0123456789abcdefABCDEF"
_BYTES = {f"%{high}{low}".encode(): bytes([int(high + low, 16)]) for high in _DIGITS for low in _DIGITS}


def decoded(text: bytes) -> str:
    """Return a name or a value of a query string; what is no escape stays, and what is no UTF-8 is marked."""
    text = text.replace(b"+", b" ")
    if b"%" in text:
        parts = _ESCAPE.split(text)
        parts[1::2] = map(_BYTES.__getitem__, parts[1::2])
        text = b"".join(parts)
    return text.decode(errors="replace")
