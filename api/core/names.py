"""Names of people and organisations, as CSL-JSON has them."""

from pydantic import BaseModel, ConfigDict, Field


class Name(BaseModel):
    """A name (CSL-JSON 1.0.2, name-variable): family and given, or one literal."""

    model_config = ConfigDict(extra="forbid")

    family: str | None = Field(default=None, description="The family name.")
    given: str | None = Field(default=None, description="The given name.")
    literal: str | None = Field(default=None, description="The whole name, of an organisation or a pen name.")
