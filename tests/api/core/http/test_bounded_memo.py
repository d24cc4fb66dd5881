"""What is remembered of requests is bounded in bytes, whoever asks for what."""

import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pytest

from api.core.db.reader import Statement, remembering_statements
from api.core.front.hosts import Hosts
from api.core.http.bounded_memo import remembered_within
from api.core.http.paths import quoted
from api.core.http.problems import ProblemError
from api.core.http.rate_limit import Rate
from api.core.http.urls import parameters
from api.core.query.list_query import parse
from api.pages.page_look import PageLook
from api.pages.templating import _part_of_frame
from api.resources.registry import RESOURCES

MOST = 12_000_000
"""More bytes than any one thing remembers."""
HUGE = 100


async def _nothing(*_: object) -> None:
    pass


_HOSTS = Hosts(_nothing, (), {})


def _host(number: int) -> None:
    scope = {"http_version": "1.1", "path": "/", "headers": [(b"host", b"%d" % number + b"h" * 60_000)]}
    with suppress(ProblemError):
        _HOSTS._host(scope)  # noqa: SLF001 - what reads it, without an application to answer


def _fewer(number: int) -> None:
    query = b"&".join(b"%d" % place for place in range(number, number + 31))
    parameters(query[:500])


RATE = Rate("address", 100)


@remembering_statements
def _statement(number: int) -> Statement:
    names = tuple(f"filter_{number}_{place}" for place in range(1_000))
    return Statement(f"{number} " + "?, " * 1_000, names, dict.fromkeys(names))


ASKED: dict[str, Callable[[int], object]] = {
    "hosts": _host,
    "long query strings": lambda number: parameters(b"%d&" % number + b"a&" * 30_000),
    "a long value": lambda number: parameters(b"%d=" % number + b"a" * 60_000),
    "short query strings": _fewer,
    "parsed query strings": lambda number: parse(RESOURCES["claims"], parameters(b"number=1&text_like=%d" % number)),
    "paths": lambda number: quoted(f"{number}{'p' * 60_000}"),
    "depths of pages": lambda number: _part_of_frame("top.html", PageLook("en", True, "../" * number), "", (), True),
    "addresses": lambda number: RATE.take(b"%d" % number + b"a" * 60_000, number),
    "statements": _statement,
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_what_is_remembered_is_bounded_in_bytes(ask: Callable[[int], object]) -> None:
    ask(0)
    tracemalloc.start()
    for number in range(600):
        ask(number)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < MOST


def test_what_was_used_longest_ago_is_forgotten_first_and_nothing_for_what_is_huge() -> None:
    made: list[int] = []

    def weigh(number: int) -> int:
        return 10 if number < HUGE else 11

    @remembered_within(40, weigh)
    def remembered(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 3, 4, 1, HUGE, 1, 5, 3, 2, HUGE):
        remembered(number)
    assert made == [1, 2, 3, 4, HUGE, 5, 2, HUGE]
