"""What an essay's draft left without a record on purpose, which no record tells: the report of its import does."""

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.versions.import_table import Import
from seed.packs import Row
from seed.text import Span, Text

_IMPORTS = table_of(Import).c
_NUMBERS_ONLY = "name"
"""The reason of a number that is part of a name: the sentence around it is not left out."""


def left_out(connection: sa.Connection, essay_id: str, text: Text) -> list[tuple[Span, str]]:
    """Return the places that the last draft left out, with its reasons, as far as the text is the one it was of."""
    its = sa.select(_IMPORTS.report).where(_IMPORTS.essay_id == essay_id, _IMPORTS.parts != {})
    report = connection.scalar(its.order_by(_IMPORTS.id.desc()).limit(1))
    told = msgspec.json.decode(report) if report else {}
    places = zip(told.get("left_out", []), told.get("left_out_why", []), strict=True)
    return [(Span(start, end), why) for (start, end), why in places if end <= text.length]


def coverage_rows(connection: sa.Connection, essay_id: str, text: Text) -> Iterator[Row]:
    """Yield the rows of a pack's `coverage`: each sentence and numeral that was left out, with the reason."""
    for span, reason in left_out(connection, essay_id, text):
        found = {
            "sentence": [] if reason == _NUMBERS_ONLY else [one for one in text.sentences if one.overlaps(span)],
            "numeral": [one for one in text.numerals if span.contains(one)],
        }
        for what, places in found.items():
            for place in places:
                yield {"what": what, "start": place.start, "end": place.end, "reason": reason}
