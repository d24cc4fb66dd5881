"""The page of an entity: its names, and all that is said of it, in every essay."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from api.formats.url_links import link
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card
from api.pages.records.other_pages import Group, Plain

_NAMING: Mapping[str, tuple[str, str]] = {
    "claims": ("about", "claims_about"),
    "statistics": ("subject", "figures_of"),
    "relationships": ("about", "relationships_about"),
    "topics": ("about", "topics_about"),
    "sources": ("entity_id", "sources_it_is"),
}
"""What can say something of an entity, with the filter that lists all of it, and what it is called on the page."""

EMBED = (*_NAMING,)


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of an entity shows."""
    plain = Plain(heading=record["label"], facts=tuple(_facts(record, context)), groups=tuple(_groups(record, context)))
    return {"plain": plain, "spots": (), "grounds": None}


def _facts(record: Record, context: PageContext) -> Iterator[tuple[str, Markup | str]]:
    yield context.say["kind"], context.name("entity_kind", record["kind"])
    if record["aliases"]:
        yield context.say["aliases"], context.say["comma"].join(record["aliases"])
    if record["same_as"]:
        yield context.say["same_as"], Markup("<br>").join(map(_elsewhere, record["same_as"]))


def _elsewhere(iri: str) -> Markup | str:
    """Return an IRI as a link, where it leads anywhere; what all of them begin with is not shown."""
    shown = iri.removeprefix("https://").removeprefix("www.")
    return Markup('<a href="{}">{}</a>').format(iri, shown) if link(iri) else iri


def _groups(record: Record, context: PageContext) -> Iterator[Group]:
    embedded = record["_embedded"]
    for name, (by, says) in _NAMING.items():
        cards = tuple(card(name, one, context) for one in embedded.get(name, ()))
        more = context.href(name, **{by: record["id"]}) if name in embedded.get("truncated", ()) else ""
        if cards:
            yield Group(context.say[says], name, cards, more)
