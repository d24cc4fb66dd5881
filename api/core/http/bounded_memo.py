"""Remembering what was worked out, in no more bytes than are meant for it, whatever requests ask."""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

_ENTRIES = 256
_BYTES = 500
_PARAMETERS = 32
"""The longest query string that is remembered, and the most parameters of one: what follows from it is some kilobytes
then, and whoever sends longer ones cannot fill the memory."""
_SHARES = 4
"""What has more than one in so many of the bytes is not kept."""


def cached_by_query(function: Callable[..., _T]) -> Callable[..., _T]:
    """Remember what a pure function returned; what it raises is not remembered.

    Args:
        function: its first argument is a query string, as bytes; all that it goes by follows from the
            query string and from things that a process has few of.
    """
    remembered = lru_cache(_ENTRIES)(function)

    @wraps(function)
    def call(query: bytes, *others: Any) -> _T:
        is_short = len(query) <= _BYTES and query.count(b"&") < _PARAMETERS
        return (remembered if is_short else function)(query, *others)

    return call


def remembered_within(most: int, weigh: Callable[[_T], int]) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Remember what a pure function returned, as long as all of it together has not more than so many bytes.

    Args:
        most: how many; what was used longest ago goes first.
        weigh: tells about how many a result has, with what it was asked for.
    """

    def decorate(function: Callable[_P, _T]) -> Callable[_P, _T]:
        entries: OrderedDict[Any, tuple[_T, int]] = OrderedDict()
        held, lock = 0, Lock()  # scans run in threads

        @wraps(function)
        def call(*args: _P.args, **named: _P.kwargs) -> _T:
            nonlocal held
            key = (args, *named.items()) if named else args
            with lock:
                if (entry := entries.get(key)) is not None:
                    entries.move_to_end(key)
                    return entry[0]
            made = function(*args, **named)
            weight = weigh(made)
            if weight > most // _SHARES:  # it would drive out many others
                return made
            with lock:
                if key not in entries:
                    entries[key] = made, weight
                    held += weight
                while held > most:
                    held -= entries.popitem(last=False)[1][1]
            return made

        return call

    return decorate
