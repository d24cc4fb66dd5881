"""The days that EDTF covers; the library `edtf` is the oracle where it reads the specification as we do."""

from calendar import monthrange

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.edtf import Day, period_keys, span
from tests.examples import at_least

EXAMPLES = at_least(40)

YEARS = st.integers(0, 9999)
MONTHS = st.integers(1, 12)
PLAIN_YEARS = st.builds("{:04d}".format, YEARS)


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(1, 9999)), draw(MONTHS)
    return f"{year:04d}-{month:02d}-{draw(st.integers(1, monthrange(year, month)[1])):02d}"


UNQUALIFIED = st.one_of(
    PLAIN_YEARS,
    st.builds("{:04d}-{:02d}".format, YEARS, MONTHS),
    days(),
    st.builds("{:03d}X".format, st.integers(0, 999)),
    st.builds("{:02d}XX".format, st.integers(0, 99)),
    st.builds("{}-XX".format, PLAIN_YEARS),
    st.builds("{}-XX-XX".format, PLAIN_YEARS),
    st.builds("{:04d}-{:02d}-XX".format, YEARS, MONTHS),
    st.builds("-{:04d}".format, st.integers(1, 9999)),
    st.builds("Y{}".format, st.integers(10_000, 99_999_999)),
)
QUALIFIED = st.builds("{}{}".format, st.one_of(PLAIN_YEARS, days()), st.sampled_from("~?%"))
DATES = UNQUALIFIED | QUALIFIED


def covered(text: str) -> tuple[Day, Day]:
    parsed = parse_edtf(text)
    return Day(*parsed.lower_strict()[:3]), Day(*parsed.upper_strict()[:3])


@settings(max_examples=EXAMPLES)
@given(DATES)
def test_a_date_covers_the_days_that_another_reader_says(text: str) -> None:
    assert span(text) == covered(text)


@settings(max_examples=EXAMPLES)
@given(DATES, DATES)
def test_a_period_runs_from_the_first_day_of_its_beginning_to_the_last_of_its_end(one: str, other: str) -> None:
    begin, end = sorted((one, other), key=covered)
    assert span(f"{begin}/{end}") == (covered(begin)[0], covered(end)[1])


@settings(max_examples=EXAMPLES)
@given(DATES, DATES)
def test_keys_sort_as_days_do(one: str, other: str) -> None:
    for end in (0, 1):
        days = covered(one)[end], covered(other)[end]
        keys = period_keys(one)[end], period_keys(other)[end]
        assert (keys[0] < keys[1], keys[0] == keys[1]) == (days[0] < days[1], days[0] == days[1])


@pytest.mark.parametrize("text", ["2020/..", "2020/", "2020~/.."])
def test_an_end_that_is_open_or_unknown_comes_after_every_day(text: str) -> None:
    assert span(text) == (Day(2020, 1, 1), None)
    assert period_keys(text)[1] > period_keys("Y99999999")[1]


@pytest.mark.parametrize("text", ["../2020", "/2020", "../2020%"])
def test_a_beginning_that_is_open_or_unknown_comes_before_every_day(text: str) -> None:
    assert span(text) == (None, Day(2020, 12, 31))
    assert period_keys(text)[0] < period_keys("Y-99999999")[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-21", (2025, 3, 1), (2025, 5, 31)),
        ("2025-22", (2025, 6, 1), (2025, 8, 31)),
        ("2025-23~", (2025, 9, 1), (2025, 11, 30)),
        ("2023-24", (2023, 12, 1), (2024, 2, 29)),
    ],
)
def test_a_season_is_three_months_of_the_north(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert span(text) == (first, last)


def test_unknown_digits_of_a_year_before_the_first_reach_backwards() -> None:
    assert span("-198X") == (Day(-1989, 1, 1), Day(-1980, 12, 31))


def test_a_time_counts_as_its_day() -> None:
    assert span("2022-12-05T01:03:00-08:00") == (Day(2022, 12, 5), Day(2022, 12, 5))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13",
        "2023-00",
        "2023-4",
        "2023-25",
        "2023-04-31",
        "2023-02-29",
        "1900-02-29",
        "2023-04-00",
        "20230405",
        "23",
        "02023",
        "-0000",
        "Y2023",
        "Y02023",
        "2023?~",
        "~2023",
        "2X23",
        "X023",
        "XXXX",
        "2023-XX-05",
        "/",
        "../..",
        "../",
        "..",
        "2023/2024/2025",
        "2024/2023",
        "2023-05/2023-04",
        "2023-04-05T24:00:00",
        "2023-04T10:00:00",
        "2023/2024-04-05T10:00:00Z",
        "\uff12023",
        "2023\n",
        "2023 ",
        "[1667,1668]",
        "1984-06-?02",
        "Y-1e5",
    ],
)
def test_what_is_no_date_of_level_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write|there is no|the last day"):
        span(text)


def test_a_period_that_ends_before_it_begins_is_told_what_would_be_right() -> None:
    with pytest.raises(ValueError, match="write 2021/2023"):
        span("2023/2021")
