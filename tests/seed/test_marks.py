"""Marks: they stand on exactly the characters that match, and tell how."""

import pytest
from hypothesis import example, given, settings

from seed.frozen.marks import WAYS, find_marks
from seed.frozen.search_terms import parse_query
from seed.frozen.tokens import said_in
from tests.examples import at_least
from tests.seed.test_tokens import TEXTS

EXAMPLES = settings(max_examples=at_least(50))


@pytest.mark.parametrize(
    ("text", "query", "marked", "ways"),
    [
        ("它的算力，胜过算法", "算力", ["算力"], ["exact"]),
        ("算力和芯片", "芯片 算力", ["算力", "芯片"], ["exact"]),
        ("\uff21\uff11\uff10\uff10 芯片", '"a100芯片"', ["\uff21\uff11\uff10\uff10 芯片"], ["exact"]),
        ("cafe\u0301s and cafe\u0301", '"café"', ["cafe\u0301"], ["exact"]),
        ("一一一", "一一", ["一一一"], ["exact"]),
        ("a firm, two firms, firmware", "firm", ["firm", "firms", "firm"], ["exact", "stem", "prefix"]),
        ("computers", "comp", ["comp"], ["prefix"]),
        ("in Zürich", "zurich", ["Zürich"], ["variant"]),
        ("in Zu\u0308rich", "zur", ["Zu\u0308r"], ["prefix"]),
        ("Straße", "strasse", ["Straße"], ["exact"]),
        ("Straße", "stras", ["Straß"], ["prefix"]),
        ("eﬃcient", "eff", ["eﬃ"], ["prefix"]),
        ("Œuvres", "oeuvres", ["Œuvres"], ["variant"]),
        ("Đức 説", "duc 说", ["Đức", "説"], ["variant"]),
        ("大企業和大企业", "大企業", ["大企業", "大企业"], ["exact", "variant"]),
        ("they co-operate", "cooperate", ["co-operate"], ["variant"]),
        ("they co-operate", "coop", ["co-op"], ["prefix"]),
        ("they cooperate", "co-op", ["coop"], ["prefix"]),
        ("they co-operated", "cooperating", ["co-operated"], ["stem"]),
        ("GPT4, GPT-4, GPT 4", "gpt-4", ["GPT4", "GPT-4", "GPT 4"], ["exact"]),
        ("45TB", "45 tb", ["45TB"], ["exact"]),
        ("GPT\u200b-4", "gpt4", ["GPT\u200b-4"], ["exact"]),
    ],
)
def test_what_matches_is_marked(text: str, query: str, marked: list[str], ways: list[str]) -> None:
    marks, found = find_marks(text, parse_query(query))
    assert ([text[start:end] for start, end in marks], found) == (marked, ways)


@EXAMPLES
@given(text=TEXTS, query=TEXTS)
def test_a_place_is_marked_for_every_term_that_is_said_and_no_other(text: str, query: str) -> None:
    for term in parse_query(query):
        marks, ways = find_marks(text, [term])
        said = any(form and form in said_in([text]) for form in term.forms)
        assert (bool(marks), bool(ways)) == (said, said)


@EXAMPLES
@given(text=TEXTS, query=TEXTS)
def test_marked_places_are_within_the_text_and_apart(text: str, query: str) -> None:
    marks, ways = find_marks(text, parse_query(query))
    ends = [end for mark in marks for end in mark]
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert sorted(set(ends)) == ends
    assert ways == [way for way in WAYS if way in ways]


@EXAMPLES
@given(text=TEXTS, query=TEXTS)
@example(text="1.B-œ", query="1œ")
def test_what_is_marked_alone_says_what_it_is_marked_for(text: str, query: str) -> None:
    """Each mark by itself is found by the same term; so no character stands in it that has no part in the match."""
    for term in parse_query(query):
        marks, _ = find_marks(text, [term])
        for start, end in marks:
            assert find_marks(text[start:end], [term])[0], (text[start:end], term)
