import csv
import io

import pytest

from api.formats.csv import CsvRecords

RECORDS = CsvRecords(["id", "words", "list", "sure"], {"words": ("en", "zh-Hans")}, frozenset({"sure"}))


def read(row: list[object]) -> dict[str, str]:
    [line] = csv.DictReader(io.StringIO((RECORDS.header + RECORDS.many([row])).decode(), newline=""))
    return line


def test_the_header_names_the_columns_one_for_each_language() -> None:
    assert RECORDS.header == b"id,words_en,words_zh_Hans,list,sure\r\n"


def test_lines_end_in_crlf() -> None:
    assert RECORDS.many([["a", None, "[]", None], ["b", None, "[]", None]]) == b"a,,,[],\r\nb,,,[],\r\n"


def test_words_stand_in_the_column_of_their_language() -> None:
    line = read(["a", '{"zh-Hans":"论据"}', "[]", None])
    assert (line["words_en"], line["words_zh_Hans"]) == ("", "论据")


@pytest.mark.parametrize("words", ['"So," he said', "one\r\ntwo", "one\ntwo", "a,b", " blank ", "=1+1", "@a", "-1"])
def test_a_value_is_read_as_it_was(words: str) -> None:
    assert read([words, None, "[]", None])["id"] == words


@pytest.mark.parametrize(("stored", "told"), [(1, "true"), (0, "false"), (True, "true"), (False, "false"), (None, "")])
def test_booleans_are_told_alike_however_a_database_stores_them(stored: object, told: str) -> None:
    assert read(["a", None, "[]", stored])["sure"] == told


def test_what_follows_the_fields_of_a_row_is_passed_over() -> None:
    assert RECORDS.many([["a", None, "[]", None, "key"]]) == b"a,,,[],\r\n"


def test_a_lone_empty_value_is_a_line_that_is_not_blank() -> None:
    assert CsvRecords(["id"], {}, frozenset()).many([[None]]) == b'""\r\n'
