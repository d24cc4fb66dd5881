from typing import Any

import pytest

from api.formats import csl_dates


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2023", {"date-parts": [[2023]]}),
        ("2023-04", {"date-parts": [[2023, 4]]}),
        ("2023-04-05", {"date-parts": [[2023, 4, 5]]}),
        ("2023-04-05T06:07:08Z", {"date-parts": [[2023, 4, 5]]}),
        ("2023-23", {"date-parts": [[2023]], "season": 3}),
        ("2023~", {"date-parts": [[2023]], "circa": True}),
        ("2023-04?", {"date-parts": [[2023, 4]], "circa": True}),
        ("2004-XX-XX", {"date-parts": [[2004]]}),
        ("2004-06-XX", {"date-parts": [[2004, 6]]}),
        ("197X", {"date-parts": [[1970], [1979]], "circa": True}),
        ("19XX", {"date-parts": [[1900], [1999]], "circa": True}),
        ("2019/2021-03", {"date-parts": [[2019], [2021, 3]]}),
        ("2019%/2021", {"date-parts": [[2019], [2021]], "circa": True}),
        ("2021/2021", {"date-parts": [[2021]]}),
        ("2019/..", {"literal": "2019–"}),
        ("2019/", {"literal": "2019–"}),
        ("../2021", {"literal": "–2021"}),
        ("-0043", {"date-parts": [[-44]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("Y170002", {"date-parts": [[170002]]}),
    ],
)
def test_edtf_is_read_as_far_as_csl_can_say_it(edtf: str, date: dict[str, Any]) -> None:
    assert csl_dates.from_edtf(edtf) == date


def test_no_date_is_none() -> None:
    assert csl_dates.from_edtf(None) is None


@pytest.mark.parametrize(
    "edtf", ["2023", "2023-04-05", "2023-23", "2023~", "2019/2021-03", "-0043", "0000", "0079", "Y170002"]
)
def test_dates_come_back(edtf: str) -> None:
    date = csl_dates.from_edtf(edtf)
    assert date is not None
    assert csl_dates.to_edtf(date) == edtf


def test_words_are_no_date() -> None:
    assert csl_dates.to_edtf({"literal": "2019–"}) is None


def test_what_is_no_edtf_is_refused() -> None:
    with pytest.raises(ValueError, match="not a date in EDTF"):
        csl_dates.from_edtf("yesterday")


def test_an_instant_has_a_day() -> None:
    assert csl_dates.day("2026-03-04T05:06:07Z") == {"date-parts": [[2026, 3, 4]]}
