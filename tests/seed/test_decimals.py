from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.decimals import MAX_DIGITS, Side, bound_key, multiply, parse, plain
from tests.examples import at_least

End = tuple[str | None, bool, Side]

SIDES = st.sampled_from(("lower", "upper"))
# Small coefficients meet one another often; long ones use every digit that is allowed.
COEFFICIENTS = st.one_of(st.integers(-20, 20), st.integers(1 - 10**MAX_DIGITS, 10**MAX_DIGITS - 1))
EXPONENTS = st.one_of(st.integers(-3, 3), st.integers(-60, 60))
DECIMALS = st.builds(lambda coefficient, exponent: Decimal(f"{coefficient}E{exponent}"), COEFFICIENTS, EXPONENTS)
NUMBERS = DECIMALS.map(plain)
ENDS = st.tuples(st.none() | NUMBERS, st.booleans(), SIDES)

often = settings(max_examples=at_least(80))


def place(end: End) -> tuple[int, Fraction, int]:
    """Where an end stands among all ends: its number, then just below, at or just above it."""
    bound, closed, side = end
    beyond = 1 if side == "lower" else -1
    if bound is None:
        return (-beyond, Fraction(0), 0)
    return (0, Fraction(bound), 0 if closed else beyond)


def key(end: End) -> str:
    bound, closed, side = end
    return bound_key(bound, closed=closed, side=side)


@often
@given(ENDS, ENDS)
def test_keys_of_any_two_ends_sort_as_the_ends_do(one: End, other: End) -> None:
    assert (key(one) < key(other)) == (place(one) < place(other))


@often
@given(NUMBERS, *[st.tuples(st.booleans(), SIDES)] * 2)
def test_keys_of_ends_at_one_number_sort_as_the_ends_do(
    number: str, first: tuple[bool, Side], second: tuple[bool, Side]
) -> None:
    one, other = (number, *first), (number, *second)
    assert (key(one) < key(other)) == (place(one) < place(other))


@often
@given(st.integers(10**39, 10**40 - 2), EXPONENTS, st.sampled_from((1, -1)))
def test_numbers_that_differ_in_their_fortieth_digit_have_keys_in_their_order(
    coefficient: int, exponent: int, sign: int
) -> None:
    one, other = sorted((sign * coefficient, sign * (coefficient + 1)))
    assert bound_key(plain(Decimal(f"{one}E{exponent}")), closed=False, side="lower") < bound_key(
        plain(Decimal(f"{other}E{exponent}")), closed=False, side="upper"
    )


@often
@given(DECIMALS)
def test_a_number_however_it_is_written_has_one_key(number: Decimal) -> None:
    in_full = format(number, "f")
    longer = in_full + ("0" if "." in in_full else ".0")
    written = {plain(number), in_full, longer, format(number, "E")}
    assert len({bound_key(text, closed=True, side="lower") for text in written}) == 1


@often
@given(ENDS)
def test_keys_are_ascii_so_that_both_databases_sort_them_alike(end: End) -> None:
    assert key(end).isascii()


@often
@given(DECIMALS)
def test_plain_notation_keeps_every_digit(number: Decimal) -> None:
    assert Fraction(plain(number)) == Fraction(number)


@often
@given(st.integers(1 - 10**MAX_DIGITS, 10**MAX_DIGITS - 1), st.integers(-60, 0))
def test_what_plain_writes_parse_reads(coefficient: int, exponent: int) -> None:
    number = Decimal(f"{coefficient}E{exponent}")
    assert parse(plain(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1E+8", "100000000"),
        ("-0", "0"),
        ("0.00", "0"),
        ("1.50", "1.5"),
        ("100", "100"),
        ("-1E-7", "-0.0000001"),
        ("9007199254740993", "9007199254740993"),
        ("0." + "1234567890" * 4, "0." + "1234567890" * 3 + "123456789"),
    ],
)
def test_plain_notation_has_no_exponent_no_spare_zero_and_no_negative_zero(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    "text",
    ["", "-", ".", "1.", ".5", "01", "00", "-0", "+1", "1.0", "0.50", "1e3", "1E3", "1_000", "1,000", " 1", "1 ", "1\n",
     "NaN", "Infinity", "-0.0", "\uff11", "\u0663", "1/2", "0x10"],
)  # fmt: skip
def test_other_notations_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="plain notation"):
        parse(text)


@pytest.mark.parametrize("text", ["1" * 40, "-0." + "1" * 40, "0", "1" * 20 + "." + "1" * 20])
def test_forty_digits_are_read(text: str) -> None:
    assert plain(parse(text)) == text


@pytest.mark.parametrize("text", ["1" * 41, "-0." + "1" * 41, "1" * 20 + "." + "1" * 21])
def test_more_than_forty_digits_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="40 significant digits"):
        parse(text)


@often
@given(NUMBERS, NUMBERS)
def test_a_bound_in_base_units_is_exact(number: str, factor: str) -> None:
    product = multiply(number, factor)
    assert product is not None
    assert Fraction(product) == Fraction(number) * Fraction(factor)


def test_an_unbounded_end_stays_unbounded_in_base_units() -> None:
    assert multiply(None, "2629800") is None
