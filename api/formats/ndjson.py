"""NDJSON: one record of JSON a line, the same that a list of JSON has."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from api.core.records.json_records import JsonRecords

_ENCODER = msgspec.json.Encoder()


def encode_lines(records: JsonRecords, rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the records of rows of a database as lines."""
    return _ENCODER.encode_lines(records.records(rows))
