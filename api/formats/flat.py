"""Records as flat rows: a language map becomes one value for each language, everything else stays one value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import msgspec

from seed.frozen.languages import one_spelling

Cells = Callable[[Any], Sequence[Any]]
"""Makes the values of a column, or of several, of one."""

_decode = msgspec.json.Decoder(dict[str, str]).decode


class Flat:
    """Makes rows of a database flat.

    Args:
        fields: the names of the columns of a row, in order; what follows them in a row is passed over.
        languages: the languages of each field that is a language map, which the database gives as JSON.
        told: how the values of other fields are told, where not as they are.
        beside: the names of fields whose columns may stand beside these in other tables of the same records.

    Attributes:
        fields: the names of the columns of a row.
        columns: the names of the flat columns.
    """

    def __init__(
        self,
        fields: Sequence[str],
        languages: Mapping[str, Sequence[str]],
        told: Mapping[str, Callable[[Any], Any]],
        beside: Iterable[str] = (),
    ) -> None:
        """Prepare."""
        self.fields = fields
        self._worded = worded_columns(languages, [*fields, *beside])
        self.columns = [column for field in fields for column in self.columns_of(field)]
        self._width = len(fields)
        cells = {field: _single(tell) for field, tell in told.items()}
        cells |= {field: _words(tags) for field, tags in languages.items()}
        # From the last to the first, so that positions stay true while rows grow.
        places = reversed(list(enumerate(fields)))
        self._cells = [(position, cells[field]) for position, field in places if field in cells]

    def columns_of(self, field: str) -> list[str]:
        """Return the names of the flat columns of a field."""
        return self._worded.get(field, [field])

    def row(self, row: Sequence[Any]) -> list[Any]:
        """Return a row, made flat."""
        values = list(row[: self._width])
        for position, cells in self._cells:
            values[position : position + 1] = cells(values[position])
        return values


def worded_columns(languages: Mapping[str, Sequence[str]], fields: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of the columns that have the words of each language (BCP 47): `text_zh_Hans`.

    Database clients want names without hyphens, and tell none apart by case alone. A name that a field has (`id` is
    Indonesian, and `condition_id` a field), or another spelling of a language, gets a number: `condition_id_2`.

    Args:
        languages: the languages of each field that is a language map.
        fields: the names of all fields, which words must not take.
    """
    taken = {field.lower() for field in fields}
    found: dict[str, list[str]] = {}
    for field, tags in languages.items():
        names: dict[str, str] = {}
        for tag in sorted(tags, key=lambda tag: (tag != one_spelling(tag), tag)):
            name = plain = f"{field}_{tag.replace('-', '_')}"
            for number in count(2):
                if name.lower() not in taken:
                    break
                name = f"{plain}_{number}"
            taken.add(name.lower())
            names[tag] = name
        found[field] = [names[tag] for tag in tags]
    return found


def _words(languages: Sequence[str]) -> Cells:
    none = [None] * len(languages)

    def cells(text: str | None) -> Sequence[str | None]:
        return none if text is None else list(map(_decode(text).get, languages))

    return cells


def _single(tell: Callable[[Any], Any]) -> Cells:
    return lambda value: (tell(value),)
