"""RIS is judged by rispy."""

from typing import Any

import rispy
from hypothesis import given

from api.formats import ris
from api.formats.item import Item, item
from api.formats.language_text import one_line
from tests.api.formats.items import CLAIM, PAPER, items, texts, titled


def read(*given: Item) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = rispy.loads(ris.encode(given).decode())
    return records


def test_a_claim_is_a_chapter_with_a_place_and_a_day() -> None:
    [record] = read(CLAIM)
    assert record["type_of_reference"] == "CHAP"
    assert record["secondary_title"] == CLAIM["container-title"]
    assert record["publisher"] == "Lunju"
    assert record["year"] == "2026"
    assert record["date"] == "2026/03/04/"
    assert record["urls"] == ["https://lunju.example/claims/cao2023-c1@1"]


def test_chinese_names_are_kept_whole() -> None:
    assert read(CLAIM)[0]["authors"] == ["曹钟雄"]


def test_other_names_begin_with_the_family() -> None:
    assert read(PAPER)[0]["authors"] == ["van der Berg, Ann-Marie", "U.S. Department of R&D"]


def test_an_article_has_its_journal_and_pages() -> None:
    [record] = read(PAPER)
    assert record["type_of_reference"] == "JOUR"
    assert (record["volume"], record["number"]) == ("3", "4")
    assert (record["start_page"], record["end_page"]) == ("33", "44")


def test_lines_end_with_cr_and_lf() -> None:
    written = ris.encode([CLAIM, PAPER])
    assert written.count(b"\r\n") == written.count(b"\n") == written.count(b"\r")
    assert written.endswith(b"ER  - \r\n")


def test_types_without_one_of_their_own_are_generic() -> None:
    assert read(item("x2020@1", "treaty", title="t"))[0]["type_of_reference"] == "GEN"


@given(texts)
def test_any_title_comes_back(title: str) -> None:
    [record] = read(titled(title))
    assert record["title"] == one_line(title)


@given(items)
def test_any_item_is_a_record(made: Item) -> None:
    [record] = read(made)
    assert record["title"] == made["title"]
