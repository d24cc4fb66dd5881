"""Quotes are found where they stand; what stands nowhere is told with what comes nearest, and never believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.imports.quote_finding import Quotes
from seed.text import Text
from tests.api.imports.drafting import TEXT

CONTENT = "Ministers say that “nobody” flies. The train—slow, quiet—wakes you at the door.\n火车很慢。火车很好。\n"


@pytest.mark.parametrize(
    ("quote", "kind", "words"),
    [
        ("wakes you", "", "wakes you"),
        ('that "nobody" flies', "quote-typography", "that “nobody” flies"),
        ("The  train-slow", "quote-typography", "The train—slow"),
        ("火车很好", "", "火车很好"),
    ],
)
def test_a_quote_is_found(quote: str, kind: str, words: str) -> None:
    text = Text(CONTENT)
    found = Quotes(text).find(quote)
    assert found.span is not None
    assert (found.kind, text[found.span]) == (kind, words)


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("火车", "quote-not-unique"),
        ("flies. The", "quote-spans-sentences"),
        (" ", "quote-empty"),
        ("zzz", "quote-not-found"),
    ],
)
def test_a_quote_that_has_no_one_place_is_refused(quote: str, kind: str) -> None:
    found = Quotes(Text(CONTENT)).find(quote)
    assert (found.span, found.kind) == (None, kind)


def test_a_repeated_quote_is_told_with_what_is_around_it() -> None:
    assert len(Quotes(Text(CONTENT)).find("火车").contexts) == 2


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("Flying costs a morning to queues and security", "working morning to queues and security"),
        (
            "the firm ran them in the summer and let the coast sleep",
            "the firm runs them in summer and lets the coast sleep",
        ),
        ("the aeroplane wastes time", "the aeroplane that wastes time"),
    ],
)
def test_what_comes_nearest_is_told(quote: str, nearest: str) -> None:
    found = Quotes(Text(TEXT)).find(quote)
    assert nearest in (found.nearest or "")
    assert found.score is not None
    assert 0.5 < found.score < 1


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_what_is_found_is_what_was_asked(start: int, length: int) -> None:
    quote = TEXT[start : start + length]
    found = Quotes(Text(TEXT)).find(quote)
    if found.span and not found.kind:
        assert TEXT[found.span.start : found.span.end] == quote
        assert TEXT.count(quote) == 1


@given(st.text('abc .\n“"', max_size=40), st.text('abc .\n“"', max_size=12))
def test_no_text_and_no_quote_is_too_odd(content: str, quote: str) -> None:
    Quotes(Text(content)).find(quote)
