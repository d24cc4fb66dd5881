"""The page of a resource that has none of its own kind: what its records say, their fields, and what is related."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from api.core.records.base_record import Provenance
from api.core.records.resource import TYPE, Resource
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card, heading_of
from api.pages.parts.places import spots
from api.pages.records.other_pages import Group, Plain
from api.pages.records.record_page import RecordPage

_ELSEWHERE = frozenset({"id", TYPE, *Provenance.model_fields})
"""The fields that every page shows in places of their own."""

_PLACES = frozenset({"essay", "passages"})
"""What tells where a record stands in a text."""


def generic_page(resource: Resource) -> RecordPage:
    """Return the page of a resource, made of its declaration alone."""

    def view(record: Record, context: PageContext) -> dict[str, Any]:
        heading = heading_of(record)
        facts = tuple(_facts(record, heading, context))
        groups = tuple(_groups(resource, record, context))
        plain = Plain(heading=heading, title=record["id"], facts=facts, groups=groups)
        embedded = record["_embedded"]
        places = spots(embedded.get("passages", ()), embedded.get("essay"), context)
        return {"plain": plain, "spots": places, "grounds": None}

    return RecordPage(resource, view, tuple(resource.related), template="other.html")


def _facts(record: Record, heading: Any, context: PageContext) -> Iterator[tuple[str, Markup | str]]:
    for name, value in record.items():
        if name not in _ELSEWHERE and name != "_embedded" and value not in (None, [], heading):
            yield context.say.get(name, name.replace("_", " ").capitalize()), _shown(value, context)


def _shown(value: Any, context: PageContext) -> str:
    if isinstance(value, Mapping):
        return context.words(value)
    if isinstance(value, list):
        return Markup(", ").join(_shown(one, context) for one in value)
    return escape(value)


def _groups(resource: Resource, record: Record, context: PageContext) -> Iterator[Group]:
    """Yield what is embedded in a record, each under a name, where it is of one kind."""
    for name, related in resource.related.items():
        embedded = record["_embedded"].get(name)
        if name in _PLACES or len(related.members) != 1 or not embedded:
            continue
        [kind] = related.members
        cards = tuple(card(kind, one, context) for one in (embedded if isinstance(embedded, list) else [embedded]))
        yield Group(context.say.get(name, context.name("plural", kind)), name, cards, "")
