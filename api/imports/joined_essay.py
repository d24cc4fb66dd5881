"""An essay that is there, which further parts join: its text, its sections, and the passages that it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.texts import attached_texts
from api.core.write.bodies import Body
from api.core.write.transaction import WriteTransaction
from api.imports.draft_places import DraftPlaces
from api.imports.draft_plan import DraftPlan
from api.imports.import_reports import ImportReport
from api.imports.named_passages import Passages
from seed.text import Span, Text


@dataclass(frozen=True)
class JoinedEssay:
    """An essay that is there.

    Attributes:
        id: its id.
        language: the language of its text.
        content: its text; None where none is known.
        passages: its passages, by their places.
        sections: its sections, each with its place, the innermost last.
    """

    id: str
    language: str
    content: str | None
    passages: Mapping[Span, str]
    sections: Sequence[tuple[Span, str]]


def joined_essay(
    transaction: WriteTransaction, identifier: str, text: str | None, report: ImportReport
) -> JoinedEssay | None:
    """Return an essay that is to be joined; None where it cannot be, which is told.

    Args:
        transaction: the transaction that writes.
        identifier: the essay.
        text: its text as it is given; None takes what is attached.
        report: where it is told.
    """
    essay = transaction.find("essays", identifier)
    if essay is None or essay["status"] != "published":
        report.fault("no-such-essay", "", f"there is no essay {identifier!r} to join")
        return None
    if text is not None and (len(text), Text(text).sha256) != (essay["length"], essay["sha256"]):
        report.fault(
            "other-text", "", f"the text that was given is not that of {identifier}: leave it out, or give that"
        )
        return None
    content = text if text is not None else attached_texts.attached(transaction.ledger.connection, identifier)
    tables = SQLModel.metadata.tables
    its, own = tables["passages"].c, tables["sections"].c
    link = tables["sections_passages"].c
    rows = transaction.rows(
        sa.select(its.id, its.start, its.end).where(its.essay_id == identifier, its.status == "published")
    )
    passages = {Span(row["start"], row["end"]): str(row["id"]) for row in rows}
    outline = transaction.rows(
        sa.select(own.id, its.start, its.end)
        .select_from(tables["sections"])
        .join(link.section_id.table, link.section_id == own.id)
        .join(its.id.table, its.id == link.passage_id)
        .where(own.essay_id == identifier, own.status == "published")
    )
    sections = sorted(((Span(row["start"], row["end"]), str(row["id"])) for row in outline), key=_innermost_last)
    return JoinedEssay(identifier, str(essay["language"]), content, passages, sections)


def _innermost_last(item: tuple[Span, str]) -> tuple[int, int]:
    return item[0].start, -item[0].end


class JoinedPassages(Passages):
    """Names the passages of an essay that is there: those that it has, and those that are made."""

    def __init__(self, plan: DraftPlan, places: DraftPlaces, essay: JoinedEssay) -> None:
        """Name the places of a plan."""
        super().__init__(plan, places)
        self._essay = essay
        self._names = dict(essay.passages)

    def named(self, span: Span) -> str:
        """Return how the passage at a place is named."""
        return self._names[span]

    def plan_passages(self) -> None:
        """Plan those that the essay has not, once all places are found."""
        for span in sorted(self.places.spans):
            if span not in self._names:
                self._names[span] = self._plan.create("passages", self._body(span), "")

    def _body(self, span: Span) -> Body:
        text = self.places.text
        section = next((name for place, name in reversed(self._essay.sections) if place.contains(span)), None)
        return {
            "essay_id": self._essay.id,
            "start": span.start,
            "end": span.end,
            "sha256": text.digest(span),
            "section_id": section,
            "paragraph": text.paragraph(span.start),
            "sentence": text.sentence(span.start),
        }


def leave_standing(plan: DraftPlan, transaction: WriteTransaction, essay: JoinedEssay) -> None:
    """Leave out the claims that were made of the same annotations before."""
    claims = SQLModel.metadata.tables["claims"].c
    mine = claims.essay_id == essay.id, claims.status == "published", claims.extra.is_not(None)
    rows = transaction.rows(sa.select(claims.id, claims.extra).where(*mine))
    there = {name: str(row["id"]) for row in rows for name in _names(row["extra"])}
    for where, part in list(plan.parts("claims")):
        if found := next((there[name] for name in _names(part.extra) if name in there), None):
            plan.stands("claims", where, found, "was made of it before, and is taken as it stands there")


def _names(extra: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    return [
        (name, said["id"])
        for name, said in (extra or {}).items()
        if isinstance(said, dict) and isinstance(said.get("id"), str)
    ]
