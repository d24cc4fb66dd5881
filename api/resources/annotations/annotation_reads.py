"""Reading annotations: an essay, how much is said of it, and some of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from api.core.db.reader import Reader, ReadScript, Row, Statement
from api.formats.annotations import PAGE, Anchored, AnnotatedEssay
from api.handlers.licenses_of_data import read_own_licenses
from api.resources.annotations import annotation_sql
from api.resources.passages.models import PASSAGES


@dataclass(frozen=True)
class AnnotationsFound:
    """Annotations, as they were read.

    Attributes:
        essay: the essay that they are of.
        items: the annotations.
        licenses: the licence (SPDX) of the data of each essay whose pack has one of its own.
    """

    essay: AnnotatedEssay
    items: Sequence[Anchored]
    licenses: Mapping[str, str]


def read_page(reader: Reader, essay_id: str, number: int) -> ReadScript[AnnotationsFound]:
    """Read a page of the annotations of an essay that there is; the first has the number 1."""
    statement = annotation_sql.page(reader.dialect)
    return (yield from _read(reader, essay_id, statement, {"limit": PAGE, "offset": (number - 1) * PAGE}))


def read_one(reader: Reader, essay_id: str, passage_id: str, record_id: str) -> ReadScript[AnnotationsFound]:
    """Read the annotation of a record at a passage of an essay that there is."""
    statement = annotation_sql.one(reader.dialect)
    return (yield from _read(reader, essay_id, statement, {"passage": passage_id, "record": record_id}))


def _read(reader: Reader, essay_id: str, wanted: Statement, values: dict[str, object]) -> ReadScript[AnnotationsFound]:
    of_essay = {"essay": essay_id}
    [(language,)] = yield annotation_sql.essay(reader.dialect), of_essay
    [(total, updated_at)] = yield annotation_sql.summary(reader.dialect), of_essay
    rows = yield wanted, of_essay | values
    places = {row[5]: (row[5], essay_id, *row[6:]) for row in rows}
    texts = yield from PASSAGES.computed["text"].make(list(places.values()), reader)
    licenses = yield from read_own_licenses(reader)
    essay = AnnotatedEssay(essay_id, language, total, updated_at)
    return AnnotationsFound(essay, list(_anchored(rows, texts)), licenses)


def _anchored(rows: Iterable[Row], texts: Mapping[str, Any]) -> Iterable[Anchored]:
    for resource, name, words, created_at, updated_at, passage_id, start, end, _ in rows:
        passage = {"id": passage_id, "start": start, "end": end, "_embedded": {"text": texts.get(passage_id)}}
        yield Anchored(resource, name, msgspec.json.decode(words), created_at, updated_at, passage)
