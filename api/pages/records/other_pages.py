"""The pages of what has no page of its own kind: sections, passages, evidence, units and measures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from api.handlers.argument_schemes import SCHEMES
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card, unknown
from api.pages.parts.evidence_lists import PLURALS, asserter, bearing_on
from api.pages.parts.places import spots
from api.pages.parts.scheme_links import scheme_link


@dataclass(frozen=True)
class Group:
    """Records of one kind that belong to a record: what they are to it, and where all of them are listed."""

    says: str
    id: str
    cards: tuple[Card, ...]
    more: str


@dataclass(frozen=True)
class Plain:
    """What a page of this kind shows.

    Attributes:
        heading: what the record is or says, by language; None where `title` says it.
        title: the heading where it is in no language.
        tells: a longer text, by language.
        facts: names and values.
        groups: the records that belong to it.
        asks: what to ask of it, each by language.
    """

    heading: Any = None
    title: str = ""
    tells: Any = None
    facts: tuple[tuple[str, Markup | str], ...] = ()
    groups: tuple[Group, ...] = ()
    asks: tuple[Mapping[str, str], ...] = ()


_SECTION = (("sections", "sections"), ("claims", "claims"), ("statistics", "statistics"))
_PASSAGE = (("claims", "claims"), ("statistics", "statistics"), ("sources", "sources"))

View = Callable[[Record, PageContext], dict[str, Any]]

EMBEDS: dict[str, tuple[str, ...]] = {
    "sections": ("essay", "parent", "sections", "passages.text", "claims", "statistics"),
    "passages": ("essay", "section.parent", "text", "claims", "statistics", "sources"),
    "evidence": ("essay", "origin", "target", "asserter", "evidence.origin"),
    "units": ("statistics",),
    "measures": ("statistics",),
}


def section(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a section shows."""
    embedded = record["_embedded"]
    groups = _groups(record, context, _SECTION, "section_id")
    plain = Plain(heading=record["title"], tells=record["summary"], groups=tuple(groups))
    return _shown(plain, spots(embedded.get("passages", ()), embedded.get("essay"), context))


def passage(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a passage shows."""
    groups = _groups(record, context, _PASSAGE, "passage_id")
    title = context.say["place_in_text"].format(record["paragraph"], record["sentence"])
    facts = (
        (context.say["ends"], context.say["characters"].format(record["start"], record["end"])),
        ("SHA-256", Markup('<span class="hash">{}<wbr>{}</span>').format(record["sha256"][:32], record["sha256"][32:])),
    )
    plain = Plain(title=title, facts=facts, groups=tuple(groups))
    return _shown(plain, spots([record], record["_embedded"].get("essay"), context))


def evidence(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a link shows: its two ends, and what undercuts it."""
    say = context.say
    facts = [
        (say["scheme"], _scheme(record, context)),
        (say["asserted_by_other"], _asserter(record, context)),
        (say["group"], record["group"] or ""),
    ]
    groups = [
        _end(record, "origin", say["evidence_from"], context),
        _end(record, "target", _outward(record, context), context),
    ]
    told, title = tuple(fact for fact in facts if fact[1]), _outward(record, context)
    scheme = SCHEMES.get(record["scheme"])
    plain = Plain(title=title, facts=told, groups=tuple(groups), asks=scheme.critical_questions if scheme else ())
    return _shown(plain, ()) | {"grounds": bearing_on(record["_embedded"].get("evidence", ()), context)}


def _asserter(record: Record, context: PageContext) -> str:
    found = asserter(record, context)
    by = context.name("asserter", record["asserted_by"])
    return Markup('<a href="{}">{}</a>').format(found.href, found.says) if found else by


def _scheme(record: Record, context: PageContext) -> Markup:
    link = scheme_link(record["scheme"], context)
    return Markup('<a href="{}">{}</a>').format(link.href, link.says) if link else Markup()


def unit(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a unit shows."""
    say = context.say
    facts = tuple((say[name], record[name]) for name in ("system", "dimension", "factor"))
    facts += ((say["offset"], record["offset"]),) if record["offset"] != "0" else ()
    groups = _groups(record, context, (("statistics", "statistics"),), "unit")
    return _shown(Plain(record["label"], facts=facts, groups=tuple(groups)), ())


def measure(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a measure shows."""
    groups = _groups(record, context, (("statistics", "statistics"),), "measure")
    return _shown(Plain(record["label"], groups=tuple(groups)), ())


VIEWS: dict[str, View] = {
    "sections": section,
    "passages": passage,
    "evidence": evidence,
    "units": unit,
    "measures": measure,
}


def _shown(plain: Plain, places: Iterable[Any]) -> dict[str, Any]:
    return {"plain": plain, "spots": list(places), "grounds": None}


def _outward(record: Record, context: PageContext) -> str:
    return context.name("outward", record["relation"])


def _end(record: Record, end: str, says: str, context: PageContext) -> Group:
    resource = PLURALS[record[f"{end}_type"]]
    other = record["_embedded"].get(end)
    found = card(resource, other, context) if other else unknown(resource, record[f"{end}_id"], context)
    return Group(says, end, (found,), "")


def _groups(record: Record, context: PageContext, members: Iterable[tuple[str, str]], own: str = "") -> Iterable[Group]:
    """Yield the records that are embedded under some names; `own` is the filter that lists all of them."""
    embedded = record["_embedded"]
    cut = set(embedded.get("truncated", ()))
    for name, resource in members:
        cards = tuple(card(resource, one, context) for one in embedded.get(name, ()))
        by = {"sections": "parent_id"}.get(name, own)
        if cards:
            yield Group(
                context.say[resource], name, cards, context.href(resource, **{by: record["id"]}) if name in cut else ""
            )
