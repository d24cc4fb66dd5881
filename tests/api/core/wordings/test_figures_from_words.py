"""What words denote: those of a trial and of strangers, those of the packs, and numbers printed in every style."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.core.wordings.figures_from_words import propose
from api.core.wordings.lexicons import chinese, english
from api.core.wordings.proposals import Proposal
from api.core.wordings.worded_numbers import NotUnderstoodError
from seed.frozen.folding import han_variants
from seed.frozen.intervals import denote
from seed.packs import Pack, Row
from tests.api.core.wordings.worded import WORDINGS, said
from tests.examples import at_least

often = settings(max_examples=at_least(200))

ELSEWHERE = {
    "cao2023-s4": "a mark that is to be passed is a threshold, and belongs to it",
    "cao2023-s17": "its period begins with the first year of the decade",
    "cao2023-s33": "operations a second are said before it",
    "cao2023-s40": "a threshold, as the sentence says",
    "cao2023-s50": "what it counts is said after it",
    "cao2023-s53": "the words before it say how near, and a tenth of another sum is no share",
    "cao2023-s65": "a round number by itself; the record reads its order of magnitude",
    "cao2023-s72": "what it took at most is said before it",
    "cao2023-s77": "its unit is said in the head of the table",
    "cao2023-s84": "of another sum, so that it is no share",
    "moss2026-s13": "for each dollar, as the words after it say",
}
"""Figures that denote something else in their place than by themselves, and what tells it."""


def proposed(text: str) -> Proposal | None:
    """Return what is proposed for a wording; None where nothing is."""
    try:
        return propose(text)
    except NotUnderstoodError:
        return None


@pytest.mark.parametrize("text", WORDINGS)
def test_words_denote_what_the_table_has(text: str) -> None:
    assert said(text) == WORDINGS[text]


@pytest.mark.parametrize(
    ("text", "denoted"),
    [
        ("本世纪初", "date range 2000/2003"),
        ("上世纪末", "date range 1990/1999"),
        ("上世纪90年代", "date eq 199X"),
        ("三年前", "date approx 2020~"),
        ("three years ago", "date approx 2020~"),
    ],
)
def test_the_year_of_the_text_settles_words_that_depend_on_it(text: str, denoted: str) -> None:
    assert said(text).startswith("because: it depends on when it was written")
    assert said(text, written=2023) == denoted


def figures() -> list[Row]:
    return [row for name in ("cao2023", "moss2026") for row in Pack.named(name).rows("statistics")]


@pytest.mark.parametrize("row", [row for row in figures() if row["id"] not in ELSEWHERE], ids=lambda row: row["id"])
def test_figures_of_the_packs_denote_what_their_records_hold_or_are_not_read(row: Row) -> None:
    found = proposed(row["as_written"])
    if found is None:
        return
    names = ["quantity", "comparator", "value", "reading", "lower", "lower_closed", "upper", "upper_closed"]
    names += ["bound_basis", "unit" if found.unit else "quantity", "period" if found.period else "quantity"]
    assert {name: getattr(found, name) for name in names} == {name: row[name] for name in names}


def test_most_figures_of_the_packs_are_read() -> None:
    read = [row for row in figures() if not said(row["as_written"]).startswith(("left over", "because"))]
    assert len(read) > len(figures()) * 3 // 4


def test_ends_are_those_that_the_published_readings_give() -> None:
    """Where the words are a number and a reading alone, whoever writes the figure may leave out its ends."""
    plain = [
        found
        for found in (proposed(text) for text in WORDINGS if not text.startswith("半"))
        if found and found.value and not found.ratio and not found.rules and found.quantity != "temperature"
    ]
    for found in plain:  # but half a year and more, which is less than a whole one
        worded = denote(found.quantity, found.comparator, found.value, found.reading, None)
        assert (worded.interval.lower, worded.interval.upper) == (found.lower, found.upper), found
    assert len(plain) > len(WORDINGS) // 3


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


WHOLE = st.one_of(st.integers(1, 3000), st.integers(1, 10**15))
UNITS = [(10**12, "万亿", "trillion"), (10**9, "十亿", "billion"), (10**6, "百万", "million"), (10**4, "万", "")]


def in_chinese(number: int) -> str:
    """Write a number in Chinese, plainly."""
    if number >= 10**8:
        return joined(in_chinese(number // 10**8) + "亿", number % 10**8, 10**7)
    if number >= 10**4:
        return joined(in_chinese(number // 10**4) + "万", number % 10**4, 10**3)
    for worth, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= worth:
            return joined("零一二三四五六七八九"[number // worth] + name, number % worth, worth // 10)
    return "零一二三四五六七八九"[number]


def joined(head: str, rest: int, room: int) -> str:
    return head if not rest else head + ("零" if rest < room else "") + in_chinese(rest)


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
SMALL_WORDS = [*SMALL.split(), "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_english(number: int) -> str:
    """Write a number in English, plainly."""
    for worth, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= worth:
            return (
                f"{in_english(number // worth)} {name} {in_english(number % worth) if number % worth else ''}".strip()
            )
    if number >= 100:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{SMALL_WORDS[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10] + (f"-{SMALL_WORDS[number % 10]}" if number % 10 else "")
    return SMALL_WORDS[number]


@often
@given(WHOLE, st.sampled_from([",", " ", "'", ""]), st.sampled_from(["users", "km", "%", "dollars", "years"]))
def test_a_number_in_figures_is_read_as_it_was_printed(number: int, mark: str, unit: str) -> None:
    expected = Fraction(number, 100) if unit == "%" else Fraction(number)
    found = propose(f"{grouped(number, mark)} {unit}")
    assert (found.value, Fraction(found.lower or 0)) == (found.lower, expected)


@often
@given(WHOLE)
def test_a_number_in_words_of_english_is_read_as_it_was_printed(number: int) -> None:
    assert Fraction(propose(f"{in_english(number)} users").value or 0) == number


@often
@given(WHOLE)
def test_a_number_in_words_of_chinese_is_read_as_it_was_printed(number: int) -> None:
    assert Fraction(propose(f"{in_chinese(number)}名用户").value or 0) == number


@often
@given(st.integers(1, 9999), st.sampled_from([0, 1, 2]), st.sampled_from(["万", "亿", "万亿"]), st.booleans())
def test_a_decimal_with_a_multiplier_is_read_exactly(digits: int, places: int, scale: str, wide: bool) -> None:  # noqa: FBT001 - drawn
    printed = f"{digits / 10**places:.{places}f}"
    if wide:
        printed = printed.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789."})
    worth = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert Fraction(propose(f"{printed}{scale}元").value or 0) == Fraction(digits, 10**places) * worth


@often
@given(st.lists(st.sampled_from([*english().words, *english().signs, "3", "1.5", "1/3", "2019"]), max_size=6))
def test_any_words_of_english_are_read_or_told_why_not(words: list[str]) -> None:
    _read_or_told(" ".join(words))


@often
@given(st.lists(st.sampled_from([*chinese().words, *chinese().signs, "3", "1.5", "1/3", "2019"]), max_size=6))
def test_any_words_of_chinese_are_read_or_told_why_not(words: list[str]) -> None:
    _read_or_told("".join(words))


@often
@given(st.text(max_size=40))
def test_any_text_is_read_or_told_why_not(text: str) -> None:
    _read_or_told(text)


def _read_or_told(text: str) -> None:
    found = proposed(text)
    assert found is None or found.quantity == "date" or found.lower is not None or found.upper is not None


@pytest.mark.parametrize(
    ("wording", "value", "unit"),
    [
        ("about seven millions", "7000000", None),
        ("one hundred and twelve millions", "112000000", None),
        ("a thousand millions", "1000000000", None),
        ("2 millions of people", "2000000", "person"),
    ],
)
def test_millions_may_be_many_as_they_once_were(wording: str, value: str, unit: str | None) -> None:
    found = proposed(wording)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


def test_a_word_that_is_left_over_is_told() -> None:
    assert said("about 12 degrees") == "left over: degrees"
    assert said("100 million monthly active users") == "left over: monthly, active"


def test_a_third_is_the_third_exactly() -> None:
    found = propose("a third")
    assert found.ratio == "1/3"
    assert Fraction(found.lower or 0) < Fraction(1, 3) < Fraction(found.upper or 0)


def test_the_language_may_be_said() -> None:
    assert propose("10 %", "zh-CN") == propose("10 %", "en-GB")
    assert propose("more than 100 million", "zh-Hans").value == "100000000"
    assert propose("超過兩億", "zh-Hant").value == "200000000"
    with pytest.raises(NotUnderstoodError, match="no grammar of fr"):
        propose("trois", "fr")


def test_the_lexicon_has_the_simplified_form_of_every_word() -> None:
    """Traditional characters are read as simplified ones, so that a word in others would never be found."""
    variants = str.maketrans(han_variants())
    assert [word for word in chinese().words if word.translate(variants) != word] == []
