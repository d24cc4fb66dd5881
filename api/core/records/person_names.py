"""Names of people and organisations, as CSL-JSON has them."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Name(BaseModel):
    """A name (CSL-JSON 1.0.2, name-variable): family and given with what goes with them, or one literal.

    Its members are spelt as CSL-JSON spells them, with hyphens.
    """

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True)

    family: str | None = Field(default=None, description="The family name.")
    given: str | None = Field(default=None, description="The given name.")
    dropping_particle: str | None = Field(
        default=None,
        alias="dropping-particle",
        description="What stands before the family name, and is dropped where that stands alone: *de* of La Fontaine.",
    )
    non_dropping_particle: str | None = Field(
        default=None,
        alias="non-dropping-particle",
        description="What stands before the family name, and stays with it: *van* of van Gogh.",
    )
    suffix: str | None = Field(default=None, description="What stands after the name: *Jr.*, *III*.")
    comma_suffix: bool | None = Field(
        default=None, alias="comma-suffix", description="Whether a comma stands before the suffix."
    )
    static_ordering: bool | None = Field(
        default=None, alias="static-ordering", description="Whether the family name always stands first."
    )
    parse_names: bool | None = Field(
        default=None,
        alias="parse-names",
        description="Whether a processor may look for particles in the family and given names.",
    )
    literal: str | None = Field(default=None, description="The whole name, of an organisation or a pen name.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(part and part.strip() for part in (self.family, self.given, self.literal)):
            message = "names nobody: give a family name, a given name or a literal"
            raise ValueError(message)
        return self
