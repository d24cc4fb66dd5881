"""The shapes of schemes of argument."""

from typing import Literal

from pydantic import BaseModel, Field

from api.core.db.columns import LanguageMap

SchemeName = Literal[
    "expert-opinion",
    "position-to-know",
    "witness-testimony",
    "popular-opinion",
    "popular-practice",
    "example",
    "analogy",
    "precedent",
    "sign",
    "evidence-to-hypothesis",
    "cause-to-effect",
    "effect-to-cause",
    "correlation-to-cause",
    "positive-consequences",
    "negative-consequences",
    "practical-reasoning",
    "values",
    "rule",
    "verbal-classification",
    "definition-to-classification",
    "composition",
    "division",
    "commitment",
    "authority",
    "a-fortiori",
    "alternatives",
    "threat-or-danger",
    "waste",
    "gradual",
    "exception",
    "bias",
    "inconsistent-commitment",
    "statistics",
]
"""The schemes; `api/handlers/argument_schemes.json` tells what each is."""


class Scheme(BaseModel):
    """A scheme of argument."""

    id: SchemeName = Field(description="The scheme.")
    label: LanguageMap = Field(description="What it is called.")
    definition: LanguageMap = Field(description="How an argument of it goes.")
    critical_questions: list[LanguageMap] = Field(description="What to ask of such an argument.")
    source: str | None = Field(description="The work that describes it; null where it is Lunju's own.")
    used: int = Field(description="How many links of evidence use it.")
