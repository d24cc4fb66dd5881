"""Remembering what follows from a query string alone, since the same are asked over and over."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

_T = TypeVar("_T")

_ENTRIES = 1024
_BYTES = 500
"""The longest query string that is remembered: whoever sends longer ones cannot fill the memory."""


def remembering(function: Callable[..., _T]) -> Callable[..., _T]:
    """Remember what a pure function returned; what it raises is not remembered.

    Args:
        function: its first argument is a query string, as bytes; all that it goes by follows from the
            query string and from things that a process has few of.
    """
    remembered = lru_cache(_ENTRIES)(function)

    @wraps(function)
    def call(query: bytes, *others: Any) -> _T:
        return (remembered if len(query) <= _BYTES else function)(query, *others)

    return call
