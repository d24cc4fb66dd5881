"""Where records of an essay stand, as drafts have it: spans of code points."""

from api.exports.essay_records import EssayRecords, Record
from api.exports.record_telling import RecordTelling
from api.resources.passages.models import PASSAGES

_HELD = frozenset({"start", "end", "sha256", "section_id", "paragraph", "sentence"})


class DraftedPlaces:
    """The places of an essay.

    Args:
        found: the records of the essay.
        telling: is told what is left out.
    """

    def __init__(self, found: EssayRecords, telling: RecordTelling) -> None:
        """Take the essay's passages."""
        self._telling = telling
        self._spans: dict[str, list[int]] = {}
        for passage in found.of(PASSAGES):
            self._spans[passage["id"]] = [passage["start"], passage["end"]]
            telling.left(PASSAGES, passage, _HELD)

    def all(self, record: Record) -> list[list[int]]:
        """Return where a record stands in the essay, the primary place first."""
        return [span for name in record["passages"] if (span := self._spans.get(name))]

    def one(self, record: Record) -> list[int] | None:
        """Return the primary place of a record whose part of a draft has but one; that there are others is told."""
        spans = self.all(record)
        if len(spans) > 1:
            self._telling.changed(record, f"only its first place is kept, of {len(spans)}")
        return spans[0] if spans else None
