"""RIS, which reference managers import: lines of a tag and a value, ended by CR and LF, in UTF-8."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from api.formats.item import Date, Item, Name, whole
from api.formats.words import one_line

_TYPES: Final = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry": "CHAP",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""The type of each type of CSL that has one of its own; of the others, `GEN`."""
_SEASONS: Final = ("Spring", "Summer", "Autumn", "Winter")


def encode(items: Sequence[Item]) -> bytes:
    """Return items as records of RIS."""
    lines = (f"{tag}  - {one_line(value)}\r\n" for item in items for tag, value in _record(item))
    return "".join(lines).encode()


def _record(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for author in item.get("author", []):
        yield "AU", _name(author)
    yield from _given(
        ("TI", item.get("title")),
        ("ST", item.get("title-short")),
        ("T2", item.get("container-title")),
    )
    if issued := item.get("issued"):
        yield "PY", _year(issued)
        yield "DA", _date(issued)
    yield from _given(
        ("PB", item.get("publisher")),
        ("CY", item.get("publisher-place")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        *_pages(item.get("page")),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
    )
    if accessed := item.get("accessed"):
        yield "Y2", _date(accessed)
    yield from _given(("LA", item.get("language")), ("AB", item.get("abstract")), ("N1", item.get("note")))
    yield "ER", ""


def _given(*values: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((tag, value) for tag, value in values if value)


def _name(name: Name) -> str:
    """Return a name, family first; one that is written in one piece stays so, as what prints it would turn it round."""
    return whole(name) or ", ".join(part for part in (name.get("family"), name.get("given")) if part)


def _pages(page: str | None) -> Iterator[tuple[str, str]]:
    if page:
        first, *last = map(str.strip, re.split("[-–—]", page, maxsplit=1))
        yield from _given(("SP", first), *(("EP", end) for end in last))


def _year(date: Date) -> str:
    return str(date["date-parts"][0][0]) if "date-parts" in date else date.get("literal", "")


def _date(date: Date) -> str:
    """Return a date as year, month, day and other words, each ended by a slash but the last."""
    if "date-parts" not in date:
        return f"///{date.get('literal', '')}"
    first, *last = date["date-parts"]
    year, month, day = [*first, None, None][:3]
    numbers = [f"{year:04}", *("" if part is None else f"{part:02}" for part in (month, day))]
    other = ["ca." * date.get("circa", False), _SEASONS[date["season"] - 1] if "season" in date else ""]
    other += ["to " + "-".join(f"{part:02}" for part in end) for end in last]
    return "/".join([*numbers, " ".join(filter(None, other))])
