"""What a format says that no field is for: a JSON object, kept as it is, so that the same format can say it again."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from seed.frozen.canonical import canonical_json

MAX_EXTRA = 8192
"""How many bytes of JSON it may be."""
MAX_DEPTH = 8
"""How many objects and lists may stand in each other, itself included."""
EXTRA = (
    "What a format says that no field is for, by the name of the format; null where there is nothing. "
    f"At most {MAX_EXTRA} bytes of JSON, {MAX_DEPTH} deep, numbers whole."
)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def _bounded(value: dict[str, Any]) -> dict[str, Any]:
    for fault in _faults(value, 1):
        raise ValueError(fault)
    if len(canonical_json(value).encode()) > MAX_EXTRA:
        message = f"is more than {MAX_EXTRA} bytes of JSON"
        raise ValueError(message)
    return value


def _faults(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping | list | tuple):
        if depth > MAX_DEPTH:
            yield f"is more than {MAX_DEPTH} objects and lists deep"
            return
        for item in [*value, *value.values()] if isinstance(value, Mapping) else value:
            yield from _faults(item, depth + 1)
    elif isinstance(value, str):
        if _UNSTORABLE.search(value):
            yield "holds a character that no database holds: NUL, or half of a pair"
    elif isinstance(value, float):
        yield f"holds the fraction {value}: write it as a string"
    elif isinstance(value, int) and abs(value) >= 2**53:
        yield f"holds {value}, which not every reader of JSON has exactly: write it as a string"


Extra = Annotated[
    dict[str, Any], AfterValidator(_bounded), Field(examples=[{"aif": {"timestamp": "2026-11-28 12:00:00"}}])
]
"""What a format says that no field is for."""
