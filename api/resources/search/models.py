"""The shapes of what a search finds."""

from typing import Annotated

from pydantic import BaseModel, Field

from api.core.db.columns import LanguageTag
from api.resources.registry import SEARCHED

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


class Hit(BaseModel):
    """A record that says all of what was asked."""

    resource: str = Field(description="What kind of record it is.", json_schema_extra={"enum": list(SEARCHED)})
    id: str = Field(description="The record's id.")
    matches: list[Match] = Field(min_length=1, description="The texts that match, in the order of the record's fields.")
