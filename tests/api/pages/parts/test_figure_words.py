"""What the pages say of a figure."""

from typing import Any

import pytest

from api.formats.record_urls import RecordUrls
from api.pages.page_context import PageContext
from api.pages.parts.figure_words import meant, number, plural, symbols
from tests.api.conftest import records_of

LABELS = {unit["id"]: unit for unit in records_of("units")}
ENGLISH, CHINESE = (
    PageContext(language, False, "./", (), "", RecordUrls("http://lunju")) for language in ("en", "zh-Hans")
)


def figure(identifier: str) -> dict[str, Any]:
    record = next(record for record in records_of("statistics") if record["id"] == identifier)
    return {**record, "_embedded": {"unit": LABELS.get(record["unit"])}}


@pytest.mark.parametrize(
    ("identifier", "english", "chinese"),
    [
        ("cao2023-s2", "at most 2 months", "至多2个月"),
        ("cao2023-s3", "more than 100 million users", "超过1亿用户"),
        ("cao2023-s5", "1st", "第1"),
        ("cao2023-s6", "9 months", "9个月"),
        ("cao2023-s12", "10%", "10%"),
        ("cao2023-s13", "less than 1%", "不足1%"),
        ("cao2023-s14", "from 2 trillion to under 10 trillion US dollars", "从2万亿到不足10万亿美元"),
        ("cao2023-s15", "from 90 to 110 days", "从90到110天"),
        ("cao2023-s32", "from 3,276 to 4,004 petaflop/s-days", "从3,276到4,004PF-day（每秒一千万亿次运算持续一天）"),
        ("cao2023-s41", "at most 1 firm", "至多1企业"),
        ("cao2023-s51", "878.543 billion Chinese yuan", "8785.43亿人民币元"),
        ("cao2023-s52", "over 100 billion, up to 110 billion US dollars", "超过1000亿，至多1100亿美元"),
        ("cao2023-s70", "6.7261 yuan per US dollar", "6.7261人民币元每美元"),
    ],
)
def test_an_interval_in_words(identifier: str, english: str, chinese: str) -> None:
    assert (meant(figure(identifier), ENGLISH), meant(figure(identifier), CHINESE)) == (english, chinese)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("cao2023-s2", "[0, 2]"),
        ("cao2023-s3", "(10⁸, ∞)"),
        ("cao2023-s6", "{9}"),
        ("cao2023-s13", "[0, 0.01)"),
        ("cao2023-s52", "(10¹¹, 1.1 × 10¹¹]"),
    ],
)
def test_an_interval_in_symbols(identifier: str, expected: str) -> None:
    assert symbols(figure(identifier)) == expected


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("4591", "4,591", "4,591"),
        ("10000", "10,000", "1万"),
        ("1700000000", "1.7 billion", "17亿"),
        ("0.0001", "0.0001", "0.0001"),
        ("-2500000", "-2.5 million", "-250万"),
        ("314496000000000000000000", "3.14496 × 10²³", "3.14496 × 10²³"),
        ("1000000000000000", "10¹⁵", "10¹⁵"),
    ],
)
def test_a_number_is_written_as_people_write_it_and_stays_exact(value: str, english: str, chinese: str) -> None:
    assert (number(value, "en"), number(value, "zh-Hans")) == (english, chinese)


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("technology", "technologies"),
        ("day", "days"),
        ("operation per second", "operations per second"),
        ("yuan per US dollar", "yuan per US dollar"),
    ],
)
def test_units_have_plurals(singular: str, expected: str) -> None:
    assert plural(singular) == expected


@pytest.mark.parametrize("context", [ENGLISH, CHINESE], ids=["en", "zh-Hans"])
def test_every_figure_can_be_said(context: PageContext) -> None:
    for record in records_of("statistics"):
        if record["quantity"] != "date":
            assert meant(figure(record["id"]), context)


def test_a_fraction_without_an_end_is_said_in_few_digits() -> None:
    third = {"lower": "0." + "3" * 40, "lower_closed": True, "upper": "0." + "3" * 39 + "4", "upper_closed": True}
    record = figure("cao2023-s12") | third | {"reading": "fraction", "bound_basis": "stated"}
    assert (meant(record, ENGLISH), meant(record, CHINESE)) == ("33.333333…%", "33.333333…%")
