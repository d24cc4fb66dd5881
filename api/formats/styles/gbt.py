"""GB/T 7714-2015, numbered: as the Citation Style Language has it.

The official style is `china-national-standard-gb-t-7714-2015-numeric.csl`.
"""

import re
from typing import Final

from api.formats.item import Item, types
from api.formats.styles import dates, names
from api.formats.styles.terms import Terms
from api.formats.styles.text import group, stopped

_MARKS: Final = {
    kind: mark
    for mark, kinds in {
        "A": "article bill collection hearing legal_case legislation personal_communication regulation treaty",
        "J": "article-journal article-magazine periodical",
        "N": "article-newspaper",
        "M": "book chapter classic entry-dictionary entry-encyclopedia",
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
"""The mark of each type that has one (GB/T 3469); of the others, Z."""
_JOURNALS: Final = types("article-journal article-magazine article-newspaper")
_ELECTRONIC: Final = types("dataset post post-weblog software webpage")
_IN_BOOKS: Final = types("chapter entry-dictionary entry-encyclopedia paper-conference")
_PRINTED: Final = types("book chapter paper-conference periodical thesis")
_NAMED: Final = 3
"""How many authors are named, if there are more."""


def cite(item: Item, terms: Terms) -> str:
    """Return an item as an entry of a reference list, without its number."""
    kind = item["type"]
    title = _title(item, terms)
    if kind == "periodical":
        body = [title, _volume_of_year(item, terms), _published(item, terms)]
    elif kind in _JOURNALS:
        body = [title, _in_journal(item, terms)]
    elif kind != "patent" and kind not in _ELECTRONIC and ("container-title" in item or kind in _IN_BOOKS):
        container = group(
            item.get("container-title", ""),
            _volume(item, terms) if "container-title" in item else "",
            between=": ",
        )
        body = [group(title, container, between="//"), _published(item, terms)]
    else:
        body = [title, _published(item, terms)]
    return stopped(group(_author(item, terms), *body, _access(item)))


def _author(item: Item, terms: Terms) -> str:
    authors = names.inverted(item, initial=" ", hyphens=False, separator=" ", capitals=True)
    if len(authors) > _NAMED:
        authors = [*authors[:_NAMED], terms.et_al]
    return ", ".join(authors)


def _title(item: Item, terms: Terms) -> str:
    alone = item["type"] not in _IN_BOOKS and "container-title" not in item
    title = group(item.get("title", ""), _volume(item, terms) if alone else "", between=": ")
    online = "/OL" if "URL" in item or "DOI" in item else ""
    return f"{title}[{_MARKS.get(item['type'], 'Z')}{online}]"


def _volume(item: Item, terms: Terms) -> str:
    if item["type"] in _JOURNALS | {"article", "periodical"}:
        return ""
    volume = item.get("volume", "")
    return f"{terms.volume} {volume}" if volume.isdigit() else volume


def _in_journal(item: Item, terms: Terms) -> str:
    container, page = item.get("container-title", ""), _pages(item)
    if item["type"] == "article-newspaper":
        issued = dates.numeric(item["issued"], terms) if "issued" in item else ""
        place = group(container, issued, between=", ") + group(page, before="(", after=")")
    else:
        volume = group(container, _year(item, terms), item.get("volume"), between=", ")
        place = group(volume + group(item.get("issue"), before="(", after=")"), page, between=": ")
    return place + _accessed(item, terms)


def _volume_of_year(item: Item, terms: Terms) -> str:
    return group(_year(item, terms), item.get("volume"), between=", ") + group(item.get("issue"), before="(", after=")")


def _published(item: Item, terms: Terms) -> str:
    if item["type"] == "patent":
        return (dates.numeric(item["issued"], terms) if "issued" in item else "") + _accessed(item, terms)
    if item["type"] in _PRINTED or any(part in item for part in ("publisher", "publisher-place", "page")):
        publisher = group(item.get("publisher-place"), item.get("publisher"), between=": ")
        year = group(publisher, _year(item, terms), between=", ")
        return group(year, _pages(item), between=": ") + _accessed(item, terms)
    if "URL" in item or "DOI" in item:
        issued = dates.numeric(item["issued"], terms) if "issued" in item else ""
        return group(issued, before="(", after=")") + _accessed(item, terms)
    return _year(item, terms)


def _year(item: Item, terms: Terms) -> str:
    """Return the year; in brackets where it is not certain, or not known and that of access stands for it."""
    issued = item.get("issued")
    if issued and not issued.get("circa"):
        return dates.year(issued, terms.anno_domini, "/")
    estimated = issued or item.get("accessed")
    return f"[{dates.year(estimated, terms.anno_domini, '/')}]" if estimated else ""


def _pages(item: Item) -> str:
    return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "-", item.get("page", ""))


def _accessed(item: Item, terms: Terms) -> str:
    if "accessed" in item and ("URL" in item or "DOI" in item):
        return f"[{dates.numeric(item['accessed'], terms)}]"
    return ""


def _access(item: Item) -> str:
    return group(item.get("URL"), group(item.get("DOI"), before="DOI:"))
