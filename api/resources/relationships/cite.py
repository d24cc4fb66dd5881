"""Citing relationships."""

from api.formats.item import Item
from api.formats.place import Place
from api.formats.words import said
from api.resources.citing import EMBED, Kind, entry
from api.resources.representing import Record

__all__ = ["EMBED", "cite"]

_KIND = Kind("relationships", "relationship", "关系")


def cite(record: Record, at: Place, language: str | None = None) -> Item:
    """Return the item by which a relationship is cited, titled by its poles and the question between them."""
    words = {
        tag: _titled(tag, [said(pole, tag) for pole in record["poles"]], question)
        for tag, question in record["question"].items()
    }
    return entry(record, at, _KIND, words, language)


def _titled(tag: str, poles: list[str], question: str) -> str:
    return f"{'与'.join(poles)}：{question}" if tag[:2] == "zh" else f"{' and '.join(poles)}: {question}"
