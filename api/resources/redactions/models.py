"""The shapes of redactions."""

from pydantic import Field
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig


class RedactionCreate(SQLModel):
    """A version whose content must not be told any more."""

    model_config = SQLModelConfig(extra="forbid")

    resource: str = Field(max_length=40, description="The resource of the record.", examples=["claims"])
    id: str = Field(max_length=100, description="The id of the record.", examples=["cao2023-c17"])
    version: int = Field(ge=1, description="The number of the version.")


class RedactionPublic(SQLModel):
    """A version whose content was taken away; its hash, and who, when and why, remain."""

    resource: str = Field(description="The resource of the record.")
    id: str = Field(description="The id of the record.")
    version: int = Field(description="The number of the version.")
    content_hash: str = Field(description="The SHA-256 of the content that was there.")
    reason: str = Field(description="Why it was taken away.")
    created_at: str = Field(description="When it was taken away (RFC 3339, UTC).")
