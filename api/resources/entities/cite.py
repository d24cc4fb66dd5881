"""Citing entities."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import Kind, entry
from api.handlers.representation import Record

EMBED: tuple[str, ...] = ()

_KIND = Kind("entities", "entity", "实体")


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which an entity is cited: an entry of Lunju's register, which has no author."""
    return entry(record, at, _KIND, record["label"], language)
