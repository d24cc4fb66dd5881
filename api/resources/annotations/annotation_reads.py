"""Reading annotations: an essay, how much is said of it, and some of it, all of one version of the dataset."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from fastapi import Request

from api.core.db.reader import Reader, ReadScript, Row, Statement
from api.core.http.urls import base_url
from api.formats.annotations import PAGE, Anchored, AnnotatedEssay
from api.formats.record_urls import RecordUrls
from api.handlers.licenses_of_data import own_licenses
from api.resources.annotations import annotation_sql
from api.resources.passages.models import PASSAGES


@dataclass(frozen=True)
class AnnotationsFound:
    """Annotations, as they were read.

    Attributes:
        version: the version of the dataset that they are of.
        essay: the essay that they are of; None where there is no such essay.
        items: the annotations.
        at: makes their URLs.
    """

    version: int
    essay: AnnotatedEssay | None
    items: Sequence[Anchored]
    at: RecordUrls


async def read_page(request: Request, essay_id: str, number: int) -> AnnotationsFound:
    """Read a page of the annotations of an essay; the first has the number 1.

    Raises:
        ProblemError: as `Reader.converse`.
    """
    statement = annotation_sql.page(_reader(request).dialect)
    return await _read(request, essay_id, statement, {"limit": PAGE, "offset": (number - 1) * PAGE})


async def read_one(request: Request, essay_id: str, passage_id: str, record_id: str) -> AnnotationsFound:
    """Read the annotation of a record at a passage of an essay.

    Raises:
        ProblemError: as `Reader.converse`.
    """
    statement = annotation_sql.one(_reader(request).dialect)
    return await _read(request, essay_id, statement, {"passage": passage_id, "record": record_id})


async def _read(request: Request, essay_id: str, wanted: Statement, values: dict[str, object]) -> AnnotationsFound:
    reader = _reader(request)
    dialect: sa.Dialect = reader.dialect
    of_essay = {"essay": essay_id}

    def steps() -> ReadScript[tuple[Sequence[Row], Row, list[Anchored]]]:
        essays = yield annotation_sql.essay(dialect), of_essay
        [counted] = yield annotation_sql.summary(dialect), of_essay
        rows = yield wanted, of_essay | values
        places = {row[5]: (row[5], essay_id, *row[6:]) for row in rows}
        texts = yield from PASSAGES.computed["text"].make(list(places.values()), reader)
        return essays, counted, list(_anchored(rows, texts))

    state, (essays, (total, updated_at), items) = await reader.run_in_snapshot(steps, scans=True)
    at = RecordUrls(base_url(request), await own_licenses(request))
    essay = AnnotatedEssay(essay_id, essays[0][0], total, updated_at) if essays else None
    return AnnotationsFound(state.version, essay, items, at)


def _anchored(rows: Iterable[Row], texts: Mapping[str, Any]) -> Iterable[Anchored]:
    for resource, name, words, created_at, updated_at, passage_id, start, end, _ in rows:
        passage = {"id": passage_id, "start": start, "end": end, "_embedded": {"text": texts.get(passage_id)}}
        yield Anchored(resource, name, msgspec.json.decode(words), created_at, updated_at, passage)


def _reader(request: Request) -> Reader:
    reader: Reader = request.app.state.reader
    return reader
