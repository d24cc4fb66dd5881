"""RIS, which reference managers import: lines of a tag and a value, ended by CR and LF, in UTF-8.

A comma parts a name, so those within the name of an organisation are left out: `Acme Inc.`. Years have four digits;
what has none that is so written, as years before Christ have not, is said in a note.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, cast

from api.formats.csl_dates import year_in_words
from api.formats.display_names import filed, whole
from api.formats.item import Date, Item, Name
from api.formats.language_text import one_line

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
_TEN_THOUSAND: Final = 10_000
_SEASONS: Final = ("Spring", "Summer", "Autumn", "Winter")


def encode(items: Sequence[Item]) -> bytes:
    """Return items as records of RIS."""
    lines = (f"{tag}  - {one_line(value)}\r\n" for item in items for tag, value in _record(item))
    return "".join(lines).encode()


_EDITOR: Final = {"BOOK": "A3", "CLSWK": "A3"}
"""The tag of editors, where it is none of A2."""
_OPEN: Final = re.compile(r"(–?)(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?(–?)")
"""A period without a beginning or an end, in the words that an item has for it."""


def _record(item: Item) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(item["type"], "GEN")
    yield "TY", kind
    yield "ID", item["id"]
    people = (("AU", "author"), (_EDITOR.get(kind, "A2"), "editor"), ("A4", "translator"))
    yield from ((tag, _name(name)) for tag, role in people for name in cast("list[Name]", item.get(role, [])))
    yield from _given(
        ("TI", item.get("title")),
        ("ST", item.get("title-short")),
        ("T2", item.get("container-title")),
    )
    issued, accessed = _date(item.get("issued")), _date(item.get("accessed"))
    yield from _given(("PY", issued.partition("/")[0]), ("DA", issued))
    yield from _given(
        ("PB", item.get("publisher")),
        ("CY", item.get("publisher-place")),
        ("ET", item.get("edition")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        *_pages(item.get("page")),
        ("M1", item.get("number")),
        ("C3", item.get("event-title")),
        ("DB", item.get("archive")),
        ("SN", item.get("ISBN")),
        ("SN", item.get("ISSN")),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("Y2", accessed),
        ("LA", item.get("language")),
        ("AB", item.get("abstract")),
        ("N1", item.get("note")),
    )
    if not issued:
        yield from _given(("N1", _in_words(item.get("issued"))))
    yield "ER", ""


def _given(*values: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((tag, value) for tag, value in values if value)


def _name(name: Name) -> str:
    """Return a name, family first; one that is written in one piece stays so, as what prints it would turn it round."""
    if one := whole(name):
        return _unparted(one)
    family, given, suffix = map(_unparted, filed(name))
    return ", ".join([family, given, suffix] if suffix else filter(None, (family, given)))


def _unparted(text: str) -> str:
    return re.sub(r"\s*[,;]\s*", " ", text).strip()


def _pages(page: str | None) -> Iterator[tuple[str, str]]:
    if page:
        first, *last = map(str.strip, re.split("-{1,3}|[–—]", page, maxsplit=1))
        yield from _given(("SP", first), *(("EP", end) for end in last))


def _date(date: Date | None) -> str:
    """Return a date as year, month, day and other words, each ended by a slash but the last; or nothing."""
    if date is None:
        return ""
    if "date-parts" not in date:
        found = _OPEN.fullmatch(date.get("literal", ""))
        if not found:
            return ""
        until, *numbers, since = found.groups("")
        return "/".join([*numbers, "since" if since else "until" if until else ""])
    first, *last = date["date-parts"]
    year, month, day = [*first, None, None][:3]
    if not year or not 0 < year < _TEN_THOUSAND:
        return ""
    numbers = [f"{year:04}", *("" if part is None else f"{part:02}" for part in (month, day))]
    other = ["ca." * date.get("circa", False), _SEASONS[date["season"] - 1] if "season" in date else ""]
    other += ["to " + "-".join(f"{part:02}" for part in end) for end in last]
    return "/".join([*numbers, " ".join(filter(None, other))])


def _in_words(date: Date | None) -> str:
    """Return a date that no line of RIS can hold, for a note."""
    if date is None:
        return ""
    ends = [" ".join([year_in_words(year), *map(str, within)]) for year, *within in date.get("date-parts", [])]
    said = "–".join(ends) or date.get("literal", "")
    return f"Date: {'ca. ' * date.get('circa', False)}{said}"
