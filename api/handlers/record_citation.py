"""Citing what Lunju holds of an essay: its author, in the essay, published by Lunju, at the version's URL.

An item is in the language of its essay, unless another is asked for; the essay's title stays in its own,
by which it can be found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.formats import csl_dates
from api.formats.item import Item, item, names
from api.formats.language_text import primary, said, shortened
from api.formats.record_urls import RecordUrls
from api.handlers.representation import Record

PUBLISHER: Final = "Lunju"
_ELLIPSIS: Final = " […] "
"""What stands between the pieces of one utterance."""
EMBED: Final = ("essay", "passages.section")
"""What must be embedded in a record of an essay to cite it."""


@dataclass(frozen=True)
class Kind:
    """What the records of a resource are called, in our words."""

    resource: str
    en: str
    zh: str


def entry(record: Record, at: RecordUrls, kind: Kind, words: Mapping[str, str], language: str | None = None) -> Item:
    """Return the item by which a record of an essay, or one that essays share, is cited, in the version that it is.

    Its title is a short form of what it says, with its id and version, and the place in the essay. The day of the
    version is when it was issued; and accessed, since what was there on that day is there for ever.

    Args:
        record: the record, with `EMBED`.
        at: where the service is.
        kind: what it is.
        words: what it says, by language.
        language: the language of our own words; None is the essay's.
    """
    # What all essays share belongs to none; and the content of an essay can be taken away, by a redaction.
    essay = record.get("_embedded", {}).get("essay") or {}
    native = essay.get("language") or next(iter(words))
    text = said(words, language or native, native)
    short = shortened(text)
    title, note = _placed(record, kind, short, chinese=primary(language or native) == "zh")
    day = csl_dates.day(record["updated_at"])
    return item(
        f"{record['id']}@{record['version']}",
        "entry",
        title=title,
        title_short=short,
        author=names(essay.get("author")),
        container_title=said(essay["title"], native) if essay else None,
        publisher=PUBLISHER,
        issued=day,
        accessed=day,
        language=native,
        URL=at.version(kind.resource, record["id"], record["version"]),
        abstract=text,
        note=note,
    )


def _placed(record: Record, kind: Kind, short: str, *, chinese: bool) -> tuple[str, str]:
    """Return the title of an item, and a note of its place to the character."""
    cited = f"{record['id']}@{record['version']}"
    passages = record.get("_embedded", {}).get("passages")
    if not passages and _is_reconstructed(record):
        kind = Kind(kind.resource, f"{kind.en} reconstructed by the analyst", f"分析者补出的{kind.zh}")
    if not passages:
        return (f"{short}（{kind.zh}{cited}）" if chinese else f"{short} ({kind.en} {cited})"), ""
    passage, cited_at = passages[0], passages if record.get("one_utterance") else passages[:1]
    section = (passage["_embedded"]["section"] or {}).get("number")
    if chinese:
        place = (f"第{section}节" if section else "") + f"第{passage['paragraph']}段"
        note = _ELLIPSIS.join(f"{one['id']}：全文第{one['start'] + 1}至{one['end']}字符" for one in cited_at)
        return f"{short}（{kind.zh}{cited}，{place}）", note
    place = (f"section {section}, " if section else "") + f"paragraph {passage['paragraph']}"
    note = _ELLIPSIS.join(f"{one['id']}, characters {one['start'] + 1} to {one['end']} of the text" for one in cited_at)
    return f"{short} ({kind.en} {cited}, {place})", note


def _is_reconstructed(record: Record) -> bool:
    """Tell whether a record is a claim that an essay with a text does not word."""
    essay = record.get("_embedded", {}).get("essay") or {}
    return "one_utterance" in record and bool(essay.get("sha256"))
