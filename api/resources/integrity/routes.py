"""Asking whether the anchors of an essay hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import sqlalchemy as sa
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.cache import read_at
from api.core.conditional import conditional, record_tag
from api.core.documenting import identifier, problem
from api.core.identifiers import EssayId
from api.core.problems import ProblemError
from api.core.query import refuse_unknown
from api.core.reads import Reader, Row, Statement, Steps, at_most, compile_statement, parameter
from api.core.related import published
from api.core.routing import Router
from api.core.texts import TEXTS, digest
from api.core.words import Words, read_words
from api.formats.json import MEDIA_TYPE
from api.resources.essays.models import ESSAYS
from api.resources.integrity.models import MAX_PASSAGES, Anchor, AnchorCounts, AttachedState, Integrity, State
from api.resources.passages.models import PASSAGES

router = Router(
    tags=["essays"],
    responses={
        400: problem("The request has a query parameter."),
        404: problem("There is no such record."),
        "default": problem("Any other error."),
    },
)


@dataclass(frozen=True)
class _Found:
    """What the answer is made of: the essay with what is attached to it, its passages, and its words."""

    essay: Row
    passages: Sequence[Row]
    words: Words | None


@router.get("/essays/{essay_id}/integrity", response_model=Integrity, response_description="Which anchors hold.")
async def get_essay_integrity(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Compare the passages of an essay with its text, if that is attached; it is told which hold, never the words."""
    refuse_unknown(request.query_params, [])
    reader: Reader = request.app.state.reader
    state, found = await reader.converse(lambda: _steps(essay_id, reader), scans=True)
    if found is None:
        raise ProblemError("not-found", f"There is no essay {essay_id}.")
    read_at(request.scope, state.version)
    body = await run_in_threadpool(lambda: _integrity(essay_id, found, serves_texts=reader.serves_texts))
    content = body.model_dump_json().encode()
    response = Response(content, media_type=MEDIA_TYPE, headers={"ETag": record_tag(state.version, content)})
    return conditional(request, response)


def _steps(essay_id: str, reader: Reader) -> Steps[_Found | None]:
    essays = yield _essay(reader.dialect), {"id": essay_id}
    if not essays:
        return None
    passages = yield _passages(reader.dialect), {"id": essay_id, "most": MAX_PASSAGES + 1}
    words = yield from read_words([essay_id], reader, to_show=False)
    return _Found(essays[0], passages, words.get(essay_id))


def _integrity(essay_id: str, found: _Found, *, serves_texts: bool) -> Integrity:
    length, sha256, free = found.essay
    anchors = [_anchor(row, found.words) for row in found.passages[:MAX_PASSAGES]]
    counted = Counter(anchor.state for anchor in anchors)
    current = found.words is not None
    return Integrity(
        essay_id=essay_id,
        length=length,
        sha256=sha256,
        text=AttachedState(
            attached=free is not None,
            current=None if free is None else current,
            served=current and (bool(free) or serves_texts),
        ),
        counts=AnchorCounts(
            passages=len(anchors),
            proved=counted["proved"],
            unproved=counted["unproved"],
            broken=counted["broken"],
        ),
        passages=anchors,
        truncated=len(found.passages) > MAX_PASSAGES,
    )


def _anchor(row: Row, words: Words | None) -> Anchor:
    name, start, end, sha256 = row
    state: State = "unproved"
    if words is not None:
        holds = end <= len(words.content) and digest(words.content[start:end]) == sha256
        state = "proved" if holds else "broken"
    return Anchor(id=name, start=start, end=end, state=state)


@lru_cache
def _essay(dialect: sa.Dialect) -> Statement:
    essays = ESSAYS.table
    statement = sa.select(essays.c.length, essays.c.sha256, TEXTS.c.free)
    statement = statement.join_from(essays, TEXTS, TEXTS.c.essay_id == essays.c.id, isouter=True)
    return compile_statement(statement.where(essays.c.id == parameter("id")), dialect)


@lru_cache
def _passages(dialect: sa.Dialect) -> Statement:
    table = PASSAGES.table
    statement = sa.select(table.c.id, table.c.start, table.c.end, table.c.sha256)
    statement = statement.where(table.c.essay_id == parameter("id"), *published(table))
    return compile_statement(statement.order_by(table.c.number).limit(at_most("most")), dialect)
