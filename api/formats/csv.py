"""CSV (RFC 4180): UTF-8 without a byte order mark, a header, lines that end in CRLF.

Null is empty, and so is an empty text. Booleans are `true` and `false`. A language map has one column per
language, `text_en` and `text_zh_Hans`: database clients want names without hyphens. Other lists and objects
are JSON text, which loses nothing. No value is changed to calm a spreadsheet that takes it for a formula:
readers of data must find the data; a spreadsheet should import such columns as text.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any

import msgspec

from api.core.resource import Resource

_Cells = Callable[[Any], Iterable[Any]]

_decode = msgspec.json.Decoder(dict[str, str]).decode
_BOOLEANS: Mapping[Any, str] = {None: "", True: "true", False: "false"}


class CsvRecords:
    """Encodes rows of a database as lines of CSV.

    Args:
        fields: the names of the columns of a row, in order; what follows them in a row is passed over.
        languages: the languages of each field that is a language map.
        boolean_fields: those that may come as 0 and 1.
    """

    def __init__(
        self, fields: Sequence[str], languages: Mapping[str, Sequence[str]], boolean_fields: frozenset[str]
    ) -> None:
        """Prepare the encoder."""
        self.columns = [
            column
            for field in fields
            for column in ([column_of(field, tag) for tag in languages[field]] if field in languages else [field])
        ]
        self._width = len(fields)
        self._cells: list[tuple[int, _Cells]] = [
            (position, _words(languages[field]) if field in languages else _boolean)
            for position, field in reversed(list(enumerate(fields)))
            if field in languages or field in boolean_fields
        ]

    @property
    def header(self) -> bytes:
        """The line that names the columns."""
        return _lines([self.columns])

    def many(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """Return records as lines."""
        return _lines(map(self._line, rows))

    def _line(self, row: Sequence[Any]) -> list[Any]:
        values = list(row[: self._width])
        for position, cells in self._cells:  # from the last to the first, so that positions stay true
            values[position : position + 1] = cells(values[position])
        return values


def column_of(field: str, language: str) -> str:
    """Return the name of the column that has the words of one language (BCP 47)."""
    return f"{field}_{language.replace('-', '_')}"


@lru_cache(maxsize=1024)
def csv_of(resource: Resource, fields: tuple[str, ...] | None, languages: tuple[str, ...]) -> CsvRecords:
    """Return what encodes records of a resource; `fields` None is all of them."""
    names = resource.fields if fields is None else fields
    return CsvRecords(names, dict.fromkeys(resource.worded_fields, languages), resource.boolean_fields)


def _words(languages: Sequence[str]) -> _Cells:
    none = [None] * len(languages)

    def cells(text: str | None) -> Iterable[str | None]:
        return none if text is None else map(_decode(text).get, languages)

    return cells


def _boolean(value: Any) -> Iterable[str]:
    return (_BOOLEANS[value],)


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
