"""Canonical JSON (RFC 8785), for the values that a record holds.

It is what content hashes cover (`seed/frozen/chain.py`), and how `SqlJson` of `api/core/db/columns.py` stores values.
"""

import json
from collections.abc import Mapping
from typing import Any

Json = Any  # None, bool, int, str, and lists and string-keyed mappings of these

_LARGEST_EXACT_INTEGER = 2**53 - 1


def canonical_json(value: Json) -> str:
    """Return the one RFC 8785 text of a value.

    Fractions are decimal strings in Lunju, so floats are refused rather than serialised (RFC 8785,
    appendix D recommends the same).

    Raises:
        TypeError: the value holds a float or something that JSON has no word for.
        ValueError: an integer lies beyond ±(2**53 - 1), or a string holds a lone surrogate.
    """
    text = json.dumps(_checked(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
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
        # RFC 8785, 3.2.3: members sort by the UTF-16 code units of their names.
        names = sorted(value, key=lambda name: str.encode(name, "utf-16-be"))
        return {name: _checked(value[name]) for name in names}
    if isinstance(value, list | tuple):
        return [_checked(item) for item in value]
    message = f"a record holds no {type(value).__name__}: {value!r}"
    raise TypeError(message)
