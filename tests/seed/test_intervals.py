from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.decimals import MAX_DIGITS, plain
from seed.frozen.intervals import FROM_ONE, NON_NEGATIVE, Comparator, Denotation, Interval, Reading, denote
from seed.packs import Pack, Row
from tests.examples import at_least

QUANTITIES = st.sampled_from(sorted(NON_NEGATIVE | FROM_ONE | {"money", "ratio", "rate"}))
EXACT: tuple[Comparator, ...] = ("eq", "lt", "le", "gt", "ge")
NUMBERS = st.builds(
    lambda coefficient, exponent: plain(Decimal(f"{coefficient}E{exponent}")),
    st.one_of(st.integers(-12, 12), st.integers(1 - 10**MAX_DIGITS, 10**MAX_DIGITS - 1)),
    st.integers(-6, 6),
)

often = settings(max_examples=at_least(80))


def reads(reading: Reading, value: Fraction, number: Fraction) -> bool:
    """What a reading says of a number, plainly."""
    return {
        "about": value * 9 / 10 <= number <= value * 11 / 10,
        "just-over": value < number <= value * 11 / 10,
        "approaching": value * 9 / 10 <= number < value,
        "several": 2 * value <= number < 10 * value,
        "magnitude": value <= number < 10 * value,
        "remainder": value < number < value + place_of(value),
    }[reading]


def says(comparator: Comparator, reading: Reading | None, value: Fraction, number: Fraction) -> bool:
    """What a wording says of a number, plainly."""
    if reading is not None and reading != "emphasis":
        return reads(reading, value, number)
    return {
        "eq": number == value,
        "lt": number < value,
        "le": number <= value,
        "gt": number > value,
        "ge": number >= value,
    }[comparator]


def place_of(value: Fraction) -> Fraction:
    """What one in the last place of a decimal is worth that is not nought, plainly."""
    place = Fraction(10) ** 60
    while (value / place).denominator != 1:
        place /= 10
    return place if value else Fraction(1)


def is_possible(quantity: str, number: Fraction) -> bool:
    """Whether a quantity can be a number, plainly."""
    floor = Fraction(1) if quantity in FROM_ONE else Fraction(0)
    bounded = quantity in FROM_ONE or quantity in NON_NEGATIVE
    return not (bounded and number < floor) and not (quantity == "share" and number > 1)


def holds(interval: Interval, number: Fraction) -> bool:
    above = interval.lower is None or (
        number >= Fraction(interval.lower) if interval.lower_closed else number > Fraction(interval.lower)
    )
    below = interval.upper is None or (
        number <= Fraction(interval.upper) if interval.upper_closed else number < Fraction(interval.upper)
    )
    return above and below


@often
@given(
    QUANTITIES,
    st.sampled_from(EXACT),
    st.sampled_from((None, "emphasis", "about", "just-over", "approaching", "several", "magnitude", "remainder")),
    NUMBERS,
    NUMBERS,
    st.sampled_from([Fraction(n, 20) for n in (-20, 0, 17, 18, 19, 20, 21, 22, 23, 40, 100, 200, 220)]),
)
def test_a_figure_denotes_exactly_the_numbers_that_its_wording_and_its_quantity_allow(
    quantity: str, comparator: Comparator, reading: Reading | None, value: str, other: str, scale: Fraction
) -> None:
    try:
        interval = denote(quantity, comparator, value, reading, value).interval
    except ValueError:
        interval = None
    for number in (Fraction(other), Fraction(value) * scale, Fraction(0), Fraction(1)):
        allowed = says(comparator, reading, Fraction(value), number) and is_possible(quantity, number)
        assert (interval is not None and holds(interval, number)) == allowed


@pytest.mark.parametrize(
    ("quantity", "comparator", "value", "reading", "of", "interval", "basis"),
    [
        # "more than 100 million users", as DESIGN has it
        ("count", "gt", "100000000", None, None, ("100000000", False, None, False), "stated"),
        ("share", "lt", "0.01", None, None, ("0", True, "0.01", False), "domain"),
        ("share", "gt", "0.5", None, None, ("0.5", False, "1", True), "domain"),
        ("count", "le", "5", None, None, ("0", True, "5", True), "domain"),
        ("rank", "le", "3", None, None, ("1", True, "3", True), "domain"),
        ("money", "lt", "5", None, None, (None, False, "5", False), "stated"),
        ("money", "eq", "5", None, None, ("5", True, "5", True), "stated"),
        ("money", "eq", "5", "emphasis", None, ("5", True, "5", True), "stated"),
        ("count", "approx", "100", "about", None, ("90", True, "110", True), "reading"),
        ("count", "gt", "100", "just-over", None, ("100", False, "110", True), "reading"),
        ("count", "lt", "100", "approaching", None, ("90", True, "100", False), "reading"),
        ("money", "range", None, "several", "1000000", ("2000000", True, "10000000", False), "reading"),
        ("share", "approx", "0.95", "about", None, ("0.855", True, "1", True), "reading"),
        ("rank", "approx", "1", "about", None, ("1", True, "1.1", True), "reading"),
        (
            "ratio", "approx", "1234567890123456789012345678901234567890", "about", None,
            ("1111111101111111110111111111011111111101", True, "1358024679135802467913580246791358024679", True),
            "reading",
        ),
    ],
)  # fmt: skip
def test_wordings_denote_what_the_published_rules_say(  # noqa: PLR0913, PLR0917 - a row of a table
    quantity: str,
    comparator: Comparator,
    value: str | None,
    reading: Reading | None,
    of: str | None,
    interval: tuple[str | None, bool, str | None, bool],
    basis: str,
) -> None:
    assert denote(quantity, comparator, value, reading, of) == Denotation(Interval(*interval), basis)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quantity", "comparator", "value", "reading", "of"),
    [
        ("count", "eq", None, None, None),
        ("count", "approx", "5", None, None),
        ("count", "approx", "5", "emphasis", None),
        ("count", "range", None, None, None),
        ("count", "range", None, "several", None),
        ("count", "approx", None, "about", None),
        ("count", "gt", None, "just-over", None),
        ("count", "lt", None, "approaching", None),
        ("count", "lt", "0", None, None),
        ("share", "gt", "1", None, None),
        ("share", "eq", "1.5", None, None),
        ("share", "gt", "1", "just-over", None),
        ("rank", "lt", "1", None, None),
        ("rate", "approx", "-10", "about", None),
        ("rate", "gt", "0", "just-over", None),
    ],
)
def test_parts_that_leave_no_number_or_do_not_say_one_are_refused(
    quantity: str, comparator: Comparator, value: str | None, reading: Reading | None, of: str | None
) -> None:
    with pytest.raises(ValueError, match=r"needs|no number"):
        denote(quantity, comparator, value, reading, of)


FIGURES = [row for pack in Pack.shipped() for row in pack.rows("statistics") if row["quantity"] != "date"]


@pytest.mark.parametrize(
    "row", [row for row in FIGURES if row["comparator"] != "range"], ids=lambda row: str(row["id"])
)
def test_each_figure_with_a_value_denotes_what_the_rules_say(row: Row) -> None:
    assert row["reading"] is None or row["reading"] in get_args(Reading)
    found = Interval(row["lower"], row["lower_closed"], row["upper"], row["upper_closed"])
    assert denote(row["quantity"], row["comparator"], row["value"], row["reading"], None) == Denotation(
        found, row["bound_basis"]
    )


@pytest.mark.parametrize("row", [row for row in FIGURES if row["reading"] == "several"], ids=lambda row: str(row["id"]))
def test_each_several_is_from_twice_to_under_ten_times_a_power_of_ten(row: Row) -> None:
    of = row["upper"].removesuffix("0")
    assert of.rstrip("0") == "1"
    assert denote(row["quantity"], row["comparator"], row["value"], "several", of) == Denotation(
        Interval(row["lower"], row["lower_closed"], row["upper"], row["upper_closed"]), "reading"
    )


def test_a_fraction_without_an_end_lies_between_neighbours_of_forty_digits() -> None:
    found = denote("share", "eq", "0." + "3" * 40, "fraction", None)
    assert found == Denotation(Interval("0." + "3" * 40, True, "0." + "3" * 39 + "4", True), "stated")
    assert Fraction(found.interval.lower or 0) < Fraction(1, 3) < Fraction(found.interval.upper or 0)
