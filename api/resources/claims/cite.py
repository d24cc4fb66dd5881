"""Citing claims."""

from typing import Final

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import EMBED, Kind, entry
from api.handlers.representation import Record

__all__ = ["EMBED", "cite"]

_KINDS: Final = {
    "endorses": Kind("claims", "claim", "论点"),
    "reports": Kind("claims", "reported claim", "转述的论点"),
    "rejects": Kind("claims", "rejected claim", "所反对的论点"),
}
"""What a claim is called by the essay's stance: nobody should be cited for what they reject."""


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a claim is cited, titled by what it says."""
    return entry(record, at, _KINDS[record["stance"]], record["text"], language)
