"""Citing sections."""

from api.formats.item import Item
from api.formats.place import Place
from api.resources.citing import EMBED, Kind, entry
from api.resources.representing import Record

__all__ = ["EMBED", "cite"]

_KIND = Kind("sections", "section", "章节")


def cite(record: Record, at: Place, language: str | None = None) -> Item:
    """Return the item by which a section is cited, titled by the title that we give it."""
    return entry(record, at, _KIND, record["title"], language)
