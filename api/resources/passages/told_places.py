"""What is said of a passage, held to the text of its essay where that is attached: what follows may be left out."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault, shortened, shown
from api.core.texts.quote_resolving import Resolved, Sought, resolve
from api.core.texts.searched_text import SearchedText, text_of
from api.core.write.bodies import Body, refuse
from api.core.write.writable import RuleContext
from seed.text import Span

_SAID = ("quote", "prefix", "suffix")
_SHOWN = 200


def complete(context: RuleContext, said: Body, current: Body | None, whole: bool) -> Body:  # noqa: FBT001 - as told
    """Return what is said of a passage with all that follows from its place, or from its words.

    Raises:
        ProblemError: its words do not stand there, or what is said of them is not so.
    """
    essay = str((current or said).get("essay_id"))
    text = text_of(context, essay)
    quote = said.get("quote")
    if text is None:
        if isinstance(quote, str):
            detail = f"no text is attached to {essay}: attach it (PUT /essays/{essay}/text), or say `start` and `end`"
            refuse([Fault(detail=detail, pointer="/quote")])
        return said
    if isinstance(quote, str):
        said = {name: value for name, value in said.items() if name not in _SAID} | _placed(text, said)
    before = current or {}
    span = _span(said if whole else before | said, text)
    if span is None:  # the shape and the rules say what is wrong
        return said
    stays = current is not None and (span.start, span.end) == (current["start"], current["end"])
    begins = span.end - len(text.text[span].lstrip())  # where its words do
    right = {
        "sha256": text.text.digest(span),
        "paragraph": text.text.paragraph(begins),
        "sentence": max(1, text.text.sentence(begins)),
    }
    refuse(
        Fault(detail=f"is {shown(value)} by the text: say so, or leave it out", pointer=f"/{name}")
        for name, value in right.items()
        if said.get(name) not in {None, value, before.get(name)}
    )
    if stays and not whole:
        return said | _section(context, essay, span, said, before) if "section_id" in said else said
    told = {name: value for name, value in right.items() if not (stays and said.get(name) == before.get(name))}
    return said | told | _section(context, essay, span, said, before)


def _placed(text: SearchedText, said: Body) -> Body:
    """Return the place of the words that are said.

    Raises:
        ProblemError: they do not stand in one place, or in another than is said.
    """
    prefix, suffix = (value if isinstance(value := said.get(name), str) else "" for name in ("prefix", "suffix"))
    start = said.get("start")
    found = resolve(text, Sought(said["quote"], prefix, suffix, start if isinstance(start, int) else None))
    if found.span is None or (found.outcome == "fuzzy" and not found.in_typography):
        refuse([_nowhere(text, found)])
    assert found.span is not None, "it was refused"
    place = {"start": found.span.start, "end": found.span.end}
    refuse(
        Fault(detail=f"is {value} by the words that are quoted: say so, or leave it out", pointer=f"/{name}")
        for name, value in place.items()
        if said.get(name) not in {None, value}
    )
    if found.outcome == "moved" and start is None:
        refuse([Fault(detail=f"{found.detail}: leave `prefix` and `suffix` out, or mend them", pointer="/quote")])
    return place


def _nowhere(text: SearchedText, found: Resolved) -> Fault:
    where = "; ".join(f"at {span.start}: … {words} …" for span, words in found.contexts)
    nearest = text.text[found.span] if found.span else None
    score = "" if found.score is None else f"; the nearest has a score of {found.score}"
    detail = f"{found.detail}{score}{': ' if where else ''}{where}"
    return Fault(detail=detail, pointer="/quote", nearest=nearest and shortened(nearest, _SHOWN))


def _span(said: Body, text: SearchedText) -> Span | None:
    start, end = said.get("start"), said.get("end")
    whole_numbers = type(start) is int and type(end) is int
    return Span(start, end) if whole_numbers and 0 <= start < end <= text.text.length else None  # type: ignore[arg-type, operator] # mypy does not follow


def _section(context: RuleContext, essay: str, span: Span, said: Body, before: Body) -> Body:
    """Return the section of a place, where it is not said.

    Raises:
        ProblemError: another is said, which has a place of its own that does not hold it, or a section in it does.
    """
    holding = [str(row["id"]) for row in context.rows(_holding(essay, span))]
    told = said.get("section_id")
    if told is None or (told == before.get("section_id") and told not in holding):
        return {"section_id": holding[0]} if holding else {}
    own = context.rows(_holding(essay, None).where(SQLModel.metadata.tables["sections"].c.id == told).limit(1))
    if own and holding and told != holding[0]:
        detail = f"is {shown(holding[0])}, the innermost section that holds it: say so, or leave it out"
        refuse([Fault(detail=detail, pointer="/section_id", nearest=holding[0])])
    if own and not holding:
        refuse([Fault(detail=f"{shown(told)} does not hold it, nor does any: leave it out", pointer="/section_id")])
    return {}


def _holding(essay: str, span: Span | None) -> sa.Select[Any]:
    """Select the sections of an essay that have a place, or one that holds a span, the innermost first."""
    tables = SQLModel.metadata.tables
    sections, link, places = tables["sections"].c, tables["sections_passages"].c, tables["passages"].c
    joined = link.passage_id.table.join(places.id.table, places.id == link.passage_id)
    statement = sa.select(sections.id).select_from(sections.id.table.join(joined, link.section_id == sections.id))
    statement = statement.where(sections.essay_id == essay, sections.status == "published")
    if span is not None:
        statement = statement.where(places.start <= span.start, places.end >= span.end)
    return statement.order_by(places.end - places.start, sections.level.desc(), sections.number)
