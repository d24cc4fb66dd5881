"""Citing topics."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import EMBED, Kind, entry
from api.handlers.representation import Record

__all__ = ["EMBED", "cite"]

_KINDS = {
    "breakthrough": Kind("topics", "breakthrough", "突破"),
    "gap": Kind("topics", "gap", "差距"),
    "lever": Kind("topics", "lever", "支点"),
}


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a topic is cited, titled by its title."""
    return entry(record, at, _KINDS[record["kind"]], record["title"], language)
