from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seed.frozen.decimals import MAX_DIGITS, plain
from seed.frozen.formula import overlap, recompute
from seed.frozen.intervals import Interval
from tests.examples import at_least

FORMULAS: dict[str, Callable[[Fraction, Fraction, Fraction], Fraction]] = {
    "a + b": lambda a, b, _: a + b,
    "a - b": lambda a, b, _: a - b,
    "a * b": lambda a, b, _: a * b,
    "a / b": lambda a, b, _: a / b,
    "a * a": lambda a, _, __: a * a,
    "a * b * c": lambda a, b, c: a * b * c,
    "a / b / c": lambda a, b, c: a / b / c,
    "(a + b) * (a - c)": lambda a, b, c: (a + b) * (a - c),
    "100 * (a - b) / c": lambda a, b, c: 100 * (a - b) / c,
    "a / 3": lambda a, _, __: a / 3,
}

NUMBERS = st.builds(
    lambda coefficient, exponent: plain(Decimal(f"{coefficient}E{exponent}")),
    st.one_of(st.integers(-3, 3), st.integers(1 - 10**MAX_DIGITS, 10**MAX_DIGITS - 1)),
    st.integers(-20, 3),
)
SHARES = st.fractions(0, 1, max_denominator=7)

often = settings(max_examples=at_least(60))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """A bounded interval that is not empty."""
    lower, upper = sorted((draw(NUMBERS), draw(NUMBERS)), key=Fraction)
    if lower == upper:
        return Interval(lower, True, upper, True)
    return Interval(lower, draw(st.booleans()), upper, draw(st.booleans()))


def point(interval: Interval, share: Fraction) -> Fraction:
    """The number at a share of the way through an interval, ends included where they belong to it."""
    assert interval.lower is not None
    assert interval.upper is not None
    lower, upper = Fraction(interval.lower), Fraction(interval.upper)
    if (share == 0 and not interval.lower_closed) or (share == 1 and not interval.upper_closed):
        share = (share + 1) / 3
    return lower + share * (upper - lower)


def holds(interval: Interval, number: Fraction) -> bool:
    assert interval.lower is not None
    assert interval.upper is not None
    lower, upper = Fraction(interval.lower), Fraction(interval.upper)
    return (lower < number or (interval.lower_closed and lower == number)) and (
        number < upper or (interval.upper_closed and upper == number)
    )


@settings(max_examples=at_least(120))
@given(st.sampled_from(sorted(FORMULAS)), st.tuples(*[intervals()] * 3), st.tuples(*[SHARES] * 3))
def test_a_recomputation_contains_every_value_that_its_inputs_allow(
    formula: str, inputs: tuple[Interval, ...], shares: tuple[Fraction, ...]
) -> None:
    try:
        result = recompute(formula, inputs)
    except ValueError:
        assume(False)
    a, b, c = map(point, inputs, shares)
    assert holds(result, FORMULAS[formula](a, b, c))


@often
@given(NUMBERS, NUMBERS)
def test_a_product_of_exact_figures_is_within_a_unit_of_its_fortieth_digit(one: str, other: str) -> None:
    exact = Fraction(one) * Fraction(other)
    result = recompute("a * b", [Interval(one, True, one, True), Interval(other, True, other, True)])
    assert result.lower is not None
    assert result.upper is not None
    assert Fraction(result.upper) - Fraction(result.lower) <= abs(exact) / 10 ** (MAX_DIGITS - 1)


def test_days_times_a_rate_give_the_operations() -> None:
    rate, seconds = "1000000000000000", "314496000"
    result = recompute("a * b", [Interval(rate, True, rate, True), Interval(seconds, True, seconds, True)])
    assert result == Interval("314496000000000000000000", True, "314496000000000000000000", True)


def test_a_quotient_that_does_not_end_is_rounded_outward() -> None:
    third = recompute("a / 3", [Interval("1", True, "1", True)])
    assert third == Interval("0." + "3" * 40, True, "0." + "3" * 39 + "4", True)


def test_a_number_alone_is_exact() -> None:
    assert recompute("3", []) == Interval("3", True, "3", True)


def test_open_ends_give_open_ends() -> None:
    assert recompute("a * b", [Interval("2", False, "3", True), Interval("4", True, "5", False)]) == Interval(
        "8", False, "15", False
    )


@pytest.mark.parametrize("formula", ["a * b", "b * a", "a / b"])
def test_zero_that_belongs_to_an_input_belongs_to_its_product_and_quotient(formula: str) -> None:
    result = recompute(formula, [Interval("0", True, "1", True), Interval("2", False, "3", False)])
    assert (result.lower, result.lower_closed) == ("0", True)


def test_zero_that_belongs_to_no_input_belongs_to_no_product() -> None:
    result = recompute("a * b", [Interval("0", False, "1", True), Interval("2", True, "3", True)])
    assert (result.lower, result.lower_closed) == ("0", False)


@pytest.mark.parametrize(
    "formula",
    ["", "a +", "a ** b", "a % b", "a // b", "-a", "A", "c", "f(a)", "a.b", "a if b else a", "1.5 * a", "True * a",
     "'a'", "a, b", "[a]", "a < b", "(a := b)", "__import__('os')", "a b", "a\0"],
)  # fmt: skip
def test_what_is_not_arithmetic_over_its_letters_is_refused(formula: str) -> None:
    inputs = [Interval("1", True, "2", True), Interval("1", True, "2", True)]
    with pytest.raises(ValueError, match=r"arithmetic|formula|null bytes"):
        recompute(formula, inputs)


@pytest.mark.parametrize(
    "divisor",
    [("0", True, "0", True), ("-1", True, "1", True), ("0", False, "1", True), ("-1", True, "0", False)],
)
def test_a_divisor_that_may_come_to_zero_or_as_near_as_one_likes_is_refused(
    divisor: tuple[str, bool, str, bool],
) -> None:
    with pytest.raises(ValueError, match="divisor"):
        recompute("a / b", [Interval("1", True, "1", True), Interval(*divisor)])


@pytest.mark.parametrize("unbounded", [Interval("1", True, None, False), Interval(None, False, "1", True)])
@pytest.mark.parametrize("formula", ["a", "a * 2"])
def test_an_unbounded_input_is_refused(formula: str, unbounded: Interval) -> None:
    with pytest.raises(ValueError, match="unbounded"):
        recompute(formula, [unbounded])


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (("1", True, "2", True), ("2", True, "3", True), True),
        (("1", True, "2", False), ("2", True, "3", True), False),
        (("1", True, "2", True), ("2", False, "3", True), False),
        (("1", True, "2", True), ("3", True, "4", True), False),
        (("1", True, "9", True), ("3", True, "4", True), True),
        (("1", True, None, False), ("100", True, "100", True), True),
        ((None, False, None, False), ("-5", False, "-4", False), True),
        (("-2", True, "-1", False), ("-1", True, "0", True), False),
    ],
)
def test_intervals_overlap_when_they_have_a_number_in_common(
    one: tuple[str | None, bool, str | None, bool],
    other: tuple[str | None, bool, str | None, bool],
    meets: bool,  # noqa: FBT001 - a row of a table
) -> None:
    assert (overlap(Interval(*one), Interval(*other)), overlap(Interval(*other), Interval(*one))) == (meets, meets)
