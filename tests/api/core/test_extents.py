import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.core.extents import Extents, refuse_excess
from api.core.problems import ProblemError

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


@pytest.mark.parametrize("content", [b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000])
def test_no_depth_is_too_great_to_be_refused(content: bytes) -> None:
    assert pointer_of(content) == ""


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
