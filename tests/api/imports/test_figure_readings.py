"""What a draft leaves to the wording of a figure is read by the grammar, or asked for."""

import pytest

from api.core.wordings.worded_numbers import NotUnderstoodError
from api.imports.figure_readings import read_wording
from seed.frozen.intervals import Quantity


@pytest.mark.parametrize(
    ("wording", "quantity", "unit", "said"),
    [
        ("no more than five", "count", "route", {"comparator": "le", "value": "5", "reading": None}),
        ("3.5 million", "money", "EUR", {"comparator": "eq", "value": "3500000", "reading": None}),
        ("nearly doubled", "ratio", "", {"comparator": "approx", "value": "2", "reading": "approaching"}),
        ("近七成", "share", "", {"comparator": "approx", "value": "0.7", "reading": "approaching"}),
        ("since the 1990s", "date", "", {"comparator": "ge", "value": None, "reading": None}),
        (
            "from 3 to 4 million",
            "count",
            "journey",
            {"comparator": "range", "value": None, "reading": None}
            | {"lower": "3000000", "lower_closed": True, "upper": "4000000", "upper_closed": True},
        ),
    ],
)
def test_a_wording_says_what_a_draft_leaves_out(
    wording: str, quantity: Quantity, unit: str, said: dict[str, object]
) -> None:
    assert read_wording(wording, quantity, unit) == said


@pytest.mark.parametrize(
    ("wording", "quantity", "unit", "because"),
    [
        ("40 or so lovely towns", "count", "town", "every word"),
        ("€40", "share", "", "reads as a money"),
        ("€40", "money", "USD", "reads as EUR, not as USD"),
        ("zwölf", "count", "route", "every word"),
    ],
)
def test_what_is_not_certain_is_asked_for(wording: str, quantity: Quantity, unit: str, because: str) -> None:
    with pytest.raises(NotUnderstoodError, match=because):
        read_wording(wording, quantity, unit)
