"""The tokenizer: what is said in a text is found by its tokens and nothing else is."""

import re
import unicodedata
from itertools import pairwise

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.folding import unvaried
from seed.frozen.search_terms import Bound, parse_query
from seed.frozen.tokens import flatten, said_in, tokens
from tests.examples import at_least

EXAMPLES = settings(max_examples=at_least(50))

HAN = "算力芯片模型一𠮷"
TEXTS = st.text(
    st.sampled_from([*HAN, *"aB1.-, ，。產産产", "é", "e", "\u0301", "\uff21", "ﬁ", "ß", "đ", "œ", "\u200b"]),
    max_size=30,
)
STEM = snowballstemmer.stemmer("english").stemWord


def bounded(kept: set[str], form: list[Bound]) -> bool:
    return all(
        any(token.startswith(bound.token) for token in kept) if bound.begins else bound.token in kept for bound in form
    )


def found(text: str, query: str) -> bool:
    """Whether a text says a query, as a record is found: by its tokens first, then by what it says."""
    asked, said = parse_query(query), said_in([text])
    kept = tokens(said)
    return bool(asked) and all(
        any(bounded(kept, form) for form in term.bounds) and any(form and form in said for form in term.forms)
        for term in asked
    )


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
        ("GPT-3.5 and GPT-4", '"GPT 3.5"'),
        ("GPT-3.5 and GPT-4", "GPT"),
        ("GPT-3.5 and GPT-4", "\uff14"),
        ("the Industrial Revolution", '"industrial revolution"'),
        ("government’s part", "government"),
        ("吃𠮷野家", "𠮷野"),
        ("吃𠮷野家", "𠮷"),
        ("算力、芯片", "算力，芯片"),
        ("Café", "cafe\u0301"),
        ("3640PF-days", "3640pf"),
        ("2023年", "2023"),
        ("あのイーハトーヴォ", "ハトー"),
        ("ｱﾒﾘｶ", "アメリカ"),
        # beginnings and stems
        ("computing power", "comput"),
        ("computing power", "co"),
        ("large firms", "firm"),
        ("a large firm", "firms"),
        ("studies of technology", "study technological"),
        # diacritics
        ("Zürich", "zurich"),
        ("Zurich", "Zürich"),
        ("naïve cafés", "cafe naive"),
        ("Straße", "STRASSE"),
        ("Straße", "stras"),
        ("Łódź, Tromsø", "lodz tromso"),
        ("Œuvres complètes", "oeuvres completes"),
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("Nguyen Van Duc", "Nguyễn Đức"),
        ("Αθήνα", "αθηνα"),
        # traditional, simplified, Japanese
        ("大企业", "大企業"),
        ("大企業", "大企业"),
        ("产业革命", "産業革命"),
        ("產業革命", "産業革命"),
        ("産業革命", "产业"),
        ("憲法學", "宪法学"),
        ("円高と権利", "權利"),
        # hyphens
        ("GPT-4", "GPT4"),
        ("GPT4", "GPT-4"),
        ("GPT 4", "GPT4"),
        ("GPT 4", "GPT-4"),
        ("GPT\u20114", "gpt 4"),
        ("they co-operate", "cooperate"),
        ("they cooperate", "co-operate"),
        ("they co\u00adoperate", "cooperate"),
        ("start-ups", "startup"),
        ("startups", "start-up"),
        ("45 TB", "45tb"),
        ("45TB", "45 TB"),
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
        ("GPT-3.5", "3.5-GPT"),
        ("GPT-3 and 3.5", "GPT-3.5"),
        ("1000", "100"),
        ("an argument", "a"),
        ("firms", '"firm"'),
        ("co-operate", '"operates"'),
        ("firmware", "firms"),
        ("large models of language", '"large language"'),
        ("一万块A100，芯片", '"A100芯片"'),
        ("算力", '"算芯片"'),
        ("算力", "算力 芯片"),
        ("𠮷野家", "吉"),
        ("芸術", "艺术"),
        ("мой", "мои"),
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
    text=st.text(st.sampled_from("大企業业產産产革"), max_size=12),
    term=st.text(st.sampled_from("企業业產産产"), min_size=1, max_size=3),
)
def test_characters_are_found_however_they_are_written(text: str, term: str) -> None:
    simplified = str.maketrans("業產産", "业产产")
    assert found(text, term) == (term.translate(simplified) in text.translate(simplified))


@EXAMPLES
@given(text=st.text(st.sampled_from("aBé1 ,."), max_size=30), term=st.from_regex(r"[abé]{1,4}|1{1,3}", fullmatch=True))
def test_words_are_found_exactly_by_their_beginning_and_numbers_whole(text: str, term: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    asked = term.replace("é", "e")
    words = re.findall(r"[a-z]+|[0-9]+(?:\.[0-9]+)*", plain)
    begins = asked[0] != "1" and len(asked) > 1
    stems = {STEM(word) for word in words if len(word) > 2} if len(asked) > 2 else set()
    assert found(text, term) == (
        asked in words or (begins and any(word.startswith(asked) for word in words)) or STEM(asked) in stems
    )


@EXAMPLES
@given(
    text=st.text(st.sampled_from(HAN + "aB1 .-，"), max_size=30),
    terms=st.lists(st.from_regex(r"[a1]{1,2}|1\.1|[算力芯]{1,2}", fullmatch=True), min_size=2, max_size=4),
    mark=st.sampled_from(["，", "+", "/"]),
)
def test_terms_that_punctuation_joins_find_what_they_find_apart(text: str, terms: list[str], mark: str) -> None:
    joined = terms[0]
    for before, term in pairwise(terms):
        of_one_script = (before[0] in HAN) == (term[0] in HAN)
        joined += (mark if of_one_script else "") + term
    assert found(text, joined) == found(text, " ".join(terms))


@EXAMPLES
@given(words=st.lists(st.sampled_from(["gpt", "co", "4", "3.5", "op"]), min_size=2, max_size=3))
def test_what_a_hyphen_joins_stands_side_by_side_with_one_or_without(words: list[str]) -> None:
    hyphenated = "-".join(words)
    assert found(hyphenated, hyphenated)
    assert found(" ".join(words), hyphenated)
    if all(word.isalpha() for word in words):
        assert found("".join(words), hyphenated)
        assert found(hyphenated, "".join(words))


@EXAMPLES
@given(text=TEXTS, query=TEXTS)
def test_what_a_text_says_its_tokens_bound(text: str, query: str) -> None:
    said = said_in([text])
    for term in parse_query(query):
        for form, bounds in zip([form for form in term.forms if form], term.bounds, strict=True):
            assert form not in said or bounded(tokens(said), bounds)


@EXAMPLES
@given(text=TEXTS)
def test_the_form_that_variants_share_is_its_own(text: str) -> None:
    simple = unvaried(flatten(text))
    assert unvaried(simple) == simple


@EXAMPLES
@given(text=TEXTS, other=TEXTS)
def test_what_is_kept_of_texts_has_the_tokens_of_each(text: str, other: str) -> None:
    assert tokens(said_in([text, other])) == tokens(said_in([text])) | tokens(said_in([other]))
