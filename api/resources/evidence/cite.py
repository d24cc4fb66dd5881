"""Citing evidence."""

from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.handlers.record_citation import Kind, entry
from api.handlers.representation import Record

EMBED = ("essay",)

_KIND = Kind("evidence", "evidence", "论据")
_CHINESE = {
    "supports": "支持",
    "challenges": "质疑",
    "qualifies": "限定",
    "illustrates": "例证",
    "restates": "重述",
    "undercuts": "削弱",
    "contrary": "相反于",
    "contradictory": "矛盾于",
    "equivalent": "等值于",
}
_ENGLISH = {"contrary": "is contrary to", "contradictory": "contradicts", "equivalent": "is equivalent to"}


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a link is cited, titled by its ends and how one bears on the other."""
    origin, relation, target = record["origin_id"], record["relation"], record["target_id"]
    words = {
        "zh-Hans": f"{origin}{_CHINESE[relation]}{target}",
        "en": f"{origin} {_ENGLISH.get(relation, relation)} {target}",
    }
    return entry(record, at, _KIND, words, language)
