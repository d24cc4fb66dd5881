"""Legal references, which APA style takes from the Bluebook: title, source, date."""

import re
from typing import Final

from api.formats.display_names import surname
from api.formats.item import Item, types
from api.formats.styles import printed_dates
from api.formats.styles.casing import first_upper, title_case
from api.formats.styles.citation_parts import group
from api.formats.styles.csl_terms import Terms
from api.formats.styles.printed_names import NameForm, joined, written
from api.formats.styles.printed_numbers import number

TYPES: Final = types("bill hearing legal_case legislation regulation treaty")
_LABELLED: Final = types("legislation regulation")


def reference(item: Item, terms: Terms) -> str:
    """Return a legal item as an entry of a reference list, without its full stop."""
    kind, title = item["type"], _title(item, terms)
    if kind == "treaty":
        names = item.get("author", [])
        parties = "-".join(name.get("literal") or surname(name) for name in names)
        return group(title, parties, _day(item, terms), _source(item, terms), between=", ")
    titled = group(title, "" if kind == "hearing" else _source(item, terms), between=", ")
    return group(titled, _date(item, terms), _testimony(item, terms), between=" ")


def _title(item: Item, terms: Terms) -> str:
    title = item.get("title", "")
    if item["type"] != "hearing":
        return title_case(title, item, terms.language)
    numbered = number(item, "number", terms).text
    hearing = f"{terms.hearing} {terms.hearing_on} {numbered}" if numbered else ""
    return group(first_upper(title), hearing, between=": ")


def _source(item: Item, terms: Terms) -> str:
    kind, volume = item["type"], number(item, "volume", terms).text
    container, first = item.get("container-title"), re.split(r"[-–,&]", item.get("page", ""))[0].strip()
    cited = group(volume, container, first, between=" ")
    if kind == "legal_case":
        return group(volume, container, first or "___", between=" ") if container else _number(item, terms)
    if kind == "bill":
        return group(number(item, "number", terms).text if container else _number(item, terms), cited, between=", ")
    if kind == "legislation" and "number" in item:
        return group(f"{terms.legislation} {_number(item, terms)}", cited, between=", ")
    if kind == "regulation":
        return group(_number(item, terms), cited, between=", ")
    if kind == "treaty":
        return cited if first else group(cited, _number(item, terms), between=" ")
    return cited


def _number(item: Item, terms: Terms) -> str:
    found = number(item, "number", terms)
    labelled = found.text and (found.numeric or item["type"] in _LABELLED)
    return group(terms.number[found.plural] if labelled else "", first_upper(found.text), between=" ")


def _date(item: Item, terms: Terms) -> str:
    if item["type"] == "legal_case" and "container-title" not in item:
        return group(_day(item, terms), before="(", after=")")
    issued = item.get("issued")
    if not issued:
        return ""
    return group(
        _circa(item, terms),
        printed_dates.year(issued, terms.common_era, terms.between),
        between=" ",
        before="(",
        after=")",
    )


def _day(item: Item, terms: Terms) -> str:
    issued = item.get("issued")
    return group(_circa(item, terms), printed_dates.in_words(issued, terms), between=" ") if issued else ""


def _circa(item: Item, terms: Terms) -> str:
    return terms.circa if item.get("issued", {}).get("circa") else ""


def _testimony(item: Item, terms: Terms) -> str:
    if item["type"] != "hearing":
        return ""
    witnesses = joined(written(item, "author", NameForm(inverted=False, initials=False)), " & ", ", & ")
    return group(terms.testimony if witnesses else "", witnesses, between=" ", before="(", after=")")
