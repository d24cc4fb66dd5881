import json
import tracemalloc
from contextlib import suppress
from dataclasses import replace
from time import thread_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError

MOST = Extents(depth=3, items=4, characters=5)

EXCESSIVE: list[tuple[Any, str]] = [
    ("123456", ""),
    (["123456"], "/0"),
    ({"a": {"b": "123456"}}, "/a/b"),
    ({"a": {"b": {"c": []}}}, "/a/b/c"),
    ([[[[]]]], "/0/0/0"),
    ([1, 2, 3, 4, 5], ""),
    ({"a": [1, 2, 3, 4, 5]}, "/a"),
    ({"a": dict.fromkeys("abcde")}, "/a"),
    ({"a": {"123456": 1}}, "/a"),
    ({"a/b": {"~": "123456"}}, "/a~1b/~0"),
    ({"\ud800": "123456"}, "/?"),
    ([1, {"a": [2, "论据论据论据"]}], "/1/a/1"),
]


def pointer_of(content: bytes, most: Extents = MOST) -> str | None:
    """What a refusal points to."""
    with pytest.raises(ProblemError) as refused:
        refuse_excess(content, most)
    return refused.value.errors[0].pointer


@pytest.mark.parametrize(("value", "pointer"), EXCESSIVE, ids=repr)
def test_what_is_too_much_is_pointed_to(value: Any, pointer: str) -> None:
    assert pointer_of(json.dumps(value).encode()) == pointer


@pytest.mark.parametrize("value", ["12345", [[[1, 2, 3, 4]]], {"12345": {"b": {"c": "论据论据论"}}}, 1, None, 10**400])
def test_what_is_just_enough_passes(value: Any) -> None:
    refuse_excess(json.dumps(value).encode(), MOST)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"a": 1} 2', b"9" * 5000, b"kind=thesis"])
def test_what_is_no_json_is_left_to_the_route(content: bytes) -> None:
    refuse_excess(content, MOST)


@pytest.mark.parametrize(
    ("content", "pointer"),
    [(b"[" * 100_000 + b"]" * 100_000, "/0/0/0"), (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "/a/a/a")],
    ids=["arrays", "objects"],
)
def test_no_depth_is_too_great_to_be_refused(content: bytes, pointer: str) -> None:
    assert pointer_of(content) == pointer


REPEATED = [
    b'{"a":1,"a":2}',
    b'{"a":1,"c":[{"d":1,"d":[}',
    b'{"a":1,"\\u0061":2}',
    '{"论":1,"\\u8bba":2}'.encode(),
    b'{"":1,"":2}',
    b'{"\\ud83d":1,"\\ud83D":2}',
]


@pytest.mark.parametrize("content", REPEATED)
def test_a_name_is_refused_where_it_is_repeated_whatever_comes_after(content: bytes) -> None:
    with pytest.raises(ProblemError, match="twice") as refused:
        refuse_excess(content, MOST)
    assert refused.value.slug == "malformed-body"


def test_the_same_name_may_stand_in_several_objects() -> None:
    refuse_excess(b'[{"a":1},{"a":{"a":2}}]', MOST)


SIZE = 1 << 20
HUGE = {
    "brackets": b"[" * SIZE,
    "pairs of brackets": b"[" + b"[]," * (SIZE // 3),
    "lists of lists": b"[" + b",".join([b"[" + b",".join([b"[]"] * 9_999) + b"]"] * (SIZE // 30_000)) + b"]",
    "one string": b'"' + b"a" * SIZE + b'"',
    "one string of escapes": b'"' + b"\\n" * (SIZE // 2) + b'"',
    "members": b"{" + b",".join(b'"%d":0' % n for n in range(SIZE // 10)) + b"}",
    "one name": b"{" + b",".join(b'"%d":0' % n for n in range(9_990)) + b',"b":0' * 100_000 + b"}",
    "spaces": b"[" + b" " * SIZE + b"]",
    "digits": b"[" + b"1" * SIZE + b"]",
    "quotation marks": b'["' + b'\\"' * (SIZE // 2),
    "strings": b"[" + b'"",' * (SIZE // 3),
}


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE)
def test_to_count_takes_little_memory_beside_the_body(content: bytes) -> None:
    tracemalloc.start()
    with suppress(ProblemError):
        refuse_excess(content[: SIZE // 4], Extents(depth=32, items=10_000, characters=20_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most <= SIZE // 4 + 1_000_000


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE)
def test_to_count_takes_time_in_proportion_to_the_body(content: bytes) -> None:
    def read(size: int) -> float:
        begun = thread_time()
        with suppress(ProblemError):
            refuse_excess(content[:size], Extents(depth=32, items=SIZE, characters=SIZE))
        return thread_time() - begun

    def is_in_proportion() -> bool:
        quarter, whole = (min(read(size) for _ in range(3)) for size in (SIZE // 4, SIZE))
        return whole < 8 * quarter or whole < 0.005

    assert any(is_in_proportion() for _ in range(5))


def test_of_values_in_all_there_are_at_most_a_hundred_times_as_many_as_in_one_array() -> None:
    most = Extents(depth=3, items=10, characters=5)
    refuse_excess(json.dumps([[0] * 10] * 10).encode(), replace(most, items=11))
    inner = [[0] * 10] * 10
    with pytest.raises(ProblemError, match="more than 1000 items and members in all"):
        refuse_excess(json.dumps([inner] * 10).encode(), most)


Json = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=30,
)


def depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [*value, *(text for inner in value.values() for text in strings(inner))]
    return [text for inner in value for text in strings(inner)] if isinstance(value, list) else []


def sizes(value: Any) -> list[int]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else None
    return [] if inner is None else [len(inner), *(size for item in inner for size in sizes(item))]


@given(Json)
def test_exactly_what_is_within_its_extents_passes(value: Any) -> None:
    within = depth(value) <= 3 and max(sizes(value), default=0) <= 4 and max(map(len, strings(value)), default=0) <= 5
    try:
        refuse_excess(json.dumps(value).encode(), MOST)
    except ProblemError:
        assert not within
    else:
        assert within
