"""APA style, seventh edition: author, date, title, source; as `apa.csl` of the Citation Style Language has it."""

import re
from typing import Final

from api.formats.item import Item, types
from api.formats.styles import dates, legal, names
from api.formats.styles.casing import title_case
from api.formats.styles.terms import Terms
from api.formats.styles.text import group, stopped

_WITH_DAY: Final = types(
    "article-magazine article-newspaper broadcast collection document event motion_picture pamphlet performance "
    "personal_communication post post-weblog song speech webpage"
)
"""Whose dates have a month and a day."""
_SERIAL: Final = types("article-journal article-magazine article-newspaper periodical post-weblog review review-book")
"""What appears in a series of issues."""
_SITE: Final = types("post webpage")
_TALKS: Final = types("interview paper-conference")
_REVIEWS: Final = types("review review-book")
_BY_PUBLISHER: Final = types("entry-dictionary entry-encyclopedia software webpage")
_AS_REPORT: Final = types("document report software standard")
_AS_EVENT: Final = types("event paper-conference performance speech")
_UNNUMBERED: Final = _SERIAL | _SITE | _AS_EVENT | types("broadcast interview patent")


def cite(item: Item, terms: Terms) -> str:
    """Return an item as an entry of a reference list."""
    if item["type"] in legal.TYPES:
        return group(stopped(legal.reference(item, terms)), _access(item, terms), between=" ")
    heading = "" if item["type"] in _REVIEWS else group(_title(item), _identifier(item, terms), between=" ")
    author, publisher = _author(item), item.get("publisher", "")
    description = _description(item, terms)
    if not author:
        if item["type"] in _BY_PUBLISHER and publisher:
            author, publisher = publisher, ""
        elif heading:
            author, heading = heading, ""
        else:
            author, description = description, ""
    described = group(heading, description, between=" ")
    cited = group(author, _date(item, terms), described, _source(item, terms, publisher))
    return group(stopped(cited), _access(item, terms), between=" ")


def _title(item: Item) -> str:
    title = item.get("title", "")
    if "container-title" in item or item["type"] in _SERIAL | _SITE | _TALKS:
        return title
    return group(title, "" if item.get("volume", "").isdigit() else item.get("volume"), between=": ")


def _author(item: Item) -> str:
    authors = names.inverted(item, initial=". ", hyphens=True, separator=", ", capitals=False)
    institutions = any("literal" in name for name in item.get("author", []))
    return names.joined(authors, " & " if institutions else ", & ", ", & ")


def _date(item: Item, terms: Terms) -> str:
    issued = item.get("issued")
    if not issued:
        return f"({terms.no_date})"
    exact = item["type"] in _WITH_DAY or (item["type"] in _TALKS and not _numbered(item))
    within = dates.month_and_day(issued, terms) if exact else ""
    year = group(
        terms.circa if issued.get("circa") else "", dates.year(issued, terms.common_era, terms.between), between=" "
    )
    return group(year, within, between=", ", before="(", after=")")


def _identifier(item: Item, terms: Terms) -> str:
    """Return which part of a work it is, in parentheses."""
    return "" if "container-title" in item or item["type"] in _UNNUMBERED else _numbers(item, terms)


def _numbers(item: Item, terms: Terms) -> str:
    volume, issue, page = item.get("volume", ""), item.get("issue", ""), _pages(item, terms)
    if page:
        page = f"{terms.page[bool(re.search(r'[-–～,&]', page))]} {page}"
    return group(
        f"{terms.volume} {volume}" if volume.isdigit() else "",
        f"{terms.issue} {issue}" if issue else "",
        page,
        between=", ",
        before="(",
        after=")",
    )


def _numbered(item: Item) -> bool:
    return any(variable in item for variable in ("issue", "page", "volume"))


def _pages(item: Item, terms: Terms) -> str:
    return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", terms.pages, item.get("page", ""))


def _description(item: Item, terms: Terms) -> str:
    """Return what kind of thing it is, in brackets, where that is not plain."""
    kind = item["type"]
    if "container-title" in item and (kind in _AS_REPORT or (kind in _AS_EVENT and not _numbered(item))):
        return ""
    if kind in _REVIEWS:
        title = item.get("title", "")
        return group(terms.review[kind == "review-book"], title, between=" ", before="[", after="]")
    if kind == "thesis":
        return group(item.get("publisher") if "DOI" in item or "URL" in item else "", before="[", after="]")
    return group(_form(item, terms), before="[", after="]")


def _form(item: Item, terms: Terms) -> str:
    kind = item["type"]
    if kind == "periodical" and "container-title" not in item:
        return ""
    if kind == "manuscript" and any(part in item for part in ("container-title", "DOI", "publisher", "URL")):
        return ""
    return terms.forms.get(kind, "")


def _source(item: Item, terms: Terms, publisher: str) -> str:
    kind, container = item["type"], item.get("container-title", "")
    if kind in _SITE:
        return group(publisher, title_case(container, item, terms.language))
    if kind in _SERIAL | _TALKS:
        return group(_serial(item, terms), publisher if kind == "interview" else "")
    if kind == "thesis" and ("DOI" in item or "URL" in item):
        publisher = ""
    return group(_within(item, terms), publisher)


def _serial(item: Item, terms: Terms) -> str:
    volume = item.get("volume", "") + group(item.get("issue"), before="(", after=")")
    return group(
        title_case(item.get("container-title", ""), item, terms.language), volume, _pages(item, terms), between=", "
    )


def _within(item: Item, terms: Terms) -> str:
    if "container-title" not in item:
        return ""
    kind = item["type"]
    numbers = "" if kind in _UNNUMBERED else _numbers(item, terms)
    described = _form(item, terms) if kind in _AS_REPORT | _AS_EVENT and not _description(item, terms) else ""
    container = group(
        item["container-title"],
        "" if item.get("volume", "").isdigit() else item.get("volume"),
        between=": ",
    )
    return group(
        terms.on if kind == "song" else terms.within,
        container,
        numbers,
        group(described, before="[", after="]"),
        between=" ",
    )


def _access(item: Item, terms: Terms) -> str:
    if "DOI" in item:
        return f"https://doi.org/{item['DOI']}"
    url = item.get("URL", "")
    if "issued" in item or not url:
        return url
    accessed = dates.in_words(item["accessed"], terms) if "accessed" in item else ""
    return group(terms.retrieved, group(accessed, after=f", {terms.retrieved_from}"), url, between=" ")
