"""Citing statistics."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import EMBED, Kind, entry
from api.handlers.representation import Record

__all__ = ["EMBED", "cite"]

_KIND = Kind("statistics", "statistic", "数据")


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a figure is cited, titled by its wording and what it says."""
    worded = record["as_written"]
    words = {
        tag: f"“{worded}”：{text}" if tag[:2] == "zh" else f"“{worded}”: {text}" for tag, text in record["text"].items()
    }
    return entry(record, at, _KIND, words, language)
