"""The shapes of documents about linked data."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class ContextDocument(BaseModel):
    """What the terms of linked data mean: a JSON-LD 1.1 context that imports no other."""

    model_config = ConfigDict(validate_by_name=True)

    context: dict[str, Any] = Field(alias="@context", description="Each term, and the IRI that it stands for.")


class Vocabulary(ContextDocument):
    """The words that are Lunju's own, in RDF Schema 1.1, as JSON-LD."""

    graph: list[dict[str, Any]] = Field(alias="@graph", description="The vocabulary; its classes, its properties.")
