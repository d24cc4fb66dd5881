"""Wordings with what they denote, as `wordings.tsv` has them, and what is proposed, in the same words."""

from pathlib import Path

from api.core.wordings.figures_from_words import propose
from api.core.wordings.proposals import Proposal
from api.core.wordings.worded_numbers import NotUnderstoodError

WORDINGS = dict(
    line.split("\t") for line in Path(__file__).with_name("wordings.tsv").read_text(encoding="utf-8").splitlines()
)


def said(text: str, written: int | None = None) -> str:
    """Return what is proposed for a wording, or why nothing is."""
    try:
        return shown(propose(text, written=written))
    except NotUnderstoodError as error:
        return f"left over: {', '.join(error.left_over)}" if error.left_over else f"because: {error.because}"


def shown(found: Proposal) -> str:
    if found.quantity == "date":
        return f"date {found.comparator} {found.period}"
    low, high = "[" if found.lower_closed else "(", "]" if found.upper_closed else ")"
    interval = f"{low}{found.lower or '-'}, {found.upper or '-'}{high}"
    value = found.ratio or found.value
    parts = (found.quantity, found.comparator, value, interval, found.unit, found.reading)
    return " ".join(part for part in parts if part)
