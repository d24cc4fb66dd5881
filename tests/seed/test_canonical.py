import json
from decimal import Decimal
from enum import Enum
from random import Random

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.canonical import Json, canonical_json
from tests.examples import at_least

INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)

often = settings(max_examples=at_least(60))


@often
@given(VALUES)
def test_a_value_has_the_text_that_rfc_8785_gives_it(value: Json) -> None:
    assert canonical_json(value).encode() == rfc8785.dumps(value)


@often
@given(VALUES)
def test_a_canonical_text_is_read_back_as_its_value(value: Json) -> None:
    assert json.loads(canonical_json(value)) == value


@often
@given(st.dictionaries(TEXTS, INTEGERS, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_members_makes_no_difference(members: dict[str, int], random: Random) -> None:
    shuffled = list(members.items())
    random.shuffle(shuffled)
    assert canonical_json(dict(shuffled)) == canonical_json(members)


def test_members_sort_by_utf_16_code_units_and_not_by_code_points() -> None:
    assert canonical_json({"\ufb33": 1, "😀": 2, "a": 3}) == '{"a":3,"😀":2,"\ufb33":1}'


def test_chinese_is_not_escaped() -> None:
    assert canonical_json({"zh-Hans": "论据𠮷"}) == '{"zh-Hans":"论据𠮷"}'


def test_control_characters_are_escaped_as_rfc_8785_has_it() -> None:
    assert canonical_json('\b\t\n\f\r"\\/\x00\x1f\x7f') == '"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\x7f"'


def test_strings_are_not_normalised() -> None:
    assert canonical_json("e\u0301") != canonical_json("\u00e9")


@pytest.mark.parametrize("value", [1.0, 0.1, float("nan"), {"a": [1.5]}])
def test_floats_are_refused(value: Json) -> None:
    with pytest.raises(TypeError, match="float"):
        canonical_json(value)


class Plain(Enum):
    ONE = 1


@pytest.mark.parametrize("value", [Decimal(1), b"bytes", {1, 2}, Plain.ONE, object(), {"a": [Decimal(1)]}])
def test_what_json_has_no_word_for_is_refused(value: Json) -> None:
    with pytest.raises(TypeError, match="a record holds no"):
        canonical_json(value)


@pytest.mark.parametrize("value", [{1: "a"}, {None: "a"}, {"a": {True: 1}}])
def test_names_that_are_no_strings_are_refused(value: Json) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), {"a": [10**20]}])
def test_integers_that_not_every_reader_holds_exactly_are_refused(value: Json) -> None:
    with pytest.raises(ValueError, match="write it as a string"):
        canonical_json(value)


@pytest.mark.parametrize("value", ["\ud800", {"\udc00": 1}, ["\ud83d"]])
def test_lone_surrogates_are_refused(value: Json) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical_json(value)
