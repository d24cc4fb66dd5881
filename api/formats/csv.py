"""CSV (RFC 4180): UTF-8, a header, lines that end in CRLF; no byte order mark, unless a spreadsheet wants one.

Null is empty, and so is an empty text. Booleans are `true` and `false`. A language map has one column per
language. Other lists and objects are JSON text, which loses nothing. No value is changed to calm a spreadsheet
that takes it for a formula: readers of data must find the data; a spreadsheet should import such columns as text.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any

from api.core.records.resource import Resource
from api.formats.flat import Flat

BOM = "\ufeff".encode()
"""What spreadsheets know UTF-8 by; to readers of data it is a part of the first name."""

_BOOLEANS: Mapping[Any, str] = {None: "", True: "true", False: "false"}


class CsvRecords:
    """Encodes rows of a database as lines of CSV.

    Args:
        fields: the names of the columns of a row, in order; what follows them in a row is passed over.
        languages: the languages of each field that is a language map.
        boolean_fields: those that may come as 0 and 1.
        beside: the fields of the same records that are left out.
    """

    def __init__(
        self,
        fields: Sequence[str],
        languages: Mapping[str, Sequence[str]],
        boolean_fields: frozenset[str],
        beside: Sequence[str] = (),
    ) -> None:
        """Prepare the encoder."""
        self._flat = Flat(fields, languages, dict.fromkeys(boolean_fields, _BOOLEANS.__getitem__), beside)

    @property
    def header(self) -> bytes:
        """The line that names the columns."""
        return _lines([self._flat.columns])

    def many(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """Return records as lines."""
        return _lines(map(self._flat.row, rows))


@lru_cache(maxsize=256)
def csv_of(resource: Resource, fields: tuple[str, ...] | None, languages: tuple[str, ...]) -> CsvRecords:
    """Return what encodes records of a resource; `fields` None is all of them."""
    names = resource.fields if fields is None else fields
    worded = {name: languages for name in resource.fields if name in resource.worded_fields}
    return CsvRecords(names, worded, resource.boolean_fields, resource.fields)


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
