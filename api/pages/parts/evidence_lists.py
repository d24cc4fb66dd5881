"""What bears on a record, and what leans on it, as lists to walk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card, unknown
from api.pages.parts.relation_signs import RELATIONS
from api.pages.parts.scheme_links import SchemeLink, scheme_link

PLURALS = {"claim": "claims", "statistic": "statistics", "source": "sources", "evidence": "evidence"}

Direction = Literal["inward", "outward"]


@dataclass(frozen=True)
class Line:
    """A link of evidence, and the record at its other end.

    Attributes:
        card: the record at the other end.
        id: the link.
        href: where the link is read.
        scheme: the scheme of argument, if it is clear.
        asserter: who makes the link, if it is not the author.
        note: what a reader must know of the link.
        undercut: links that undercut this one, as the records that they come from.
    """

    card: Card
    id: str
    href: str
    scheme: SchemeLink | None
    asserter: str
    note: str
    undercut: tuple[Card, ...]


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


def bearing_on(links: Iterable[Record], context: PageContext) -> list[Bearing]:
    """Return what bears on a record, given its links with `origin` embedded."""
    return list(_bearings(links, context, "inward", "origin"))


def leaning_on(links: Iterable[Record], context: PageContext) -> list[Bearing]:
    """Return what leans on a record, given the links from it with `target` embedded."""
    return list(_bearings(links, context, "outward", "target"))


def _bearings(links: Iterable[Record], context: PageContext, direction: Direction, end: str) -> Iterator[Bearing]:
    by_relation: dict[str, list[Record]] = {}
    for link in links:
        by_relation.setdefault(link["relation"], []).append(link)
    for relation in RELATIONS:
        if found := by_relation.get(relation):
            reasons = _reasons(found, context, end, grouped=direction == "inward")
            yield Bearing(relation, context.name(direction, relation), tuple(reasons))


def _reasons(links: Sequence[Record], context: PageContext, end: str, *, grouped: bool) -> Iterator[EvidenceItem]:
    alone = {link["id"]: link["group"] if grouped and link["group"] else link["id"] for link in links}
    first = {group: place for place, group in reversed(list(enumerate(alone.values())))}
    ordered = sorted(links, key=lambda link: first[alone[link["id"]]])
    for _, members in groupby(ordered, key=lambda link: alone[link["id"]]):
        yield EvidenceItem(tuple(_line(link, context, end) for link in members))


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
        note=context.words(link["note"]),
        undercut=tuple(
            unknown(PLURALS[under["origin_type"]], under["origin_id"], context)
            for under in embedded.get("evidence", ())
        ),
    )
