"""The shapes of what a search finds."""

from pydantic import BaseModel, Field

from api.core.query.search_matches import Match
from api.resources.registry import SEARCHED


class Hit(BaseModel):
    """A record that says all of what was asked."""

    resource: str = Field(description="What kind of record it is.", json_schema_extra={"enum": list(SEARCHED)})
    id: str = Field(description="The record's id.")
    matches: list[Match] = Field(min_length=1, description="The texts that match, in the order of the record's fields.")
