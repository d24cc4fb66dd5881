"""The shapes of batches."""

from typing import Any, Literal

from pydantic import Field
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

from api.core.write.write_headers import MAX_REASON

MAX_OPERATIONS = 10_000
_NAME = r"^[A-Za-z][A-Za-z0-9_-]{0,63}$"


class Operation(SQLModel):
    """One write of a batch."""

    model_config = SQLModelConfig(extra="forbid")

    op: Literal["create", "patch", "put", "delete"] = Field(description="What is done.")
    resource: str = Field(max_length=40, description="To what kind of record: the name of a resource.")
    id: str | None = Field(
        default=None,
        max_length=100,
        description="Which record; `$name` is the one that an earlier operation of that `ref` made.",
    )
    version: int | None = Field(
        default=None, ge=1, description="The version that the record is expected at, unless this batch made it."
    )
    ref: str | None = Field(
        default=None, pattern=_NAME, description="Of `create`: a name by which later operations say `$name`."
    )
    body: dict[str, Any] | None = Field(
        default=None,
        description="The record, or the merge patch. Fields that name records may say `$name` for one made before.",
    )


class Batch(SQLModel):
    """Writes that are made together, or not at all."""

    model_config = SQLModelConfig(extra="forbid")

    reason: str | None = Field(
        default=None, max_length=MAX_REASON, description="Why; kept with each version, as `Lunju-Reason` is."
    )
    operations: list[Operation] = Field(
        min_length=1, max_length=MAX_OPERATIONS, description="What is done, in this order."
    )


class Done(SQLModel):
    """What one operation came to."""

    op: Literal["create", "patch", "put", "delete"] = Field(description="What was done.")
    resource: str = Field(description="To what kind of record.")
    id: str = Field(description="To which record.")
    version: int = Field(description="The version that the record is at after the batch.")
    ref: str | None = Field(description="The name that the operation gave it.")


class BatchDone(SQLModel):
    """What a batch came to."""

    operations: list[Done] = Field(description="What each operation came to, in their order.")
