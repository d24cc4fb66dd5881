"""What the parts of a draft have in common."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from api.core.records.extra_objects import Extra

Offsets = tuple[int, int]
"""A place: the code point that it begins at, and the one that it ends before."""


class Drafted(BaseModel):
    """A part of a draft: what it does not know is refused, and a number stands for its digits."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class Extensible(Drafted):
    """A part of which a format may say more than there are fields for."""

    extra: SkipJsonSchema[Extra] = Field(
        default={}, description="What a format says that no field is for, by its name: for programs."
    )


class Named(Drafted):
    """A part that others name."""

    id: str = Field(min_length=1, max_length=100, description="Short, unique in the document, yours to choose.")
