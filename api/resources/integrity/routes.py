"""Asking whether the anchors of an essay hold.

Where a text is attached but not served, whether an anchor holds is told of those alone that stand as a pack laid them
down. Places and hashes that whoever asks may have made up would be questions to the text: is this the first character?
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import msgspec
import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript, Row, Statement, at_most, compile_statement, parameter
from api.core.http.router import Router
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import ABSENT, ANY_ERROR, identifier
from api.core.records.base_record import table_of
from api.core.records.related import published
from api.core.texts.attached_texts import TEXTS, digest
from api.core.texts.text_cache import Words, read_words
from api.core.versions.version_tables import Version
from api.handlers.answer_forms import answer_in_forms
from api.resources.essays.models import ESSAYS
from api.resources.integrity.models import MAX_PASSAGES, Anchor, AnchorCounts, AttachedState, Integrity, State
from api.resources.passages.models import PASSAGES

router = Router(
    tags=["essays"],
    responses={
        **ABSENT,
        **ANY_ERROR,
    },
)


_Place = tuple[int, int, str]
"""Where an anchor begins and ends, and the hash of what it was laid on."""


@dataclass(frozen=True)
class _Found:
    """What the answer is made of.

    Attributes:
        essay: the length and the hash of its text, and whether what is attached is free; None where nothing is.
        passages: its passages.
        words: the text that is attached, where it is of the present edition.
        served: whether readers are shown it.
        laid: the anchors that packs laid down, by passage; read only where the text is not served.
    """

    essay: Row
    passages: Sequence[Row]
    words: Words | None
    served: bool
    laid: Mapping[str, Collection[_Place]]


@router.get("/essays/{essay_id}/integrity", response_model=Integrity, response_description="Which anchors hold.")
async def get_essay_integrity(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """Compare the passages of an essay with its text, if that is attached; it is told which hold, never the words.

    While the text is not served, that is told only of passages whose place and hash are those that a pack gave them.
    """

    def build(found: _Found) -> Integrity:
        return _integrity(essay_id, found)

    return await answer_in_forms(request, ESSAYS, essay_id, lambda reader: _read(essay_id, reader), build, "integrity")


def _read(essay_id: str, reader: Reader) -> ReadScript[_Found]:
    [essay] = yield _essay(reader.dialect), {"id": essay_id}
    passages = yield _passages(reader.dialect), {"id": essay_id, "most": MAX_PASSAGES + 1}
    words = yield from read_words([essay_id], reader, to_show=False)
    text = words.get(essay_id)
    served = text is not None and bool(essay[2] or reader.serves_texts)
    versions = () if text is None or served else (yield _versions_of_packs(reader.dialect), {"id": essay_id})
    return _Found(essay, passages, text, served, _laid(versions))


def _laid(versions: Sequence[Row]) -> Mapping[str, Collection[_Place]]:
    found: dict[str, set[_Place]] = {}
    for name, state in versions:
        anchor = msgspec.json.decode(state)
        found.setdefault(name, set()).add((anchor["start"], anchor["end"], anchor["sha256"]))
    return found


def _integrity(essay_id: str, found: _Found) -> Integrity:
    length, sha256, free = found.essay
    anchors = [_anchor(row, found) for row in found.passages[:MAX_PASSAGES]]
    counted = Counter(anchor.state for anchor in anchors)
    return Integrity(
        essay_id=essay_id,
        length=length,
        sha256=sha256,
        text=AttachedState(
            attached=free is not None,
            current=None if free is None else found.words is not None,
            served=found.served,
        ),
        counts=AnchorCounts(
            passages=len(anchors),
            proved=counted["proved"],
            unproved=counted["unproved"],
            broken=counted["broken"],
            untold=counted["untold"],
        ),
        passages=anchors,
        truncated=len(found.passages) > MAX_PASSAGES,
    )


def _anchor(row: Row, found: _Found) -> Anchor:
    name, start, end, _ = row
    return Anchor(id=name, start=start, end=end, state=_state(row, found))


def _state(row: Row, found: _Found) -> State:
    name, start, end, sha256 = row
    if found.words is None:
        return "unproved"
    if not found.served and (start, end, sha256) not in found.laid.get(name, ()):
        return "untold"  # and not compared: neither could the time that it takes tell
    holds = end <= len(found.words.content) and digest(found.words.content[start:end]) == sha256
    return "proved" if holds else "broken"


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


@lru_cache
def _versions_of_packs(dialect: sa.Dialect) -> Statement:
    """Select the versions of an essay's passages that packs wrote; nobody who has a key writes as one."""
    passages, versions = PASSAGES.table, table_of(Version).c
    these = sa.and_(versions.resource == PASSAGES.name, versions.record_id == passages.c.id)
    statement = sa.select(versions.record_id, versions.state).join_from(passages, table_of(Version), these)
    written = (versions.actor.startswith("pack:", autoescape=True), versions.state.is_not(None))
    return compile_statement(statement.where(passages.c.essay_id == parameter("id"), *written), dialect)
