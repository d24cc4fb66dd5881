"""The pages of what has no page of its own kind: sections, passages, evidence, units and terms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from api.reading.cards import Card, Record, card, unknown
from api.reading.grounds import PLURALS, bearing_on
from api.reading.look import Look
from api.reading.places import spots


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
    """

    heading: Any = None
    title: str = ""
    tells: Any = None
    facts: tuple[tuple[str, Markup | str], ...] = ()
    groups: tuple[Group, ...] = ()


_SECTION = (("sections", "sections"), ("claims", "claims"), ("statistics", "statistics"))
_PASSAGE = (("claims", "claims"), ("statistics", "statistics"), ("sources", "sources"))

View = Callable[[Record, Look], dict[str, Any]]

EMBEDS: dict[str, tuple[str, ...]] = {
    "sections": ("essay", "parent", "sections", "passages.text", "claims", "statistics"),
    "passages": ("essay", "section.parent", "text", "claims", "statistics", "sources"),
    "evidence": ("essay", "origin", "target", "evidence.origin"),
    "units": ("statistics",),
    "terms": ("measured", "described"),
}


def section(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a section shows."""
    embedded = record["_embedded"]
    groups = _groups(record, look, _SECTION, "section_id")
    plain = Plain(heading=record["title"], tells=record["summary"], groups=tuple(groups))
    return _shown(plain, spots(embedded.get("passages", ()), embedded.get("essay"), look))


def passage(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a passage shows."""
    groups = _groups(record, look, _PASSAGE, "passage_id")
    title = look.say["place_in_text"].format(record["paragraph"], record["sentence"])
    facts = (
        (look.say["ends"], look.say["characters"].format(record["start"], record["end"])),
        ("SHA-256", Markup('<span class="hash">{}<wbr>{}</span>').format(record["sha256"][:32], record["sha256"][32:])),
    )
    plain = Plain(title=title, facts=facts, groups=tuple(groups))
    return _shown(plain, spots([record], record["_embedded"].get("essay"), look))


def evidence(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a link shows: its two ends, and what undercuts it."""
    say = look.say
    facts = [
        (say["scheme"], look.name("scheme", record["scheme"])),
        (say["asserted_by"], look.name("asserter", record["asserted_by"])),
        (say["group"], record["group"] or ""),
    ]
    groups = [_end(record, "origin", say["evidence_from"], look), _end(record, "target", _outward(record, look), look)]
    plain = Plain(title=_outward(record, look), facts=tuple(fact for fact in facts if fact[1]), groups=tuple(groups))
    return _shown(plain, ()) | {"grounds": bearing_on(record["_embedded"].get("evidence", ()), look)}


def unit(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a unit shows."""
    say = look.say
    facts = tuple((say[name], record[name]) for name in ("system", "dimension", "factor"))
    facts += ((say["offset"], record["offset"]),) if record["offset"] != "0" else ()
    groups = _groups(record, look, (("statistics", "statistics"),), "unit")
    return _shown(Plain(record["label"], facts=facts, groups=tuple(groups)), ())


def term(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a term shows."""
    members = (("measured", "statistics"), ("described", "statistics"))
    facts = ((look.say["kind"], look.say[record["kind"]]),)
    return _shown(Plain(record["label"], facts=facts, groups=tuple(_groups(record, look, members))), ())


VIEWS: dict[str, View] = {"sections": section, "passages": passage, "evidence": evidence, "units": unit, "terms": term}


def _shown(plain: Plain, places: Iterable[Any]) -> dict[str, Any]:
    return {"plain": plain, "spots": list(places), "grounds": None}


def _outward(record: Record, look: Look) -> str:
    return look.name("outward", record["relation"])


def _end(record: Record, end: str, says: str, look: Look) -> Group:
    resource = PLURALS[record[f"{end}_type"]]
    other = record["_embedded"].get(end)
    found = card(resource, other, look) if other else unknown(resource, record[f"{end}_id"], look)
    return Group(says, end, (found,), "")


def _groups(record: Record, look: Look, members: Iterable[tuple[str, str]], own: str = "") -> Iterable[Group]:
    """Yield the records that are embedded under some names; `own` is the filter that lists all of them."""
    embedded = record["_embedded"]
    cut = set(embedded.get("truncated", ()))
    for name, resource in members:
        cards = tuple(card(resource, one, look) for one in embedded.get(name, ()))
        by = {"measured": "measure", "described": "subject", "sections": "parent_id"}.get(name, own)
        if cards:
            yield Group(
                look.say[resource], name, cards, look.href(resource, **{by: record["id"]}) if name in cut else ""
            )
