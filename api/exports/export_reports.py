"""What an essay loses on its way out: told for each record or part, never left out in silence."""

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, Field

from api.imports.import_reports import Construct


class ExportReport(BaseModel):
    """What a format cannot say of an essay."""

    essay_id: str = Field(description="The essay.")
    format: str = Field(description="The format that it was written in.")
    counts: dict[str, int] = Field(description="How many records and parts were changed, and how many dropped.")
    lost: list[Construct] = Field(description="What became of each of them, and why.")


def report_of(essay_id: str, named: str, lost: Sequence[Construct]) -> ExportReport:
    """Return a report of what is lost."""
    found = Counter(item.became for item in lost)
    counts = {became: found[became] for became in ("changed", "dropped")}
    return ExportReport(essay_id=essay_id, format=named, counts=counts, lost=list(lost))
