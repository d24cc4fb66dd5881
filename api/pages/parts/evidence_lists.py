"""What bears on a record, and what leans on it, as lists to walk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card, unknown
from api.pages.parts.relation_signs import RELATIONS
from api.pages.parts.scheme_links import SchemeLink, scheme_link
from api.resources.evidence.models import SYMMETRIC

PLURALS = {"claim": "claims", "statistic": "statistics", "source": "sources", "evidence": "evidence"}

Direction = Literal["inward", "outward"]
LinkTo = tuple[Record, str]
"""A link, and which of its ends is the record that it leads to from the one in question."""


@dataclass(frozen=True)
class Line:
    """A link of evidence, and the record at its other end.

    Attributes:
        card: the record at the other end.
        id: the link.
        href: where the link is read.
        scheme: the scheme of argument, if it is clear.
        asserter: who makes the link, if it is not the author, in words.
        asserted_by: the source that asserts it, if another than author and analyst does.
        note: what a reader must know of the link.
        on_it: what bears on the link itself, each by how it does so, and the record that it comes from.
    """

    card: Card
    id: str
    href: str
    scheme: SchemeLink | None
    asserter: str
    asserted_by: Card | None
    note: str
    on_it: tuple[tuple[str, Card], ...]


@dataclass(frozen=True)
class EvidenceItem:
    """Lines that are one reason together, or one that suffices alone."""

    lines: tuple[Line, ...]

    @property
    def joint(self) -> bool:
        """Whether its premises are jointly necessary."""
        return len(self.lines) > 1


@dataclass(frozen=True)
class Bearing:
    """All that bears in one way.

    Attributes:
        relation: how.
        title: the same in words.
        reasons: what bears so.
    """

    relation: str
    title: str
    reasons: tuple[EvidenceItem, ...]

    @property
    def count(self) -> int:
        """How many links there are."""
        return sum(len(reason.lines) for reason in self.reasons)


def bearing_on(links: Iterable[Record], context: PageContext, onward: Iterable[Record] = ()) -> list[Bearing]:
    """Return what bears on a record.

    Args:
        links: the links to it, with `origin` embedded.
        context: the language, and where links lead.
        onward: the links from it, with `target` embedded: those that hold from both sides bear on it, too.
    """
    both = [link for link in onward if link["relation"] in SYMMETRIC]
    return list(_bearings([*((link, "origin") for link in links), *((link, "target") for link in both)], context))


def leaning_on(links: Iterable[Record], context: PageContext) -> list[Bearing]:
    """Return what leans on a record, given the links from it with `target` embedded."""
    directed = [(link, "target") for link in links if link["relation"] not in SYMMETRIC]
    return list(_bearings(directed, context, "outward"))


def _bearings(links: Iterable[LinkTo], context: PageContext, direction: Direction = "inward") -> Iterator[Bearing]:
    by_relation: dict[str, list[LinkTo]] = {}
    for link, end in links:
        by_relation.setdefault(link["relation"], []).append((link, end))
    for relation in RELATIONS:
        if found := by_relation.get(relation):
            reasons = _reasons(found, context, grouped=direction == "inward")
            yield Bearing(relation, context.name(direction, relation), tuple(reasons))


def _reasons(links: Sequence[LinkTo], context: PageContext, *, grouped: bool) -> Iterator[EvidenceItem]:
    alone = {link["id"]: link["group"] if grouped and link["group"] else link["id"] for link, _ in links}
    first = {group: place for place, group in reversed(list(enumerate(alone.values())))}
    ordered = sorted(links, key=lambda item: first[alone[item[0]["id"]]])
    for _, members in groupby(ordered, key=lambda item: alone[item[0]["id"]]):
        yield EvidenceItem(tuple(_line(link, context, end) for link, end in members))


def asserter(link: Record, context: PageContext) -> Card | None:
    """Return the source that asserts a link, where another than author and analyst does."""
    if link["asserter_id"] is None:
        return None
    found = link.get("_embedded", {}).get("asserter")
    return card("sources", found, context) if found else unknown("sources", link["asserter_id"], context)


def _line(link: Record, context: PageContext, end: str) -> Line:
    resource = PLURALS[link[f"{end}_type"]]
    embedded: Mapping[str, Any] = link.get("_embedded", {})
    other = embedded.get(end)
    return Line(
        card=card(resource, other, context) if other else unknown(resource, link[f"{end}_id"], context),
        id=link["id"],
        href=context.href("evidence", link["id"]),
        scheme=scheme_link(link["scheme"], context),
        asserter="" if link["asserted_by"] == "author" else context.name("asserter", link["asserted_by"]),
        asserted_by=asserter(link, context),
        note=context.words(link["note"]),
        on_it=tuple(
            (context.name("on_link", on["relation"]), unknown(PLURALS[on["origin_type"]], on["origin_id"], context))
            for on in embedded.get("evidence", ())
        ),
    )
