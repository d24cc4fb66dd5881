"""GB/T 7714-2025, numbered, in force since 2026-07-01: as the Citation Style Language has it.

The official style is `china-national-standard-gb-t-7714-2025-numeric.csl`. Its punctuation is Chinese, but for the full
stops between the elements.
"""

from typing import Final

from api.formats.item import Item, types
from api.formats.styles import printed_dates
from api.formats.styles.citation_parts import group, stopped
from api.formats.styles.csl_terms import Terms
from api.formats.styles.gbt import access, edition, names
from api.formats.styles.printed_names import NameForm
from api.formats.styles.printed_numbers import number

_MARKS: Final = {
    kind: mark
    for mark, kinds in {
        "PP": "article",
        "J": "article-journal article-magazine periodical",
        "N": "article-newspaper",
        "M": "book chapter classic entry-dictionary entry-encyclopedia",
        "A": "collection manuscript personal_communication",
        "DS": "dataset",
        "CM": "map",
        "C": "paper-conference",
        "P": "patent",
        "EB": "post post-weblog webpage",
        "R": "report",
        "CP": "software",
        "S": "standard",
        "D": "thesis",
    }.items()
    for kind in kinds.split()
}
_JOURNALS: Final = types("article-journal article-magazine article-newspaper")
_SITES: Final = types("post post-weblog webpage")
_ENTRIES: Final = types("chapter entry-dictionary entry-encyclopedia")
_ARCHIVED: Final = types("collection manuscript personal_communication")
_DATA: Final = types("article dataset")
_BOOKS: Final = types("book classic map patent report")
_PRINTED: Final = types(
    "book chapter classic entry-dictionary entry-encyclopedia map paper-conference periodical thesis"
)
_TO_THE_DAY: Final = types("article-newspaper collection patent manuscript personal_communication report")
_FORM: Final = NameForm(inverted=True, separator=" ", initial=" ")


def cite(item: Item, terms: Terms) -> str:
    """Return an item as an entry of a reference list, without its number."""
    author = "" if item["type"] == "standard" else names(item, "author", terms, _FORM, "，")
    editor = names(item, "editor", terms, _FORM, "，")
    if not author and "container-title" not in item and item["type"] != "standard":
        author, editor = editor, ""
    return stopped(group(author, _body(item, terms, editor), access(item)))


def _body(item: Item, terms: Terms, editor: str) -> str:
    """Return what stands between the author and the address: title, edition and publication."""
    kind, title = item["type"], _title(item, terms)
    if kind == "standard" and "container-title" not in item:
        return group(number(item, "number", terms).text, title, between="\u2003")
    if kind in _JOURNALS:
        parts = [title, _translator(item, terms), _in_journal(item, terms)]
    elif kind in _SITES:
        parts = [title, _days(item, terms)]
    elif kind in _ENTRIES or "container-title" in item:
        parts = [_in_book(item, terms, title, editor), edition(item, terms), _published(item, terms)]
    elif kind == "paper-conference":
        parts = [group(title, _in_proceedings(item, terms), between="//")]
    else:
        parts = [title, *_alone(item, terms)]
    return group(*parts)


def _alone(item: Item, terms: Terms) -> list[str]:
    """Return what follows the title of a work that is no part of another."""
    kind, published = item["type"], _published(item, terms)
    if kind == "periodical":
        return [number(item, "volume", terms).text, published]
    if kind in _DATA:
        return [published + _days(item, terms)]
    if not (kind in _BOOKS or "publisher" in item):
        if kind in _ARCHIVED or "archive" in item:
            return [published]
        if "DOI" in item or "URL" in item:
            return [_days(item, terms)]
    return [_translator(item, terms), edition(item, terms), published]


def _in_book(item: Item, terms: Terms, title: str, editor: str) -> str:
    container = group(item.get("container-title"), _volume(item, terms), between="：")
    whole = group(editor, container) if "container-title" in item else ""
    return group(group(title, _translator(item, terms)), whole, between="//")


def _in_proceedings(item: Item, terms: Terms) -> str:
    held = group(item.get("event-title"), _date(item, terms), between="，")
    return group(held, number(item, "page", terms).text, between="：")


def _title(item: Item, terms: Terms) -> str:
    kind = item["type"]
    alone = "container-title" not in item and kind not in _ENTRIES | {"paper-conference"}
    numbered = "" if kind in {"article", "article-journal", "standard"} else number(item, "number", terms).text
    called = group(item.get("title"), _volume(item, terms) if alone else "", numbered, between="：")
    online = "DOI" in item or "URL" in item
    mark = _MARKS.get(kind) or ("A" if "archive" in item else "EB" if online else "Z")
    return f"{called}[{mark}{'/OL' * online}]"


def _translator(item: Item, terms: Terms) -> str:
    called = names(item, "translator", terms, _FORM, "，")
    return f"{called}，{terms.translator}" if called else ""


def _volume(item: Item, terms: Terms) -> str:
    if item["type"] in _JOURNALS | {"article", "periodical"}:
        return ""
    volume = number(item, "volume", terms)
    return f"{terms.volume_mark}{volume.text}" if volume.numeric else volume.text


def _in_journal(item: Item, terms: Terms) -> str:
    container = item.get("container-title", "").replace(".", "")
    page = number(item, "page", terms).text
    if item["type"] == "article-newspaper":
        return group(container, _date(item, terms), between="，") + group(page, before="（", after="）")
    volume, issue = number(item, "volume", terms).text, number(item, "issue", terms).text
    issued = item.get("issued")
    dated = ""
    if issued:
        exact = not volume and not issue
        dated = printed_dates.numeric(issued, terms) if exact else printed_dates.year(issued, terms.anno_domini, "/")
    place = group(container, dated, volume, between="，") + group(issue, before="（", after="）")
    return group(place, page or number(item, "number", terms).text, between="：")


def _published(item: Item, terms: Terms) -> str:
    kind, date = item["type"], _date(item, terms)
    if kind in _DATA:
        return item.get("publisher", "")
    publisher = group(item.get("publisher-place"), item.get("publisher"), between="：")
    page = number(item, "page", terms).text
    printed = group(group(publisher, date, between="，"), page, between="：")
    if kind in _PRINTED or "publisher" in item:
        return printed
    if kind in {"patent", "report"}:
        return group(date, page, between="：")
    if kind in _ARCHIVED or "archive" in item:
        return group(item.get("archive"), date, between="，")
    return "" if kind in _SITES or "DOI" in item or "URL" in item else printed


def _date(item: Item, terms: Terms) -> str:
    """Return the year, or the day; where that is not known, the year of access in brackets."""
    if issued := item.get("issued"):
        kind = item["type"]
        if (kind in _TO_THE_DAY or "archive" in item) and not (kind == "report" and "publisher" in item):
            return printed_dates.numeric(issued, terms)
        return printed_dates.year(issued, terms.anno_domini, "—")
    accessed = item.get("accessed")
    return f"[{printed_dates.year(accessed, terms.anno_domini, '—')}]" if accessed else ""


def _days(item: Item, terms: Terms) -> str:
    """Return when an item was issued, and when it was looked at."""
    issued, accessed = (
        printed_dates.numeric(item[name], terms) if name in item else "" for name in ("issued", "accessed")
    )
    return group(issued, before="（", after="）") + group(accessed, before="[", after="]")
