"""What an essay still lacks, as a list that shrinks: sentences and numerals without a record, anchors, the argument."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, Field
from sqlmodel import SQLModel

from api.core.db.reader import Reader, ReadScript, Row
from api.core.texts import attached_texts
from api.imports.draft_places import DraftPlaces
from api.imports.import_reports import Covered, ImportReport
from api.imports.omissions import left_out
from api.resources.arguments import argument_answers, argument_sql
from api.resources.arguments.gathered_rows import gathered
from api.resources.arguments.models import Audit
from seed.text import Span, Text

_PLACED = ("claims", "statistics", "sources", "relationships", "topics")


class ToDo(BaseModel):
    """One thing that is left to do."""

    kind: str = Field(description="What kind of thing: `sentence-without-record`, or the rule that is broken.")
    records: list[str] = Field(default=[], description="The records that it is about.")
    detail: str = Field(description="What it is, and what would be right.")


class EssayToDo(BaseModel):
    """What an essay lacks."""

    essay_id: str
    coverage: Covered | None = Field(description="How much of the text has a record; null where it is not attached.")
    left: list[ToDo] = Field(description="What is left to do.")


async def audited(reader: Reader, essay_id: str) -> Audit:
    """Return what the audit of an essay's argument finds now."""

    def steps() -> ReadScript[tuple[Sequence[Row], Sequence[Row]]]:
        argument = yield argument_sql.argument(reader.dialect), {"id": essay_id}
        figures = yield argument_sql.figures(reader.dialect), {"id": essay_id}
        return argument, figures

    _, (argument, figures) = await reader.run_in_snapshot(steps, scans=True)
    return argument_answers.audit(essay_id, gathered(argument), figures)


def to_do(connection: sa.Connection, essay_id: str, audit: Audit) -> EssayToDo:
    """Return what an essay lacks.

    Args:
        connection: the database.
        essay_id: the essay.
        audit: what the audit of its argument found.
    """
    content = attached_texts.attached(connection, essay_id)
    left, coverage = list[ToDo](), None
    if content is None and _essay(connection, essay_id)["sha256"] is not None:
        detail = f"lunju text attach {essay_id} FILE; without it, nobody can tell which sentences lack a record"
        left.append(ToDo(kind="text-not-attached", detail=detail))
    if content is not None:
        report = ImportReport(format="", files=[], importer="")
        coverage = _covered(connection, essay_id, DraftPlaces(Text(content), report))
        left += [ToDo(kind=note.kind, detail=note.detail) for note in report.notes]
        left += _anchors(connection, essay_id, Text(content))
    left += _outline(connection, essay_id)
    remedies = {rule.id: rule.remedy for rule in audit.rules}
    left += [
        ToDo(kind=item.rule, records=item.records, detail=f"{item.detail} {remedies[item.rule]}")
        for item in audit.findings
    ]
    return EssayToDo(essay_id=essay_id, coverage=coverage, left=left)


def as_list(found: EssayToDo) -> str:
    """Return for people what an essay lacks."""
    return "\n".join(_lines(found))


def _lines(found: EssayToDo) -> Iterator[str]:
    if its := found.coverage:
        yield f"sentences covered: {its.sentences_covered} of {its.sentences}"
        yield f"numerals covered: {its.numerals_covered} of {its.numerals}"
    yield f"{len(found.left)} left to do" if found.left else "nothing is left to do"
    for item in found.left:
        named = f" {', '.join(item.records)}" if item.records else ""
        yield f"[ ] {item.kind}{named}: {item.detail}"


def _covered(connection: sa.Connection, essay_id: str, places: DraftPlaces) -> Covered:
    for resource in _PLACED:
        for row in _placed(connection, essay_id, resource):
            _cover(places, resource, row)
    for row in _placed(connection, essay_id, "sections"):
        sentence = places.text.sentences[max(0, places.text.sentence(row["start"]) - 1)]
        if places.is_heading(sentence):
            places.cover(sentence, numerals=True)
    for span, _ in left_out(connection, essay_id, places.text):
        places.cover(span, numerals=True)
    return places.coverage()


def _cover(places: DraftPlaces, resource: str, row: Mapping[str, Any]) -> None:
    span = Span(row["start"], min(row["end"], places.text.length))
    if span.start >= span.end:
        return
    places.cover(span, numerals=resource == "sources")
    if resource == "statistics":
        at = places.text[span].find(row["as_written"])
        if at >= 0:
            places.cover(Span(span.start + at, span.start + at + len(row["as_written"])), numerals=True)
        places.cover_dates(span, row["period"] or "")


def _placed(connection: sa.Connection, essay_id: str, resource: str) -> list[Mapping[str, Any]]:
    """Return the places of the records of a resource that stand published."""
    tables = SQLModel.metadata.tables
    its, link, passages = tables[resource], tables[f"{resource}_passages"], tables["passages"]
    owner = next(column for column in link.c if its in {key.column.table for key in column.foreign_keys})
    more = [its.c[name] for name in ("as_written", "period") if resource == "statistics"]
    statement = (
        sa.select(its.c.id, passages.c.start, passages.c.end, *more)
        .select_from(link.join(its, its.c.id == owner).join(passages, passages.c.id == link.c.passage_id))
        .where(passages.c.essay_id == essay_id, its.c.status == "published")
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def _anchors(connection: sa.Connection, essay_id: str, text: Text) -> Iterator[ToDo]:
    for row in attached_texts.places(connection, essay_id):
        if text.digest(Span(row["start"], row["end"])) != row["sha256"]:
            detail = f"{row['start']}-{row['end']} has other words than it was anchored to: quote them anew"
            yield ToDo(kind="broken-anchor", records=[row["id"]], detail=detail)


def _outline(connection: sa.Connection, essay_id: str) -> Iterator[ToDo]:
    table = SQLModel.metadata.tables["sections"].c
    statement = sa.select(table.id, table.title, table.summary).order_by(table.number)
    for row in connection.execute(statement.where(table.essay_id == essay_id, table.status == "published")):
        if row.title == row.summary:
            yield ToDo(kind="section-not-summed-up", records=[row.id], detail="say in one sentence what it says")


def _essay(connection: sa.Connection, essay_id: str) -> Mapping[str, Any]:
    table = SQLModel.metadata.tables["essays"]
    return dict(connection.execute(sa.select(table).where(table.c.id == essay_id)).mappings().one())


def is_there(connection: sa.Connection, essay_id: str) -> bool:
    """Tell whether there is an essay."""
    table = SQLModel.metadata.tables["essays"].c
    return connection.scalar(sa.select(table.id).where(table.id == essay_id)) is not None
