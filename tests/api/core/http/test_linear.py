"""Whatever a stranger sends in a header, a query string or a path is read in time in proportion to its length.

Time is that of the thread's own work, and what is asserted is how it grows: a machine may be slow, or busy.
"""

from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.tokens import flatten
from tests.api.core.http.costs import FILTERS, HEADERS, PARAMETERS, PATHS, Cost, refused
from tests.examples import at_least

SHORT, LONG = 16_384, 65_536
CHEAP = 0.005
"""Seconds of work that are cheap, whatever they are spent on."""
FOURFOLD = 8
"""How much more what is four times as long may cost; were it read again from each place, it would be 16."""

FRAGMENTS = [
    *" \t,;:=\"'\\\\()/*+-.%&@#~?[]{}_",
    *["1", "0", "9", "a", "Z", "q=", "W/", "a/b", "*/*", "en", "return=", "bytes=", "2023-", "..", "/..", "XX"],
    *['\\\\"', '""', '"a"', ", ", "a,", "a/b,", ";a=", ";q=0.", 'a="', "@1", "%41", "%4", "%ff", "a&"],
    *["a=1&", "-a", "aa1"],
]
some = st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join)
values = st.tuples(some, st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map("".join), some)


def grown(parts: tuple[str, str, str], size: int) -> str:
    """Return a value of this size: its middle is repeated."""
    before, middle, after = parts
    return f"{before}{(middle * size)[: size - len(before) - len(after)]}{after}"


def cost(read: Cost, value: str) -> float:
    """Return how many seconds of work it is to read a value, at best."""
    found = []
    for _ in range(3):
        begun = thread_time()
        refused(read, value)
        found.append(thread_time() - begun)
    return min(found)


def grows_with_the_length(read: Cost, parts: tuple[str, str, str]) -> bool:
    short, long = grown(parts, SHORT), grown(parts, LONG)
    for _ in range(5):
        dear = cost(read, long)
        if dear < CHEAP or dear < FOURFOLD * cost(read, short):
            return True
    return False


each_header = pytest.mark.parametrize("name", HEADERS)
each_parameter = pytest.mark.parametrize("name", PARAMETERS)
drawn = settings(max_examples=at_least(15), deadline=None)


@each_header
@drawn
@given(parts=values)
def test_a_header_is_read_in_time_in_proportion_to_its_length(name: str, parts: tuple[str, str, str]) -> None:
    assert grows_with_the_length(HEADERS[name], parts)


@each_header
@pytest.mark.parametrize("middle", [" ", "\t", ",", '"', "\\", ";", "a/b", 'a="'])
def test_a_header_with_the_same_over_and_over_is_read_so_too(name: str, middle: str) -> None:
    assert all(grows_with_the_length(HEADERS[name], (before, middle, "x")) for before in ("", "a/b", '"'))


@each_parameter
@drawn
@given(parts=values)
def test_a_query_string_is_read_in_time_in_proportion_to_its_length(name: str, parts: tuple[str, str, str]) -> None:
    assert grows_with_the_length(PARAMETERS[name], parts)


@settings(max_examples=at_least(60), deadline=None)
@given(name=st.sampled_from(list(FILTERS)), parts=values)
def test_a_filter_is_read_in_time_in_proportion_to_its_length(name: str, parts: tuple[str, str, str]) -> None:
    assert grows_with_the_length(FILTERS[name], parts)


@settings(max_examples=at_least(60), deadline=None)
@given(name=st.sampled_from(list(PATHS)), parts=values)
def test_a_path_is_read_in_time_in_proportion_to_its_length(name: str, parts: tuple[str, str, str]) -> None:
    assert grows_with_the_length(PATHS[name], parts)


@pytest.mark.parametrize("middle", ["\u0300\u0316", "e\u0301", "\u1100\u1161", "算", "ab ", "\u0300"])
def test_a_text_is_made_searchable_in_time_in_proportion_to_its_length(middle: str) -> None:
    assert grows_with_the_length(flatten, ("a", middle, "b"))
