"""The shapes of what a search finds."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.core.openapi.components import reference, stem
from api.core.query.search_matches import Match
from api.resources.registry import RESOURCES, SEARCHED


def _with_record(schema: dict[str, Any]) -> None:
    """Tell what `embed` adds to a hit."""
    shapes = [reference(f"{stem(RESOURCES[name])}WithEmbedded") for name in SEARCHED]
    record = {"description": "The record that was found.", "anyOf": shapes}
    embedded = {"type": "object", "properties": {"record": record}, "required": ["record"]}
    schema["properties"]["_embedded"] = {"description": "What `embed` asked for.", **embedded}


class Hit(BaseModel):
    """A record that says all of what was asked."""

    model_config = ConfigDict(json_schema_extra=_with_record)

    resource: str = Field(description="What kind of record it is.", json_schema_extra={"enum": list(SEARCHED)})
    id: str = Field(description="The record's id.")
    matches: list[Match] = Field(min_length=1, description="The texts that match, in the order of the record's fields.")
