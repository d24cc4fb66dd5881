"""APA style, seventh edition: author, date, title, source; as `apa.csl` of the Citation Style Language has it."""

from typing import Final

from api.formats.item import Item, types
from api.formats.styles import apa_parts, legal, printed_dates
from api.formats.styles.apa_parts import SERIAL, SITE, Shape
from api.formats.styles.casing import first_upper, title_case
from api.formats.styles.citation_parts import group, stopped
from api.formats.styles.csl_terms import Terms
from api.formats.styles.printed_numbers import number

_WITH_DAY: Final = types(
    "article-magazine article-newspaper broadcast collection document event motion_picture pamphlet performance "
    "personal_communication post post-weblog song speech webpage"
)
"""Whose dates have a month and a day."""
_TALKS: Final = types("interview paper-conference")
_ENTRIES: Final = types("entry-dictionary entry-encyclopedia")
_BY_TITLE: Final = types("book classic entry entry-dictionary entry-encyclopedia")
"""What is called by its title, before its editors, where it is part of a larger work."""


def cite(item: Item, terms: Terms) -> str:
    """Return an item as an entry of a reference list."""
    if item["type"] in legal.TYPES:
        return group(stopped(legal.reference(item, terms)), _access(item, terms), between=" ")
    shape = Shape(item, terms)
    author = _author(shape)
    described = _described(shape)
    cited = group(author, _date(item, terms), described, _source(shape))
    return group(stopped(cited), _access(item, terms), between=" ")


def _author(shape: Shape) -> str:
    """Return the author, or who or what stands for one; it is not said again."""
    item, kind = shape.item, shape.item["type"]
    if author := apa_parts.people(shape, "author"):
        return author
    if kind in _ENTRIES and (publisher := shape.take("publisher")):
        return publisher
    if "container-title" in item and kind in _BY_TITLE and (title := _by_title(shape)):
        return title
    if editor := apa_parts.people(shape, "editor"):
        return editor
    if kind in {"software", "webpage"} and (publisher := shape.take("publisher")):
        return publisher
    return _by_title(shape)


def _by_title(shape: Shape) -> str:
    """Return the title, or what else says what it is, in the author's place."""
    if shape.item["type"] not in apa_parts.REVIEWS and "title" in shape.item:
        shape.titled = True
        called = group(apa_parts.title(shape), apa_parts.identifier(shape), between=" ")
        if "container-title" not in shape.item or shape.item["type"] == "patent":
            shape.taken.add("number")
        return called
    described = _described(shape)
    shape.titled = shape.described = True
    if "container-title" not in shape.item:
        shape.taken.add("number")
    return described


def _described(shape: Shape) -> str:
    """Return the title, which part it is, and what kind of thing."""
    heading, description = "", "" if shape.described else apa_parts.description(shape)
    if not shape.titled:
        heading = group(apa_parts.title(shape), apa_parts.identifier(shape), between=" ")
    return group(heading, description, between=" ")


def _date(item: Item, terms: Terms) -> str:
    issued = item.get("issued")
    if not issued:
        return f"({terms.no_date})"
    parted = any(part in item for part in ("editor", "issue", "page", "volume"))
    exact = item["type"] in _WITH_DAY or (item["type"] in _TALKS and not parted)
    within = printed_dates.month_and_day(issued, terms) if exact else ""
    year = group(
        terms.circa if issued.get("circa") else "",
        printed_dates.year(issued, terms.common_era, terms.between),
        between=" ",
    )
    return group(year, within, between=", ", before="(", after=")")


def _source(shape: Shape) -> str:
    item, kind = shape.item, shape.item["type"]
    if kind in SITE:
        within = ""
    elif shape.serial:
        within = _serial(shape)
    else:
        within = apa_parts.within(shape)
    site = title_case(shape.say("container-title"), item, shape.terms.language) if kind in SITE else ""
    return group(within, _publisher(shape), shape.say("archive"), _event(shape), site)


def _serial(shape: Shape) -> str:
    item, terms = shape.item, shape.terms
    volume = number(item, "volume", terms).text + group(number(item, "issue", terms).text, before="(", after=")")
    article = "" if "number" in shape.taken else number(item, "number", terms).text
    paged = "" if "number" in item else number(item, "page", terms).text
    place = f"{terms.article} {article}" if article else paged
    container = title_case(shape.say("container-title"), item, terms.language)
    return group(container, volume, place, between=", ")


def _publisher(shape: Shape) -> str:
    item, kind = shape.item, shape.item["type"]
    if kind == "thesis":
        return "" if any(part in item for part in ("archive", "DOI", "URL")) else shape.take("publisher")
    if kind in SERIAL or (kind == "paper-conference" and "editor" not in item):
        return ""
    return shape.take("publisher")


def _event(shape: Shape) -> str:
    parted = any(part in shape.item for part in ("editor", "issue", "page", "volume"))
    if shape.item["type"] == "paper-conference" and parted:
        return ""
    return first_upper(shape.say("event-title"))


def _access(item: Item, terms: Terms) -> str:
    if "DOI" in item:
        return f"https://doi.org/{item['DOI']}"
    url = item.get("URL", "")
    if "issued" in item or not url:
        return url
    accessed = (
        f"{printed_dates.in_words(item['accessed'], terms)}, {terms.retrieved_from}" if "accessed" in item else ""
    )
    return group(terms.retrieved, accessed, url, between=" ")
