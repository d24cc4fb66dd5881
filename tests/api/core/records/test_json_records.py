import msgspec
import pytest

from api.core.records.json_records import JsonRecords

RECORDS = JsonRecords("Thing", ["zeta", "alpha", "words", "sure"], frozenset({"words"}), frozenset({"sure"}))
ROW = ["论据", None, '{"zh-Hans":"超1亿"}', 1]


def test_fields_keep_the_order_in_which_they_were_declared() -> None:
    assert list(msgspec.json.decode(RECORDS.one(ROW))) == ["zeta", "alpha", "words", "sure"]


def test_chinese_is_not_escaped() -> None:
    assert "论据".encode() in RECORDS.one(ROW)


def test_nulls_are_present() -> None:
    assert b'"alpha":null' in RECORDS.one(ROW)


def test_no_space_is_spent() -> None:
    assert RECORDS.one(ROW) == '{"zeta":"论据","alpha":null,"words":{"zh-Hans":"超1亿"},"sure":true}'.encode()


@pytest.mark.parametrize(("stored", "told"), [(1, b"true"), (0, b"false"), (True, b"true"), (False, b"false")])
def test_booleans_are_booleans_however_a_database_stores_them(stored: object, told: bytes) -> None:
    assert RECORDS.one(["", None, "[]", stored]).endswith(b'"sure":' + told + b"}")


def test_a_missing_boolean_is_null() -> None:
    assert RECORDS.one(["", None, "[]", None]).endswith(b'"sure":null}')


def test_missing_words_are_null() -> None:
    assert b'"words":null' in RECORDS.one(["", None, None, 1])


def test_no_records_are_an_empty_array() -> None:
    assert RECORDS.many([]) == b"[]"


def test_a_list_holds_records_as_they_are_read_alone() -> None:
    assert RECORDS.many([ROW, ROW]) == b"[" + RECORDS.one(ROW) + b"," + RECORDS.one(ROW) + b"]"


def test_columns_beyond_the_fields_are_not_shown() -> None:
    assert RECORDS.one([*ROW, "a sort key"]) == RECORDS.one(ROW)
