"""The page of an entity: its names, and all that is said of it, in every essay."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from api.formats.url_links import link
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card
from api.pages.records.other_pages import Group, Plain

_NAMING: Mapping[str, str] = {
    "claims": "about",
    "statistics": "subject",
    "relationships": "about",
    "topics": "about",
    "sources": "entity_id",
}
"""What can say something of an entity, with the filter that lists all of it."""

EMBED = (*_NAMING,)


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of an entity shows."""
    plain = Plain(heading=record["label"], facts=tuple(_facts(record, context)), groups=tuple(_groups(record, context)))
    return {"plain": plain, "spots": (), "grounds": None}


def _facts(record: Record, context: PageContext) -> Iterator[tuple[str, Markup | str]]:
    yield context.say["kind"], context.name("entity_kind", record["kind"])
    if record["aliases"]:
        yield context.say["aliases"], context.say["comma"].join(record["aliases"])
    for iri in record["same_as"]:
        yield context.say["same_as"], Markup('<a href="{0}">{0}</a>').format(iri) if link(iri) else iri


def _groups(record: Record, context: PageContext) -> Iterator[Group]:
    embedded = record["_embedded"]
    for name, by in _NAMING.items():
        cards = tuple(card(name, one, context) for one in embedded.get(name, ()))
        more = context.href(name, **{by: record["id"]}) if name in embedded.get("truncated", ()) else ""
        if cards:
            yield Group(context.say[f"of_entity_{name}"], name, cards, more)
