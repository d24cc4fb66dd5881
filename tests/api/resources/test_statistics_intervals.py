"""Questions of intervals and periods, against a plain definition, on figures drawn at random."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seed.frozen.decimals import plain
from tests.api.resources.intervals import FACTORS, FIRST, Figure, add_units, figure, replace_figures
from tests.conftest import engine_of, serving
from tests.examples import at_least

property_test = settings(
    max_examples=at_least(30),
    # Each example replaces the figures of the one before.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

Measured = tuple[sa.Engine, httpx.Client]
Years = tuple[str, int | None, int | None]

OPERATORS: dict[str, Callable[[Fraction, Sequence[Fraction]], bool]] = {
    "value": lambda x, numbers: x in numbers,
    "value_ne": lambda x, numbers: x not in numbers,
    "value_gt": lambda x, numbers: operator.gt(x, *numbers),
    "value_gte": lambda x, numbers: operator.ge(x, *numbers),
    "value_lt": lambda x, numbers: operator.lt(x, *numbers),
    "value_lte": lambda x, numbers: operator.le(x, *numbers),
}
REPEATED = {"value", "value_ne"}
UNITS = st.sampled_from(sorted(FACTORS))


@pytest.fixture
def measured(writable: str) -> Iterator[Measured]:
    """A database with units for tests, and a client of a service over it."""
    with engine_of(writable) as engine:
        with engine.begin() as connection:
            add_units(connection)
        with serving(writable) as base, httpx.Client(base_url=base) as client:
            yield engine, client


@st.composite
def forty_digits(draw: st.DrawFn) -> str:
    """A decimal of up to 40 digits."""
    digits = draw(st.integers(-(10**40) + 1, 10**40 - 1))
    return plain(Decimal(f"{digits}E{draw(st.integers(-45, 0))}"))


SMALL = st.integers(-2, 2).map(str)
"""Numbers that often meet."""
CLOSE = st.builds(
    lambda whole, digits, step: plain(Decimal(f"{whole}.{'0' * (digits - 1)}{step}")),
    st.sampled_from(["-2", "-1", "0", "1", "2"]),
    st.sampled_from([1, 2, 38]),
    st.integers(0, 2),
)
"""Numbers that differ in the last of 40 digits."""
NUMBERS = SMALL | CLOSE | forty_digits()


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """An interval that is not empty, and bounded on one side at least."""
    lower, upper = sorted((draw(NUMBERS), draw(NUMBERS)), key=Decimal)
    unbounded = draw(st.sampled_from(["", "", "lower", "upper"]))
    closed = (draw(st.booleans()), draw(st.booleans())) if Decimal(lower) < Decimal(upper) else (True, True)
    unit = draw(UNITS)
    if unbounded == "lower":
        return figure(None, upper, closed=(False, closed[1]), unit=unit)
    if unbounded == "upper":
        return figure(lower, None, closed=(closed[0], False), unit=unit)
    return figure(lower, upper, closed=closed, unit=unit)


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Figure], dict[str, list[str]], str]:
    """Figures, one condition or two at once, and their unit; their numbers are often ends of the figures."""
    said = draw(st.lists(figures(), min_size=1, max_size=12))
    about = draw(st.sampled_from(said))
    numbers = st.sampled_from([end for end in (about["lower"], about["upper"]) if end is not None]) | NUMBERS
    names = draw(st.lists(st.sampled_from(sorted(OPERATORS)), min_size=1, max_size=2, unique=True))
    asked = {
        name: draw(st.lists(numbers, min_size=1, max_size=3 if name in REPEATED else 1, unique=True)) for name in names
    }
    return said, asked, draw(st.just(about["unit"]) | UNITS)


def holds(said: Figure, asked: dict[str, list[str]], unit: str, match: str) -> bool:
    """Say what a question comes to for a figure, by trying numbers.

    What a condition says of a number changes only at the numbers asked for, and whether a number
    belongs to the figure only at its ends; so those, one between each two, and one beyond the
    first and the last stand for all numbers.
    """
    lower, upper = (
        None if said[side] is None else Fraction(said[side]) * Fraction(FACTORS[said["unit"]])
        for side in ("lower", "upper")
    )
    wanted = {
        name: [Fraction(number) * Fraction(FACTORS[unit]) for number in numbers] for name, numbers in asked.items()
    }
    ends = [end for end in (lower, upper) if end is not None]
    marks = sorted({mark for numbers in (*wanted.values(), ends) for mark in numbers})
    tried = [marks[0] - 1, *marks, *((one + other) / 2 for one, other in pairwise(marks)), marks[-1] + 1]

    def belongs(number: Fraction) -> bool:
        above = lower is None or number > lower or (number == lower and said["lower_closed"])
        return above and (upper is None or number < upper or (number == upper and said["upper_closed"]))

    answers = [
        all(OPERATORS[name](number, numbers) for name, numbers in wanted.items()) for number in filter(belongs, tried)
    ]
    return {"certain": all, "possible": any}[match](answers)


def found(client: httpx.Client, asked: Mapping[str, str | list[str]]) -> list[int]:
    response = client.get("/statistics", params={"number_gte": FIRST, "limit": 1000, "count": "true", **asked})
    assert response.status_code == 200, response.text
    numbers = [record["number"] for record in response.json()]
    assert response.headers["X-Total-Count"] == str(len(numbers))
    return numbers


@property_test
@given(questions(), st.sampled_from(["certain", "possible"]))
def test_a_question_finds_the_figures_that_every_number_or_some_number_of_satisfies(
    measured: Measured, question: tuple[list[Figure], dict[str, list[str]], str], match: str
) -> None:
    said, asked, unit = question
    engine, client = measured
    replace_figures(engine, said)
    expected = [number for number, one in enumerate(said, start=FIRST) if holds(one, asked, unit, match)]
    assert found(client, {**asked, "unit": unit, "match": match}) == expected


@property_test
@given(st.lists(figures(), min_size=1, max_size=8), st.sampled_from(["", "-"]))
def test_figures_sort_by_value_as_their_ends_do_in_base_units(
    measured: Measured, said: list[Figure], sign: str
) -> None:
    engine, client = measured
    replace_figures(engine, said)

    def place(numbered: tuple[int, Figure]) -> tuple[tuple[int, Fraction | int, int], tuple[int, Fraction | int, int]]:
        one = numbered[1]
        factor = Fraction(FACTORS[one["unit"]])
        low, high = one["lower"], one["upper"]
        return (
            (0, 0, 0) if low is None else (1, Fraction(low) * factor, not one["lower_closed"]),
            (1, 0, 0) if high is None else (0, Fraction(high) * factor, one["upper_closed"]),
        )

    ordered = sorted(enumerate(said, start=FIRST), key=place, reverse=bool(sign))
    numbers: list[int] = []
    path: str | None = f"/statistics?number_gte={FIRST}&limit=3&sort={sign}value"
    while path:
        response = client.get(path)
        numbers += [record["number"] for record in response.json()]
        path = response.links.get("next", {}).get("url")
    assert numbers == [number for number, _ in ordered]


@st.composite
def spans(draw: st.DrawFn) -> Years:
    """A period of whole years, as EDTF, and the first and last of them; None is open."""
    first = draw(st.integers(1960, 2030))
    form = draw(st.sampled_from(["{}", "{}~", "{}?", "{}%", "decade", "{}/{}", "../{}", "{}/..", "/{}", "{}/"]))
    if form == "decade":
        first -= first % 10
        return f"{first // 10}X", first, first + 9
    if form == "{}/{}":
        last = first + draw(st.integers(0, 20))
        return f"{first}/{last}", first, last
    opens, closes = form.startswith(("..", "/")), form.endswith(("..", "/"))
    return form.format(first), None if opens else first, None if closes else first


@property_test
@given(st.lists(st.none() | spans(), min_size=1, max_size=12), st.none() | spans(), st.none() | spans())
def test_a_period_is_found_where_it_has_a_year_in_common_with_what_is_asked(
    measured: Measured, said: list[Years | None], begin: Years | None, end: Years | None
) -> None:
    engine, client = measured
    replace_figures(engine, [figure("1", "1", period=None if one is None else one[0]) for one in said])
    low = begin[1] if begin else None
    high = end[2] if end else None
    low, high = (-9999 if low is None else low), (9999 if high is None else high)
    names = {"period_from": begin, "period_to": end}
    asked = {name: value[0] for name, value in names.items() if value}
    if low > high:
        assert client.get("/statistics", params=asked).status_code == 400
        return

    def overlaps(one: Years) -> bool:
        _, first, last = one
        return (first is None or first <= high) and (last is None or last >= low)

    expected = [
        number for number, one in enumerate(said, start=FIRST) if not asked or (one is not None and overlaps(one))
    ]
    assert found(client, asked) == expected


def test_a_question_finds_the_same_where_it_holds_for_very_many_figures(measured: Measured) -> None:
    engine, client = measured
    replace_figures(engine, [figure(str(n % 7), str(n % 7 + 1)) for n in range(8000)])
    expected = [FIRST + n for n in range(8000) if n % 7 >= 2]
    response = client.get(
        "/statistics", params={"number_gte": FIRST, "limit": 1000, "value_gte": "2", "unit": "test-metre"}
    )
    assert [record["number"] for record in response.json()] == expected[:1000]
