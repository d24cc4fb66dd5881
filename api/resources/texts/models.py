"""The shapes of what is asked of texts, and of what is answered."""

from pydantic import BaseModel, Field
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

from api.core.texts.quote_resolving import Outcome
from api.resources.passages.models import MAX_QUOTE

MAX_QUOTES = 200
MAX_BROKEN = 1000


class QuoteToResolve(SQLModel):
    """Words that are looked for in the text of an essay."""

    model_config = SQLModelConfig(extra="forbid")

    quote: str = Field(min_length=1, max_length=MAX_QUOTE, description="The words, as they are quoted.")
    prefix: str = Field(default="", max_length=MAX_QUOTE, description="What stands before them.")
    suffix: str = Field(default="", max_length=MAX_QUOTE, description="What stands after them.")
    near: int | None = Field(default=None, ge=0, description="Where they are expected to begin, in code points.")


class QuotesToResolve(SQLModel):
    """Quotes that are looked for together."""

    model_config = SQLModelConfig(extra="forbid")

    quotes: list[QuoteToResolve] = Field(min_length=1, max_length=MAX_QUOTES, description="The quotes.")


class QuoteContext(BaseModel):
    """One of several places where the words of a quote stand."""

    start: int = Field(description="Where it begins, in code points.")
    end: int = Field(description="Where it ends.")
    words: str = Field(description="The words, with those around them.")


class ResolvedQuote(BaseModel):
    """Where a quote stands: `start` to `words` are null where that is not one place."""

    outcome: Outcome = Field(
        description="exact: once, at `near` and with `prefix` and `suffix`, as far as these are said. moved: the same "
        "words once, elsewhere, or with something else around them. fuzzy: others that are likely those. ambiguous: "
        "in several places. nowhere: not at all."
    )
    start: int | None = Field(description="Where it begins, in code points.")
    end: int | None = Field(description="Where it ends.")
    score: float | None = Field(description="How alike the words are, from 0 to 1.")
    words: str | None = Field(description="The words as the text has them.")
    paragraph: int | None = Field(description="The ordinal of the paragraph that it begins in.")
    sentence: int | None = Field(description="The ordinal of the sentence that it begins in.")
    passage_id: str | None = Field(description="The passage at that very place, if there is one.")
    detail: str | None = Field(description="What is not as it was said, and what would be right.")
    contexts: list[QuoteContext] = Field(description="Of several places, the first; those nearest to `near`, if said.")


class ResolvedQuotes(BaseModel):
    """Where quotes stand in the text of an essay."""

    essay_id: str = Field(description="The essay.")
    sha256: str = Field(description="The SHA-256 of the text that was looked in.")
    quotes: list[ResolvedQuote] = Field(description="What was found of each quote, in their order.")


class TextAttached(BaseModel):
    """What came of attaching a text."""

    essay_id: str = Field(description="The essay.")
    length: int = Field(description="The length of the text in code points.")
    sha256: str = Field(description="The SHA-256 of the text in UTF-8.")
    free: bool = Field(description="Whether its licence lets anybody be shown it; else `LUNJU_SERVE_TEXT` decides.")
    proved: int = Field(description="How many passages have in it the words of their hash.")
    broken: list[str] = Field(description=f"The passages that have others there; the first {MAX_BROKEN}.")
