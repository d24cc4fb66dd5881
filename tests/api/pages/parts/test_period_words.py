"""Periods in words."""

import pytest

from api.formats.record_urls import RecordUrls
from api.pages.page_context import PageContext
from api.pages.parts.period_words import period
from tests.api.conftest import records_of

ENGLISH, CHINESE = (
    PageContext(language, False, "./", (), "", RecordUrls("http://lunju")) for language in ("en", "zh-Hans")
)


@pytest.mark.parametrize(
    ("edtf", "english", "chinese"),
    [
        ("1951", "1951", "1951年"),
        ("2022-12", "December 2022", "2022年12月"),
        ("2022-01", "January 2022", "2022年1月"),
        ("2022-13", "2022-13", "2022-13"),
        ("2022-12-05", "5 December 2022", "2022年12月5日"),
        ("197X", "the 1970s", "1970年代"),
        ("2020~", "about 2020", "约2020年"),
        ("2022-12/2023-03", "December 2022 to March 2023", "2022年12月至2023年3月"),
        ("2021/..", "2021 to open", "2021年至不限"),
        ("2001-21", "2001-21", "2001-21"),
        ("-0500", "-0500", "-0500年"),
        ("19XX", "19XX", "19XX"),
        (None, "", ""),
    ],
)
def test_a_period_in_words(edtf: str | None, english: str, chinese: str) -> None:
    assert (period(edtf, ENGLISH), period(edtf, CHINESE)) == (english, chinese)


def test_every_period_can_be_said() -> None:
    assert all(period(record["period"], ENGLISH) for record in records_of("statistics") if record["period"])
