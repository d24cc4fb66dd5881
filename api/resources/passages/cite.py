"""Citing passages."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import Kind, entry
from api.handlers.representation import Record

EMBED = ("essay", "section")

_KIND = Kind("passages", "passage", "文段")


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a passage is cited, titled by its sentence and the section that holds it."""
    section = record["_embedded"]["section"]
    titles = section["title"] if section else {}
    words = {
        "zh-Hans": f"{titles.get('zh-Hans', '全文')}：第{record['sentence']}句",
        "en": f"{titles.get('en', 'The essay')}: sentence {record['sentence']}",
    }
    here = {**record, "_embedded": {"section": section}}
    return entry({**record, "_embedded": {**record["_embedded"], "passages": [here]}}, at, _KIND, words, language)
