import re
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.text import Span, Text
from tests.examples import at_least

CHINESE_NUMERALS = "零〇一二两三四五六七八九十百千万亿几数半"
# What decides where a sentence or a numeral ends, and characters beyond the basic plane.
TELLING = "。！？!?….”’」』）)]》\"' \n\t\u3000" + CHINESE_NUMERALS + "019ab中文𠮷🌳"
CONTENTS = st.one_of(st.text(TELLING, max_size=60), st.text(st.characters(codec="utf-8"), max_size=60))

often = settings(max_examples=at_least(60))


def sentences(content: str) -> list[str]:
    return [Text(content)[span] for span in Text(content).sentences]


def numerals(content: str) -> list[str]:
    return [Text(content)[span] for span in Text(content).numerals]


@often
@given(CONTENTS)
def test_every_character_that_is_not_white_stands_in_exactly_one_sentence(content: str) -> None:
    counts = [0] * len(content)
    for span in Text(content).sentences:
        for position in range(span.start, span.end):
            counts[position] += 1
    assert [count for count, character in zip(counts, content, strict=True) if not character.isspace()] == [
        1 for character in content if not character.isspace()
    ]


@often
@given(CONTENTS)
def test_sentences_are_in_order_and_apart(content: str) -> None:
    assert all(one.end <= other.start for one, other in pairwise(Text(content).sentences))


@often
@given(CONTENTS)
def test_no_sentence_goes_beyond_its_line(content: str) -> None:
    assert not any("\n" in sentence for sentence in sentences(content))


@often
@given(CONTENTS)
def test_no_sentence_begins_with_white_space(content: str) -> None:
    assert not any(sentence[0].isspace() for sentence in sentences(content))


@often
@given(CONTENTS)
def test_a_sentence_ends_at_a_stop_or_at_the_end_of_its_line(content: str) -> None:
    for span in Text(content).sentences:
        ends_line = content[span.end : span.end + 1] in {"", "\n"}
        stop = re.search(r"[。！？!?….][”’」』）)\]》\"']*\Z", Text(content)[span])
        assert ends_line or stop


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("标题\n第一句。第二句！", ["标题", "第一句。", "第二句！"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("真的吗？！是……", ["真的吗？！", "是……"]),
        ("It is 3.14 today. Yes. No", ["It is 3.14 today.", "Yes.", "No"]),
        ('He said "go." Then left.', ['He said "go."', "Then left."]),
        ("(One.) Two.", ["(One.)", "Two."]),
        ("A heading\n\nThe text.", ["A heading", "The text."]),
        ("见example.com的说法。", ["见example.com的说法。"]),
        ("𠮷野。🌳 second. ", ["𠮷野。", "🌳 second."]),
        ("\u3000\u3000缩进。", ["缩进。"]),
    ],
)
def test_sentences_end_at_stops_with_their_closing_marks_and_at_lines_ends(content: str, expected: list[str]) -> None:
    assert sentences(content) == expected


def plain_numerals(content: str) -> list[str]:
    """The definition of a numeral, character by character."""
    found: list[str] = []
    position = 0
    while position < len(content):
        start = position
        alphabet = "0123456789" if content[position] in "0123456789" else CHINESE_NUMERALS
        while position < len(content) and content[position] in alphabet:
            position += 1
        if position == start:
            position += 1
            continue
        fraction = position + 1
        while alphabet != CHINESE_NUMERALS and fraction < len(content) and content[fraction] in alphabet:
            fraction += 1
        if alphabet != CHINESE_NUMERALS and content[position : position + 1] == "." and fraction > position + 1:
            position = fraction
        found.append(content[start:position])
    return found


@often
@given(CONTENTS)
def test_numerals_are_runs_of_digits_with_their_fractions_and_maximal_runs_of_chinese_numerals(content: str) -> None:
    assert numerals(content) == plain_numerals(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("3640PF-days", ["3640"]),
        ("1.5亿", ["1.5", "亿"]),
        ("两个月，数万亿", ["两", "数万亿"]),
        ("十分之一", ["十", "一"]),
        ("1.2.3", ["1.2", "3"]),
        ("𠮷𠮷两3🌳4.", ["两", "3", "4"]),
        ("\uff12\uff10", []),
    ],
)
def test_numerals_are_found_in_wordings(content: str, expected: list[str]) -> None:
    assert numerals(content) == expected


@pytest.mark.parametrize("before", ["", "𠮷", "🌳🌳", "e\u0301"])
def test_positions_are_code_points_of_the_text_as_it_is(before: str) -> None:
    [span] = Text(f"{before}7").numerals
    assert span == Span(len(before), len(before) + 1)


def test_the_length_of_a_text_is_its_code_points() -> None:
    assert Text("𠮷e\u0301🌳\n").length == 5


@often
@given(CONTENTS)
def test_the_hash_of_a_text_is_that_of_its_file(content: str) -> None:
    assert Text(content).sha256 == sha256(content.encode()).hexdigest()


def test_the_digest_of_a_slice_is_that_of_its_utf_8() -> None:
    assert Text("a𠮷b").digest(Span(1, 2)) == sha256("𠮷".encode()).hexdigest()


@often
@given(CONTENTS)
def test_each_position_of_a_sentence_has_its_ordinal(content: str) -> None:
    text = Text(content)
    for ordinal, span in enumerate(text.sentences, start=1):
        assert {text.sentence(position) for position in range(span.start, span.end)} == {ordinal}


def test_a_position_between_sentences_has_the_ordinal_of_the_one_before() -> None:
    assert Text("One. Two.").sentence(4) == 1


@often
@given(st.lists(st.text("ab 。𠮷\t", max_size=6), max_size=8))
def test_each_line_that_is_not_blank_is_a_paragraph_with_the_next_ordinal(lines: list[str]) -> None:
    text = Text("\n".join(lines))
    position, found = 0, []
    for line in lines:
        if line.strip():
            found.append(text.paragraph(position))
        position += len(line) + 1
    assert found == list(range(1, len(found) + 1))


def test_a_position_within_a_line_has_the_ordinal_of_its_paragraph() -> None:
    assert Text("标题\n\n𠮷野。第二句。").paragraph(8) == 2


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        ((0, 5), (4, 6), True, False),
        ((0, 5), (5, 6), False, False),
        ((0, 5), (0, 5), True, True),
        ((0, 5), (1, 4), True, True),
        ((1, 4), (0, 5), True, False),
    ],
)
def test_spans_are_half_open(
    one: tuple[int, int],
    other: tuple[int, int],
    overlaps: bool,  # noqa: FBT001 - a row of a table
    contains: bool,  # noqa: FBT001 - a row of a table
) -> None:
    assert (Span(*one).overlaps(Span(*other)), Span(*one).contains(Span(*other))) == (overlaps, contains)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Smith met J. S. Mill. He left.", ["Dr. Smith met J. S. Mill.", "He left."]),
        ("In the U.S. today, e.g. on p. 5. So.", ["In the U.S. today, e.g. on p. 5.", "So."]),
        ("It is so (cf. No. 7 of it). So.", ["It is so (cf. No. 7 of it).", "So."]),
        ("It costs etc. and more. Yes.", ["It costs etc. and more.", "Yes."]),
        ("Das gilt z. B. hier. Vgl. Abb. 3.", ["Das gilt z. B. hier.", "Vgl. Abb. 3."]),
        ("That is all.” Next.", ["That is all.”", "Next."]),
        ("A title by J.\nMill wrote it.", ["A title by J.", "Mill wrote it."]),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, sentences: list[str]) -> None:
    found = Text(text)
    assert [found[span] for span in found.sentences] == sentences


@given(st.text(alphabet="aA.J Dr\n。”é", max_size=60))
def test_sentences_have_all_words_in_order(content: str) -> None:
    found = Text(content)
    assert "".join("".join(found[span].split()) for span in found.sentences) == "".join(content.split())
    assert all("\n" not in found[span] for span in found.sentences)
