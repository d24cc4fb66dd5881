"""APA style, seventh edition: author, date, title, source; as `apa.csl` of the Citation Style Language has it."""

import re
from typing import Final

from api.formats.item import Item, types
from api.formats.styles import dates, names
from api.formats.styles.casing import title_case
from api.formats.styles.terms import Terms
from api.formats.styles.text import curled, group, stopped

_WITH_DAY: Final = types(
    "article-magazine article-newspaper broadcast collection document event motion_picture pamphlet performance "
    "personal_communication post post-weblog song speech webpage"
)
"""Whose dates have a month and a day."""
_SERIAL: Final = types("article-journal article-magazine article-newspaper periodical post-weblog review review-book")
"""What appears in a series of issues."""
_SITE: Final = types("post webpage")
_AS_REPORT: Final = types("document report software standard")
_AS_EVENT: Final = types("event paper-conference performance speech")
_UNNUMBERED: Final = _SERIAL | _SITE | _AS_EVENT | types("broadcast interview patent")
_MANY: Final = 20
"""How many authors are named; of more, the first nineteen and the last."""


def cite(item: Item, terms: Terms) -> str:
    """Return an item as an entry of a reference list."""
    title = curled(item.get("title", ""), terms.quotes)
    heading = group(title, _identifier(item, terms), between=" ")
    author = _author(item, terms)
    publisher = item.get("publisher", "")
    described = group(heading, _description(item, terms), between=" ")
    if not author:
        if item["type"] in {"entry-dictionary", "entry-encyclopedia", "software", "webpage"} and publisher:
            author, publisher = publisher, ""
        else:
            author, described = heading, _description(item, terms)
    cited = group(author, _date(item, terms), described, _source(item, terms, publisher))
    return group(stopped(cited), _access(item, terms), between=" ")


def _author(item: Item, terms: Terms) -> str:
    authors = names.printed(item, initial=". ", hyphens=True, separator=", ", capitals=False)
    if len(authors) > _MANY:
        return curled(f"{', '.join(authors[: _MANY - 1])}, … {authors[-1]}", terms.quotes)
    institutions = ["literal" in name for name in item.get("author", [])]
    comma = len(authors) > 2 or not any(institutions)  # noqa: PLR2004 - a pair
    return curled(names.joined(authors, ", & " if comma else " & "), terms.quotes)


def _date(item: Item, terms: Terms) -> str:
    issued = item.get("issued")
    if not issued:
        return f"({terms.no_date})"
    within = dates.month_and_day(issued, terms) if item["type"] in _WITH_DAY else ""
    year = group(terms.circa if issued.get("circa") else "", dates.year(issued, terms), between=" ")
    return group(year, within, between=", ", before="(", after=")")


def _identifier(item: Item, terms: Terms) -> str:
    """Return which part of a work it is: in parentheses after its title, or after that of what it is in."""
    if item["type"] == "patent":
        return f"({terms.forms['patent']})"
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


def _pages(item: Item, terms: Terms) -> str:
    return re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", terms.pages, item.get("page", ""))


def _description(item: Item, terms: Terms) -> str:
    """Return what kind of thing it is, in brackets, where that is not plain."""
    kind = item["type"]
    in_part = any(variable in item for variable in ("issue", "page", "volume"))
    if "container-title" in item and (kind in _AS_REPORT or (kind in _AS_EVENT and not in_part)):
        return ""
    if kind == "thesis":
        return group(item.get("publisher") if "DOI" in item or "URL" in item else "", before="[", after="]")
    return group(_form(item, terms), before="[", after="]")


def _form(item: Item, terms: Terms) -> str:
    kind = item["type"]
    if kind == "patent" or (kind == "periodical" and "container-title" not in item):
        return ""
    if kind == "manuscript" and any(part in item for part in ("container-title", "DOI", "publisher", "URL")):
        return ""
    return terms.forms.get(kind, "")


def _source(item: Item, terms: Terms, publisher: str) -> str:
    kind, container = item["type"], item.get("container-title", "")
    if kind in _SITE:
        return group(publisher, title_case(container, item))
    if kind in _SERIAL | {"interview", "paper-conference"}:
        return group(_serial(item, terms), publisher if kind == "interview" else "")
    if kind == "thesis" and ("DOI" in item or "URL" in item):
        publisher = ""
    return group(_within(item, terms), publisher)


def _serial(item: Item, terms: Terms) -> str:
    volume = item.get("volume", "") + group(item.get("issue"), before="(", after=")")
    return group(title_case(item.get("container-title", ""), item), volume, _pages(item, terms), between=", ")


def _within(item: Item, terms: Terms) -> str:
    if "container-title" not in item:
        return ""
    kind = item["type"]
    numbers = "" if kind in _UNNUMBERED else _numbers(item, terms)
    described = _form(item, terms) if kind in _AS_REPORT | _AS_EVENT and not _description(item, terms) else ""
    container = group(
        curled(item["container-title"], terms.quotes),
        "" if item.get("volume", "").isdigit() else item.get("volume"),
        between=": ",
    )
    return group(terms.within, container, numbers, group(described, before="[", after="]"), between=" ")


def _access(item: Item, terms: Terms) -> str:
    if "DOI" in item:
        return f"https://doi.org/{item['DOI']}"
    url = item.get("URL", "")
    if "issued" in item or not url:
        return url
    accessed = dates.whole_day(item["accessed"], terms) if "accessed" in item else ""
    return group(terms.retrieved, group(accessed, after=f", {terms.retrieved_from}"), url, between=" ")
