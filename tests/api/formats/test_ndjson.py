from api.core.records.json_records import JsonRecords
from api.formats.ndjson import encode_lines

RECORDS = JsonRecords("Thing", ["id", "words"], frozenset({"words"}), frozenset())


def test_each_record_is_a_line() -> None:
    rows = [("a", '{"zh-Hans":"论据"}'), ("b", None)]
    assert encode_lines(RECORDS, rows) == '{"id":"a","words":{"zh-Hans":"论据"}}\n{"id":"b","words":null}\n'.encode()


def test_no_records_are_no_lines() -> None:
    assert encode_lines(RECORDS, []) == b""
