"""Citing statistics."""

from api.formats.item import Item
from api.formats.place import Place
from api.resources.citing import EMBED, Kind, entry
from api.resources.representing import Record

__all__ = ["EMBED", "cite"]

_KIND = Kind("statistics", "statistic", "数据")


def cite(record: Record, at: Place, language: str | None = None) -> Item:
    """Return the item by which a figure is cited, titled by its wording and what it says."""
    worded = record["as_written"]
    words = {
        tag: f"“{worded}”：{text}" if tag[:2] == "zh" else f"“{worded}”: {text}" for tag, text in record["text"].items()
    }
    return entry(record, at, _KIND, words, language)
