"""All records of an essay that stand, with what they name, and its text where that may be shown: of one snapshot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import ReadContext, ReadScript, Row, Statement, compile_statement, parameter
from api.core.http.problems import ProblemError, shown
from api.core.records.plain_records import plain_records_of
from api.core.records.related import published
from api.core.records.resource import Resource
from api.core.texts.text_cache import read_words
from api.resources.claims.models import CLAIMS
from api.resources.entities.models import ENTITIES
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.measures.models import MEASURES
from api.resources.passages.models import PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.reviews.models import REVIEWS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCE_PASSAGES, SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

Record = Mapping[str, Any]

MOST = 50_000
"""How many records of a kind an essay may have, to be written as one draft."""

_OF_ESSAY = (SECTIONS, PASSAGES, CLAIMS, STATISTICS, EVIDENCE, TOPICS, RELATIONSHIPS, REVIEWS)
_ASKED, _IDS = "essay", "ids"


@dataclass(frozen=True)
class EssayRecords:
    """An essay, and all that belongs to it or is named by it.

    Attributes:
        essay: the essay.
        text: its text; None where there is none, or where it may not be shown.
        records: records by resource, those of the essay by their numbers, others by id.
    """

    essay: Record
    text: str | None
    records: Mapping[str, list[Record]]

    def of(self, resource: Resource) -> list[Record]:
        """Return the records of a resource."""
        return self.records[resource.name]


def read_essay(essay_id: str, reader: ReadContext) -> ReadScript[EssayRecords]:
    """Read an essay with what belongs to it; what was withdrawn is left out.

    Raises:
        ProblemError: `not-found`, or `too-costly`: it has more than may be written as one draft.
    """
    dialect, asked = reader.dialect, {_ASKED: essay_id}
    essays = _records(ESSAYS, (yield _one(dialect), asked))
    if not essays:
        raise ProblemError("not-found", f"There is no essay {shown(essay_id)}.")
    found: dict[str, list[Record]] = {}
    for resource in _OF_ESSAY:
        found[resource.name] = _records(resource, (yield _all(resource, dialect), asked))
        if len(found[resource.name]) > MOST:
            detail = f"{essay_id} has more than {MOST} {resource.name}: get its lists, or everything, instead."
            raise ProblemError("too-costly", detail)
    leaning = yield _leaning(dialect), asked
    named = {row[0] for row in leaning} | set(_sources_named(found))
    found[SOURCES.name] = _records(SOURCES, (yield _named(SOURCES, dialect), _ids(named)))
    entities = _entities_named(found)
    found[ENTITIES.name] = _records(ENTITIES, (yield _named(ENTITIES, dialect), _ids(entities)))
    measures = (figure["measure"] for figure in found[STATISTICS.name])
    found[MEASURES.name] = _records(MEASURES, (yield _named(MEASURES, dialect), _ids(measures)))
    words = yield from read_words([essay_id], reader)
    return EssayRecords(essays[0], words[essay_id].content if essay_id in words else None, found)


def _records(resource: Resource, rows: Iterable[Row]) -> list[Record]:
    return list(plain_records_of(resource).records(rows))


def _sources_named(found: Mapping[str, list[Record]]) -> Iterator[str]:
    for record in (*found[CLAIMS.name], *found[STATISTICS.name]):
        yield from record["attributed_to"]
    for link in found[EVIDENCE.name]:
        yield from [link["origin_id"]] if link["origin_type"] == SOURCES.singular else []
        yield from filter(None, [link.get("asserter_id")])
    yield from (review["reviewer_id"] for review in found[REVIEWS.name])


def _entities_named(found: Mapping[str, list[Record]]) -> Iterator[str]:
    for record in (*found[CLAIMS.name], *found[TOPICS.name], *found[RELATIONSHIPS.name]):
        yield from record["about"]
    yield from (figure["subject"] for figure in found[STATISTICS.name])
    yield from (source["entity_id"] for source in found[SOURCES.name] if source["entity_id"])


def _ids(identifiers: Iterable[str]) -> dict[str, str]:
    return {_IDS: msgspec.json.encode(sorted(set(identifiers))).decode()}


@lru_cache
def _one(dialect: sa.Dialect) -> Statement:
    statement = sa.select(*plain_records_of(ESSAYS).columns)
    return compile_statement(statement.where(ESSAYS.table.c.id == parameter(_ASKED)), dialect)


@lru_cache
def _all(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    statement = sa.select(*plain_records_of(resource).columns).where(table.c.essay_id == parameter(_ASKED))
    return compile_statement(statement.where(*published(table)).order_by(table.c.number).limit(MOST + 1), dialect)


@lru_cache
def _leaning(dialect: sa.Dialect) -> Statement:
    passages, held = PASSAGES.table, SOURCE_PASSAGES
    statement = sa.select(held.owner).join_from(passages, held.table, passages.c.id == held.member)
    return compile_statement(statement.where(passages.c.essay_id == parameter(_ASKED)).distinct(), dialect)


@lru_cache
def _named(resource: Resource, dialect: sa.Dialect) -> Statement:
    table = resource.table
    statement = sa.select(*plain_records_of(resource).columns).where(among(table.c.id, parameter(_IDS, SqlText)))
    return compile_statement(statement.where(*published(table)).order_by(table.c.id), dialect)
