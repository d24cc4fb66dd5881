"""Numbers of units in base units: exact, in their order, with a zero of their own."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.decimals import bound_key, plain
from seed.frozen.scales import Scale, in_base_units, parse_factor
from tests.examples import at_least

FAHRENHEIT, CELSIUS = Scale("5/9", "459.67"), Scale("1", "273.15")
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=20).map(
    plain
)
SCALES = st.sampled_from([FAHRENHEIT, CELSIUS, Scale("1.25", "218.52"), Scale(), Scale("1/3"), Scale("1/7", "-3.5")])


def worth(number: str, scale: Scale) -> Fraction:
    return (Fraction(number) + Fraction(scale.offset)) * Fraction(scale.factor)


def key(number: str, scale: Scale) -> str:
    return bound_key(in_base_units(number, scale), closed=True, side="lower")


@pytest.mark.parametrize(
    ("number", "scale", "base"),
    [("0", CELSIUS, "273.15"), ("-273.15", CELSIUS, "0"), ("-40", FAHRENHEIT, "233.15"), ("212", FAHRENHEIT, "373.15"),
     ("-459.67", FAHRENHEIT, "0"), ("80", Scale("1.25", "218.52"), "373.15"), ("1", Scale("0.0254"), "0.0254")],
)  # fmt: skip
def test_a_number_is_worth_what_its_scale_says(number: str, scale: Scale, base: str) -> None:
    assert in_base_units(number, scale) == base


@settings(max_examples=at_least(60), deadline=None)
@given(one=NUMBERS, other=NUMBERS, scale=SCALES, another=SCALES)
def test_numbers_of_any_units_are_in_the_order_of_what_they_are_worth(
    one: str, other: str, scale: Scale, another: Scale
) -> None:
    found, true = (key(one, scale), key(other, another)), (worth(one, scale), worth(other, another))
    assert (found[0] < found[1], found[0] == found[1]) == (true[0] < true[1], true[0] == true[1])


def test_what_could_not_be_told_from_others_is_refused() -> None:
    with pytest.raises(ValueError, match="too many digits"):
        in_base_units("0." + "0" * 100 + "1", FAHRENHEIT)
    assert in_base_units("0." + "0" * 100 + "1", CELSIUS) == "273.15" + "0" * 98 + "1"


@pytest.mark.parametrize(
    "text", ["1/2", "10/18", "0/9", "5/0", "-5/9", "5/-9", "1e3", "9/9", "5 / 9", "", "1/1234567890"]
)
def test_a_factor_has_one_way_to_be_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_factor(text)
