"""Records as flat rows: a language map becomes one value for each language, everything else stays one value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

Cells = Callable[[Any], Sequence[Any]]
"""Makes the values of a column, or of several, of one."""

_decode = msgspec.json.Decoder(dict[str, str]).decode


class Flat:
    """Makes rows of a database flat.

    Args:
        fields: the names of the columns of a row, in order; what follows them in a row is passed over.
        languages: the languages of each field that is a language map, which the database gives as JSON.
        told: how the values of other fields are told, where not as they are.

    Attributes:
        columns: the names of the flat columns.
    """

    def __init__(
        self,
        fields: Sequence[str],
        languages: Mapping[str, Sequence[str]],
        told: Mapping[str, Callable[[Any], Any]],
    ) -> None:
        """Prepare."""
        self._languages = languages
        self.columns = [column for field in fields for column in self.columns_of(field)]
        self._width = len(fields)
        cells = {field: _single(tell) for field, tell in told.items()}
        cells |= {field: _words(tags) for field, tags in languages.items()}
        # From the last to the first, so that positions stay true while rows grow.
        places = reversed(list(enumerate(fields)))
        self._cells = [(position, cells[field]) for position, field in places if field in cells]

    def columns_of(self, field: str) -> list[str]:
        """Return the names of the flat columns of a field."""
        return [column_of(field, tag) for tag in self._languages[field]] if field in self._languages else [field]

    def row(self, row: Sequence[Any]) -> list[Any]:
        """Return a row, made flat."""
        values = list(row[: self._width])
        for position, cells in self._cells:
            values[position : position + 1] = cells(values[position])
        return values


def column_of(field: str, language: str) -> str:
    """Return the name of the column that has the words of one language (BCP 47): `text_zh_Hans`.

    Database clients want names without hyphens.
    """
    return f"{field}_{language.replace('-', '_')}"


def _words(languages: Sequence[str]) -> Cells:
    none = [None] * len(languages)

    def cells(text: str | None) -> Sequence[str | None]:
        return none if text is None else list(map(_decode(text).get, languages))

    return cells


def _single(tell: Callable[[Any], Any]) -> Cells:
    return lambda value: (tell(value),)
