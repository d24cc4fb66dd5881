"""Citing sections."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import EMBED, Kind, entry
from api.handlers.representation import Record

__all__ = ["EMBED", "cite"]

_KIND = Kind("sections", "section", "章节")


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a section is cited, titled by the title that we give it."""
    return entry(record, at, _KIND, record["title"], language)
