"""Citing relationships."""

from api.formats.item import Item
from api.formats.language_text import said
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import EMBED, Kind, entry
from api.handlers.representation import Record

__all__ = ["EMBED", "cite"]

_KIND = Kind("relationships", "relationship", "关系")


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a relationship is cited, titled by its poles and the question between them."""
    words = {
        tag: _titled(tag, [said(pole, tag) for pole in record["poles"]], question)
        for tag, question in record["question"].items()
    }
    return entry(record, at, _KIND, words, language)


def _titled(tag: str, poles: list[str], question: str) -> str:
    return f"{'与'.join(poles)}：{question}" if tag[:2] == "zh" else f"{' and '.join(poles)}: {question}"
