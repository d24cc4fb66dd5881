"""Legal references, which APA style takes from the Bluebook: title, source, date."""

from typing import Final

from api.formats.item import Item, types
from api.formats.styles import dates, names
from api.formats.styles.casing import title_case
from api.formats.styles.terms import Terms
from api.formats.styles.text import group

TYPES: Final = types("bill hearing legal_case legislation regulation treaty")


def reference(item: Item, terms: Terms) -> str:
    """Return a legal item as an entry of a reference list, without its full stop."""
    kind, title = item["type"], item.get("title", "")
    if kind != "hearing":
        title = title_case(title, item, terms.language)
    if kind == "treaty":
        parties = "-".join(name.get("literal") or name.get("family", "") for name in item.get("author", []))
        return group(title, parties, _day(item, terms), _source(item), between=", ")
    titled = group(title, "" if kind == "hearing" else _source(item), between=", ")
    return group(titled, _date(item, terms), _testimony(item, terms), between=" ")


def _source(item: Item) -> str:
    container, first = item.get("container-title"), item.get("page", "").partition("-")[0]
    if item["type"] == "legal_case":
        return group(item.get("volume"), container, first or "___", between=" ") if container else ""
    return group(item.get("volume"), container, first, between=" ")


def _date(item: Item, terms: Terms) -> str:
    if item["type"] == "legal_case" and "container-title" not in item:
        return group(_day(item, terms), before="(", after=")")
    issued = item.get("issued")
    if not issued:
        return ""
    return group(
        _circa(item, terms), dates.year(issued, terms.common_era, terms.between), between=" ", before="(", after=")"
    )


def _day(item: Item, terms: Terms) -> str:
    issued = item.get("issued")
    return group(_circa(item, terms), dates.in_words(issued, terms), between=" ") if issued else ""


def _circa(item: Item, terms: Terms) -> str:
    return terms.circa if item.get("issued", {}).get("circa") else ""


def _testimony(item: Item, terms: Terms) -> str:
    if item["type"] != "hearing":
        return ""
    witnesses = names.joined(names.in_full(item), " & ", ", & ")
    return group(terms.testimony if witnesses else "", witnesses, between=" ", before="(", after=")")
