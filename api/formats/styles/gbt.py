"""GB/T 7714-2015, numbered: as the Citation Style Language has it.

The official style is `china-national-standard-gb-t-7714-2015-numeric.csl`.
"""

from typing import Final

from api.formats.item import Item, types
from api.formats.styles import printed_dates
from api.formats.styles.citation_parts import group, stopped
from api.formats.styles.csl_terms import Terms
from api.formats.styles.printed_names import NameForm, written
from api.formats.styles.printed_numbers import number

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
_UNNUMBERED: Final = types("article article-journal")
_NAMED: Final = 3
"""How many authors are named, if there are more."""
_FORM: Final = NameForm(inverted=True, separator=" ", initial=" ", hyphens=False, capitals=True)


def cite(item: Item, terms: Terms) -> str:
    """Return an item as an entry of a reference list, without its number."""
    kind = item["type"]
    title = _title(item, terms)
    author = names(item, "author", terms, _FORM)
    editor = names(item, "editor", terms, _FORM)
    if not author and "container-title" not in item:
        author, editor = editor, ""
    if kind == "periodical":
        body = [title, _volume_of_year(item, terms), _published(item, terms)]
    elif kind in _JOURNALS:
        body = [title, _in_journal(item, terms)]
    elif kind != "patent" and kind not in _ELECTRONIC:
        translated = group(title, _translator(item, terms))
        if "container-title" in item or kind in _IN_BOOKS:
            translated = group(translated, group(editor, _container(item, terms)), between="//")
        body = [translated, edition(item, terms), _published(item, terms)]
    else:
        body = [title, _published(item, terms)]
    return stopped(group(author, *body, access(item)))


def names(item: Item, role: str, terms: Terms, form: NameForm, between: str = ", ") -> str:
    """Return the first three names of those who had a part in an item, and that there are others."""
    called = written(item, role, form)
    if len(called) > _NAMED:
        called = [*called[:_NAMED], terms.et_al]
    return between.join(called)


def edition(item: Item, terms: Terms) -> str:
    """Return the edition."""
    found = number(item, "edition", terms)
    return f"{found.ordinal} {terms.edition[found.plural]}" if found.numeric else found.text


def access(item: Item) -> str:
    """Return where an item can be read."""
    return group(item.get("URL"), group(item.get("DOI"), before="DOI:"))


def _translator(item: Item, terms: Terms) -> str:
    called = names(item, "translator", terms, _FORM)
    return f"{called}, {terms.translator}" if called else ""


def _title(item: Item, terms: Terms) -> str:
    alone = item["type"] not in _IN_BOOKS and "container-title" not in item
    numbered = "" if item["type"] in _UNNUMBERED else number(item, "number", terms).text
    numbers = group(_volume(item, terms) if alone else "", numbered, between="\u2003")
    title = group(item.get("title", ""), numbers, between=": ")
    online = "/OL" if "URL" in item or "DOI" in item else ""
    return f"{title}[{_MARKS.get(item['type'], 'Z')}{online}]"


def _container(item: Item, terms: Terms) -> str:
    if "container-title" in item:
        return group(item["container-title"], _volume(item, terms), between=": ")
    return item.get("event-title", "") if item["type"] == "paper-conference" else ""


def _volume(item: Item, terms: Terms) -> str:
    if item["type"] in _JOURNALS | {"article", "periodical"}:
        return ""
    volume = number(item, "volume", terms)
    return f"{terms.volume[volume.plural]} {volume.text}" if volume.numeric else volume.text


def _in_journal(item: Item, terms: Terms) -> str:
    container, page = item.get("container-title", ""), number(item, "page", terms).text
    if item["type"] == "article-newspaper":
        issued = printed_dates.numeric(item["issued"], terms) if "issued" in item else ""
        place = group(container, issued, between=", ") + group(page, before="(", after=")")
    else:
        volume = group(container, _year(item, terms), number(item, "volume", terms).text, between=", ")
        place = group(volume + group(number(item, "issue", terms).text, before="(", after=")"), page, between=": ")
    return place + _accessed(item, terms)


def _volume_of_year(item: Item, terms: Terms) -> str:
    volume = group(_year(item, terms), number(item, "volume", terms).text, between=", ")
    return volume + group(number(item, "issue", terms).text, before="(", after=")")


def _published(item: Item, terms: Terms) -> str:
    if item["type"] == "patent":
        return (printed_dates.numeric(item["issued"], terms) if "issued" in item else "") + _accessed(item, terms)
    if item["type"] in _PRINTED or any(part in item for part in ("archive", "publisher", "publisher-place", "page")):
        publisher = group(item.get("publisher-place"), item.get("publisher"), between=": ") or item.get("archive", "")
        year = group(publisher, _year(item, terms), between=", ")
        return group(year, number(item, "page", terms).text, between=": ") + _accessed(item, terms)
    if "URL" in item or "DOI" in item:
        issued = printed_dates.numeric(item["issued"], terms) if "issued" in item else ""
        return group(issued, before="(", after=")") + _accessed(item, terms)
    return _year(item, terms)


def _year(item: Item, terms: Terms) -> str:
    """Return the year; in brackets where it is not certain, or not known and that of access stands for it."""
    issued = item.get("issued")
    if issued and not issued.get("circa"):
        return printed_dates.year(issued, terms.anno_domini, "/")
    estimated = issued or item.get("accessed")
    return f"[{printed_dates.year(estimated, terms.anno_domini, '/')}]" if estimated else ""


def _accessed(item: Item, terms: Terms) -> str:
    if "accessed" in item and ("URL" in item or "DOI" in item):
        return f"[{printed_dates.numeric(item['accessed'], terms)}]"
    return ""
