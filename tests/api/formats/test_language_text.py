import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.formats.language_text import one_line, said, shortened
from tests.api.formats.items import texts

WORDS = {"zh-Hans": "论据", "en": "grounds"}


@pytest.mark.parametrize(
    ("languages", "words"), [(["en"], "grounds"), (["zh-CN"], "论据"), (["fr", "en"], "grounds"), (["fr"], "论据")]
)
def test_words_are_in_the_first_language_that_there_is(languages: list[str], words: str) -> None:
    assert said(WORDS, *languages) == words


def test_what_is_short_stays_but_for_its_full_stop() -> None:
    assert shortened("It is so.") == "It is so"
    assert shortened("正是如此。") == "正是如此"
    assert shortened("Is it?") == "Is it?"


def test_english_is_cut_between_words() -> None:
    assert shortened("Government gives support and room, and takes no risk", 36) == "Government gives support and room…"
    assert shortened("Government gives support", 12) == "Government…"


def test_chinese_is_cut_between_characters() -> None:
    assert shortened("冒险由企业来担当，民营企业尤其如此", 20) == "冒险由企业来担当…"
    assert shortened("冒险由企业来担当民营企业尤其如此", 20) == "冒险由企业来担当民…"


def test_letters_keep_their_marks() -> None:
    assert shortened("e\u0301" * 30, 10) == "e\u0301" * 9 + "…"


def test_one_word_that_is_too_long_is_cut_all_the_same() -> None:
    assert shortened("x" * 30, 10) == "x" * 9 + "…"


@given(texts, st.integers(4, 40))
def test_a_short_form_begins_as_the_text_does(text: str, columns: int) -> None:
    assert one_line(text).startswith(shortened(text, columns).removesuffix("…"))


@given(texts)
def test_one_line_has_no_control_characters(text: str) -> None:
    assert not [character for character in one_line(text) if unicodedata.category(character) == "Cc"]
