"""Citing reviews."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import Kind, entry
from api.handlers.representation import Record
from api.handlers.value_labels import LABELS

EMBED = ("essay",)

_KIND = Kind("reviews", "review", "复核")


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a review is cited, titled by the version that was reviewed and what it comes to."""
    pinned, (english, chinese) = record["target_version"], LABELS["verdict"][record["verdict"]]
    words = {"zh-Hans": f"{pinned}：{chinese}", "en": f"{pinned}: {english.lower()}"}
    return entry(record, at, _KIND, words, language)
