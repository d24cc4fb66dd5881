"""Stems: those of Snowball, whatever the word."""

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.english_stems import stem_of
from seed.packs import Pack
from tests.examples import at_least

STEM = snowballstemmer.stemmer("english").stemWord
PARTS = """
    anci enci ogi li bli abli alli fulli lessli ousli entli aliti biliti iviti tional ational alism ation ization izer
    ator iveness fulness ousness ogist icate ative alize iciti ical ful ness ic ance ence able ible ate ive ize iti al
    ism ion er ous ant ent ment ement arsen commun emerg gener inter later organ past univers even cann inn earr herr
    out ed eed ing edly eedly ingly ss us ies ied sses succ proc exc a b c d e g h i l m n o p r s t u w x y z
"""
"""What the algorithm looks for, and letters between."""
EXCEPTIONS = "andes atlas bias cosmos early gently howe idly news only singly skies skis sky ugly dying added egged"


@settings(max_examples=at_least(500))
@given(st.lists(st.sampled_from(PARTS.split()), min_size=1, max_size=4).map("".join))
def test_a_stem_is_that_of_snowball(word: str) -> None:
    assert stem_of(word) == STEM(word)


@pytest.mark.parametrize("word", EXCEPTIONS.split())
def test_an_exception_is_that_of_snowball(word: str) -> None:
    assert stem_of(word) == STEM(word)


def test_the_words_of_the_packs_have_stems_of_snowball() -> None:
    texts = " ".join(str(row) for name in ("cao2023", "moss2026") for row in Pack.named(name).rows("claims"))
    words = {word for word in texts.lower().split() if word.isascii() and word.isalpha()}
    assert len(words) > 500
    assert {word: stem_of(word) for word in words} == {word: STEM(word) for word in words}
