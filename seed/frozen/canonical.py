"""Canonical JSON (RFC 8785), for the values that a record holds.

It is what content hashes cover (`seed/frozen/chain.py`), and how `SqlJson` of `api/core/db/columns.py` stores values.
"""

import json
from collections.abc import Mapping
from typing import Any

Json = Any  # None, bool, int, str, and lists and string-keyed mappings of these

_LARGEST_EXACT_INTEGER = 2**53 - 1
_PLAIN = frozenset({str, bool, type(None)})
"""The types of values that are canonical as they are, which most are: they are not looked at one by one."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False).encode


def canonical_json(value: Json) -> str:
    """Return the one RFC 8785 text of a value.

    Fractions are decimal strings in Lunju, so floats are refused rather than serialised (RFC 8785,
    appendix D recommends the same).

    Raises:
        TypeError: the value holds a float or something that JSON has no word for.
        ValueError: an integer lies beyond ±(2**53 - 1), or a string holds a lone surrogate.
    """
    text = _encode(_checked(value))
    text.encode()  # a lone surrogate has no UTF-8, hence no canonical form
    return text


def _checked(value: Json) -> Json:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST_EXACT_INTEGER:
            message = f"the integer {value} is not exact in every JSON reader: write it as a string"
            raise ValueError(message)
        return value
    if isinstance(value, Mapping):
        items = ((name, value[name]) for name in _sorted(value))
        return {name: item if type(item) in _PLAIN else _checked(item) for name, item in items}
    if isinstance(value, list | tuple):
        return [item if type(item) in _PLAIN else _checked(item) for item in value]
    message = f"a record holds no {type(value).__name__}: {value!r}"
    raise TypeError(message)


def _sorted(names: Mapping[str, Json]) -> list[str]:
    """Return the names of members sorted by their UTF-16 code units (RFC 8785, 3.2.3), as ASCII sorts anyway."""
    return sorted(names, key=None if "".join(names).isascii() else lambda name: name.encode("utf-16-be"))
