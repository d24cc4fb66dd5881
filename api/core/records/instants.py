"""Instants as they are asked for: RFC 3339 with any offset, brought to what sorts among the times of records."""

import re
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

_LONGEST = 60
_FORM = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-5][0-9]|60)(?:\.([0-9]{1,30}))?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_SPACED = re.compile(r"(.{16,}) ([0-9]{2}:[0-9]{2})")
_BEFORE_ALL, _AFTER_ALL = "!", "~"
"""What sorts before, and after, every time of a record."""
_LEAP_SECOND, _LAST_MINUTE = "60", "23:59"


def instant(text: str) -> str:
    """Return the key of a time: it sorts by code point as the time does among those of records.

    These are whole seconds. A fraction stands behind the `Z`, so that it comes after its second and before the next.

    Raises:
        ValueError: it is no time of RFC 3339; the message says what would be right.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(_wrong(text))
    day, minute, second, fraction, sign, hours, minutes = found.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{minute}")
    except ValueError:
        message = f"{text!r}: there is no such day, or no such time of day"
        raise ValueError(message) from None
    offset = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
    try:
        utc = (local + offset if sign == "-" else local - offset).isoformat(timespec="minutes")
    except OverflowError:  # in the year 0, or 10000
        return _AFTER_ALL if sign == "-" else _BEFORE_ALL
    if second == _LEAP_SECOND and not utc.endswith(_LAST_MINUTE):
        message = f"{text!r}: a minute has 60 seconds, but for one that ends at midnight UTC"
        raise ValueError(message)
    return f"{utc}:{second}Z{(fraction or '').rstrip('0')}"


def _wrong(text: str) -> str:
    example = "a time is written as 2026-11-23T08:00:00Z, or with its offset as 2026-11-23T08:00:00+08:00"
    if spaced := _SPACED.fullmatch(text):
        meant = f"{spaced[1]}%2B{spaced[2]}"
        return f"{text!r}: in a query string a + is a space; write it as %2B, here as {meant}"
    return f"{text!r} is no time of RFC 3339: {example}; in a query string, a + is written %2B"


Instant = Annotated[
    str,
    StringConstraints(max_length=_LONGEST),
    AfterValidator(instant),
    Field(examples=["2026-11-23T00:00:00Z"], json_schema_extra={"format": "date-time"}),
]
"""An instant that is asked for: in RFC 3339, with any offset, and fractions of a second."""
