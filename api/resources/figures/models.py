"""The shapes of wordings, and of what they are read as."""

from pydantic import BaseModel, Field
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

from api.core.db.columns import DecimalText
from api.core.wordings.figures_from_words import MOST_CHARACTERS
from seed.frozen.intervals import BoundBasis, Comparator, Quantity, Reading

MAX_WORDINGS = 1000


class Wording(SQLModel):
    """The words of one figure, to be read."""

    model_config = SQLModelConfig(extra="forbid")

    text: str = Field(min_length=1, max_length=MOST_CHARACTERS, description="How a text words the figure, and no more.")
    language: str | None = Field(
        default=None, max_length=35, description="English or Chinese, as a BCP 47 tag; else, its characters tell."
    )
    written: int | None = Field(
        default=None, ge=1, le=9999, description="The year of the text, which `三年前` depends on."
    )


class ProposedFigure(BaseModel):
    """What a wording denotes, in the fields of a statistic."""

    quantity: Quantity = Field(description="What kind of quantity it is.")
    comparator: Comparator = Field(description="How the wording compares the figure with `value`.")
    value: DecimalText | None = Field(description="The worded number, its multiplier folded in, in `unit`.")
    reading: Reading | None = Field(description="The published rule that reads vague wording.")
    lower: DecimalText | None = Field(description="The lower end; null is unbounded.")
    lower_closed: bool = Field(description="Whether the lower end belongs to the interval.")
    upper: DecimalText | None = Field(description="The upper end; null is unbounded.")
    upper_closed: bool = Field(description="Whether the upper end belongs to the interval.")
    bound_basis: BoundBasis | None = Field(description="Where the ends come from.")
    unit: str | None = Field(description="The code of the unit; null of a count where the words do not say of what.")
    period: str | None = Field(description="Of a date, the date itself (EDTF level 1).")
    ratio: str | None = Field(description="The value as a ratio, where it has no end as a decimal: `1/3`.")
    rules: list[str] = Field(description="Rules beside the reading that led to it.")


class ReadWording(BaseModel):
    """A wording, and what it is read as, or why it is not."""

    text: str = Field(description="The wording.")
    parsed: ProposedFigure | None = Field(description="What it denotes; null where that is not certain.")
    because: str | None = Field(description="Why it is not read.")
    left_over: list[str] = Field(description="The words that no rule consumed.")
