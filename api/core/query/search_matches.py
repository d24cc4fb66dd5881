"""Why a record is found by a search: the texts of it that say some of what is asked, where, and how they match."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.core.db.columns import LanguageTag
from seed.frozen.index import Searched, said
from seed.frozen.marks import Way, find_marks
from seed.frozen.search_terms import Term

MATCHES = "matches"
"""What is embedded in records that are searched for."""

Place = Annotated[
    list[Annotated[int, Field(ge=0)]],
    Field(min_length=2, max_length=2, description="Where it begins and where it ends, in code points, half-open."),
]


class Match(BaseModel):
    """One text of a record that says some of what was asked, and where."""

    field: str = Field(description="The field of the record.")
    language: LanguageTag | None = Field(description="The language of the text; null where the field has none.")
    text: str = Field(description="The whole text.")
    marks: list[Place] = Field(min_length=1, description="The places that match, in order, apart from one another.")
    by: list[Way] = Field(
        min_length=1,
        description="How they match, the best first: `exact`, the same words but for case and width; `variant`, but "
        "for diacritics, traditional and simplified characters, or a hyphen; `stem`, another word of the same English "
        "stem; `prefix`, a longer word that begins so.",
    )


def matches_of(fields: Searched, state: Mapping[str, Any], terms: Sequence[Term]) -> list[dict[str, Any]]:
    """Return the texts of a record that match, in the order of its fields, each as `Match` has it.

    Args:
        fields: those that are searched.
        state: the record's fields, as values or as the JSON text that a database holds.
        terms: what is searched for.
    """
    return list(_matches(fields, state, terms))


def _matches(fields: Searched, state: Mapping[str, Any], terms: Sequence[Term]) -> Iterator[dict[str, Any]]:
    for field, language, text in said(fields, state):
        marks, ways = find_marks(text, terms)
        if marks:
            yield {"field": field, "language": language, "text": text, "marks": marks, "by": ways}
