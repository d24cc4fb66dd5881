"""The tokenizer: what is said in a text is found by its tokens and nothing else is."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.tokens import bounds, flatten, parse_query, places, says, tokens
from tests.examples import at_least

EXAMPLES = settings(max_examples=at_least(50))

HAN = "算力芯片模型一𠮷"
TEXTS = st.text(st.sampled_from([*HAN, *"aB1.-, ，。", "é", "e", "\u0301", "\uff21", "ﬁ", "\u200b"]), max_size=30)


def found(text: str, query: str) -> bool:
    """Whether a text says a query, as a record is found: by its tokens first, then by its flat form."""
    asked, flat = parse_query(query), flatten(text)
    kept = tokens(flat)
    bounded = set(asked.tokens) <= kept and all(
        any(token.startswith(prefix) for token in kept) for prefix in asked.prefixes
    )
    return bool(asked.phrases) and bounded and says(flat, asked.phrases)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("中国的算力不足", "算力"),
        ("中国的算力不足", "算"),
        ("中国的算力", "力"),
        ("一万块A100芯片", "A100 芯片"),
        ("一万块A100芯片", "芯片 a100"),
        ("一万块A100芯片", '"A100 芯片"'),
        ("一万块 A100 芯片", "A100芯片"),
        ("一万块 A100 芯片", "“Ａ１００芯片”"),
        ("中国的芯片，美国的A100", "A100芯片"),
        ("A100是一种芯片", "芯片A100"),
        ("GPT-3.5 and GPT-4", "gpt-3.5"),
        ("GPT-3.5 and GPT-4", "3.5-GPT"),
        ("GPT-3.5 and GPT-4", '"GPT 3.5"'),
        ("GPT-3.5 and GPT-4", "GPT"),
        ("the Industrial Revolution", '"industrial revolution"'),
        ("government’s part", "government"),
        ("吃𠮷野家", "𠮷野"),
        ("吃𠮷野家", "𠮷"),
        ("算力、芯片", "算力，芯片"),
        ("Café", "cafe\u0301"),
        ("3640PF-days", "3640pf"),
        ("2023年", "2023"),
        ("あのイーハトーヴォ", "ハトー"),
    ],
)
def test_a_text_is_found(text: str, query: str) -> None:
    assert found(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("算，力", "算力"),
        ("算 力", "算力"),
        ("算力和力芯", "算力芯"),
        ("ChatGPT", "GPT"),
        ("GPT-3.5", "GPT-3"),
        ("GPT-3.5", "GPT-5"),
        ("GPT-3 and 3.5", '"GPT-3.5"'),
        ("large models of language", '"large language"'),
        ("一万块A100，芯片", '"A100芯片"'),
        ("算力", '"算力'[:1] + "芯片"),
        ("算力", "算力 芯片"),
        ("𠮷野家", "吉"),
        ("算力。", "。"),
    ],
)
def test_a_text_is_not_found(text: str, query: str) -> None:
    assert not found(text, query)


@EXAMPLES
@given(
    text=st.text(st.sampled_from(HAN + "，x "), max_size=30), term=st.text(st.sampled_from(HAN), min_size=1, max_size=4)
)
def test_characters_are_found_exactly_where_they_stand_side_by_side(text: str, term: str) -> None:
    assert found(text, term) == (term in text)


@EXAMPLES
@given(
    text=st.text(st.sampled_from("aB1 -,."), max_size=30), term=st.text(st.sampled_from("ab1"), min_size=1, max_size=4)
)
def test_words_are_found_exactly_where_they_stand_whole(text: str, term: str) -> None:
    words = re.findall(r"(?:[a-z0-9]|(?<=\d)\.(?=\d))+", text.casefold())
    assert found(text, term) == (term in words)


@EXAMPLES
@given(
    text=st.text(st.sampled_from(HAN + "aB1 .-，"), max_size=30),
    terms=st.lists(st.from_regex(r"[a1]{1,2}|1\.1|[算力芯]{1,2}", fullmatch=True), min_size=2, max_size=4),
    mark=st.sampled_from(["", "", "-", "，", "+", "/"]),
)
def test_terms_that_are_joined_find_what_they_find_apart(text: str, terms: list[str], mark: str) -> None:
    joined = terms[0]
    for before, term in pairwise(terms):
        of_one_script = (before[0] in HAN) == (term[0] in HAN)
        joined += (mark or "-" if of_one_script else mark) + term
    assert found(text, joined) == found(text, " ".join(terms))


@EXAMPLES
@given(text=TEXTS)
def test_what_a_text_says_bounds_it(text: str) -> None:
    flat = flatten(text)
    assert {token for part in re.split(r"[\n\t]", flat) for token in bounds(part) if part.strip()} <= tokens(flat)


@EXAMPLES
@given(text=TEXTS, query=TEXTS)
def test_a_place_is_marked_for_every_phrase_that_is_said_and_no_other(text: str, query: str) -> None:
    for phrase in parse_query(query).phrases:
        assert bool(places(text, [phrase])) == says(flatten(text), [phrase])


@EXAMPLES
@given(text=TEXTS, query=TEXTS)
def test_marked_places_are_within_the_text_and_apart(text: str, query: str) -> None:
    marks = places(text, parse_query(query).phrases)
    ends = [end for mark in marks for end in mark]
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert sorted(set(ends)) == ends


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("它的算力，胜过算法", "算力", ["算力"]),
        ("算力和芯片", "芯片 算力", ["算力", "芯片"]),
        ("\uff21\uff11\uff10\uff10 芯片", '"a100芯片"', ["\uff21\uff11\uff10\uff10 芯片"]),
        ("cafe\u0301s and cafe\u0301", "café", ["cafe\u0301"]),
        ("一一一", "一一", ["一一一"]),
    ],
)
def test_what_matches_is_marked(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, parse_query(query).phrases)] == marked
