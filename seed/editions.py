"""What became of passages in another edition of their text, as people and programs read it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from seed.reanchor import Finding, Outcome
from seed.text import Text

OUTCOMES: tuple[Outcome, ...] = ("exact", "moved", "fuzzy", "orphan")


def as_lines(findings: Sequence[Finding], edition: Text) -> str:
    """Return how many came to what, and what a person has to look at."""
    counts = Counter(finding.outcome for finding in findings)
    lines = [f"another edition of the text, {edition.length} code points, SHA-256 {edition.sha256}"]
    lines += [f"{outcome}: {counts[outcome]} of {len(findings)}" for outcome in OUTCOMES]
    return "\n".join([*lines, *(_line(finding) for finding in findings if finding.reason)])


def _line(finding: Finding) -> str:
    at = f"{finding.anchor.span.start}-{finding.anchor.span.end}"
    if finding.span is None:
        return f"  {finding.anchor.id} {at}: orphan, {finding.reason}"
    likely = f"likely {finding.span.start}-{finding.span.end}, alike to {finding.score}"
    return f"  {finding.anchor.id} {at}: {likely}; {finding.reason}"


def as_json(essay_id: str, findings: Sequence[Finding], edition: Text) -> dict[str, Any]:
    """Return all of it; no words are in it."""
    counts = Counter(finding.outcome for finding in findings)
    return {
        "essay_id": essay_id,
        "length": edition.length,
        "sha256": edition.sha256,
        "counts": {outcome: counts[outcome] for outcome in OUTCOMES},
        "passages": [_object(finding) for finding in findings],
    }


def _object(finding: Finding) -> dict[str, Any]:
    anchor, span = finding.anchor, finding.span
    return {
        "id": anchor.id,
        "outcome": finding.outcome,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "new_start": span.start if span else None,
        "new_end": span.end if span else None,
        "score": finding.score,
        "reason": finding.reason,
    }
