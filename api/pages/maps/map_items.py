"""The claims and facts of a map in words, as its list and its drawing tell them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from api.pages.maps.argument_tree import TreeNode, argument_tree
from api.pages.maps.map_reading import MapReading
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record
from api.pages.parts.figure_words import meant
from api.pages.parts.relation_signs import RELATIONS, SIGNS
from api.pages.parts.scheme_links import SchemeLink, scheme_link
from api.resources.arguments.support import ArgumentLink


@dataclass(frozen=True)
class Bond:
    """How something bears on what it is told beneath.

    Attributes:
        relation: the relation.
        glyph: its sign.
        says: the relation in words, with who makes the link where that is not the author.
        scheme: the scheme of argument, if it is clear.
        analyst: whether the link is not the author's.
        joint: whether it counts only together with what stands beside it.
        href: where the link is read.
    """

    relation: str
    glyph: str
    says: str
    scheme: SchemeLink | None
    analyst: bool
    joint: bool
    href: str


@dataclass(frozen=True)
class Fact:
    """A figure or a source that bears on a claim: what it is called, and what that means."""

    bond: Bond
    name: str
    means: str
    href: str
    language: str


@dataclass(frozen=True)
class MapItem:
    """A claim of a map.

    Attributes:
        id: the claim.
        number: its place; empty of the claim that the map is of.
        told_at: the number under which it is told, where that is elsewhere; empty of the claim that the map is of.
        bond: how it bears; None of the claim that the map is of.
        says: what it says.
        rejected: whether it is a view that the author rejects.
        href: where it is read.
        facts: the figures and sources that bear on it.
        groups: the claims that bear on it.
        beneath: how many more bear on it that are not shown.
        map_href: where its own map is.
        loss: whether it would lose all of its support, or some, where a map tells what falls.
        note: the same in words.
    """

    id: str
    number: str
    told_at: str | None
    bond: Bond | None
    says: str
    rejected: bool
    href: str
    facts: tuple[Fact, ...]
    groups: tuple[tuple["MapItem", ...], ...]
    beneath: int
    map_href: str
    loss: str = ""
    note: str = ""

    @property
    def children(self) -> Iterator["MapItem"]:
        """The claims that bear on it."""
        return (item for group in self.groups for item in group)


@dataclass(frozen=True)
class ClaimMap:
    """What bears on a claim, and what it bears on.

    Attributes:
        root: the claim, with what bears on it.
        leaning: what it bears on, each with how.
        relations: the relations that occur, in order.
    """

    root: MapItem
    leaning: tuple[MapItem, ...]
    relations: tuple[str, ...]


def claim_map(claim_id: str, found: MapReading, depth: int, context: PageContext) -> ClaimMap:
    """Put into words what was read around a claim.

    Args:
        claim_id: the claim.
        found: what was read.
        depth: how many steps to show.
        context: the language, and where links lead.
    """
    words = MapWords(found, context)
    root = words.item(argument_tree(claim_id, found.inward, found.claims, depth))
    leaning = tuple(words.item(TreeNode(link.target_id, link)) for link in found.outward)
    return ClaimMap(root, leaning, relations_of(root, leaning))


def relations_of(root: MapItem, leaning: Iterable[MapItem] = ()) -> tuple[str, ...]:
    """Return the relations that occur on a map, in order."""
    told = [item for item in _walk(root) if item.told_at is None]
    bonds = [item.bond for item in (*_walk(root), *leaning) if item.bond] + [
        fact.bond for item in told for fact in item.facts
    ]
    used = {bond.relation for bond in bonds}
    return tuple(relation for relation in RELATIONS if relation in used)


def _walk(item: MapItem) -> Iterator[MapItem]:
    yield item
    for child in item.children:
        yield from _walk(child)


class KnownRecords(Protocol):
    """The records that a map tells of: its essay, and the rest by id."""

    @property
    def essay(self) -> Record: ...  # noqa: D102
    @property
    def claims(self) -> Mapping[str, Record]: ...  # noqa: D102
    @property
    def statistics(self) -> Mapping[str, Record]: ...  # noqa: D102
    @property
    def sources(self) -> Mapping[str, Record]: ...  # noqa: D102


@dataclass(frozen=True)
class ToldRecords:
    """Records that are gathered for a map: what it is drawn for stands among the claims, whatever it is."""

    essay: Record
    claims: Mapping[str, Record]
    statistics: Mapping[str, Record]
    sources: Mapping[str, Record]


@dataclass(frozen=True)
class MapWords:
    """Puts claims and links into words.

    Attributes:
        found: the records.
        context: the language, and where links lead.
    """

    found: KnownRecords
    context: PageContext

    def item(self, node: TreeNode) -> MapItem:
        """Return a claim, with what is told beneath it."""
        claim, href = self.found.claims[node.claim_id], self.context.href
        unworded = bool(self.found.essay.get("sha256")) and claim.get("passages") == []
        return MapItem(
            id=node.claim_id,
            number=node.number,
            told_at=node.told_at,
            bond=self.bond(node.link, joint=node.joint, unworded=unworded) if node.link else None,
            says=self.context.plain(claim["text"]),
            rejected=claim["stance"] == "rejects",
            href=href("claims", node.claim_id),
            facts=(*self._stated(claim, node), *self._facts(node.facts)),
            groups=tuple(tuple(map(self.item, group)) for group in node.groups),
            beneath=node.beneath,
            map_href=href("claims", node.claim_id, "map"),
        )

    def bond(self, link: ArgumentLink, *, joint: bool = False, unworded: bool = False, does: str = "") -> Bond:
        """Return a link in words, and whether the text words what it comes from.

        `does` says what it does, where that is more than its relation.
        """
        context = self.context
        analyst = link.asserted_by != "author"
        said = [
            does or context.name("bears", link.relation),
            *([context.name("asserter", link.asserted_by)] if analyst else []),
            *([context.say["only_together"]] if joint else []),
            *([context.say["reconstructed_mark"]] if unworded else []),
        ]
        glyph, href = SIGNS.get(link.relation, ""), context.href("evidence", link.id)
        scheme = scheme_link(link.scheme, context)
        return Bond(link.relation, glyph, " · ".join(said), scheme, analyst, joint, href)

    def _stated(self, claim: Record, node: TreeNode) -> Iterator[Fact]:
        """Yield the figures that a claim states, which are no reason for it."""
        bond = Bond("states", "·", self.context.name("bears", "states"), None, analyst=False, joint=False, href="")
        for name in claim["states"] if node.told_at is None else ():
            if figure := self.found.statistics.get(name):
                yield self._figure(figure, bond)

    def _figure(self, figure: Record, bond: Bond) -> Fact:
        href, language = self.context.href("statistics", figure["id"]), self.found.essay["language"]
        return Fact(bond, figure["as_written"], meant(figure, self.context), href, language)

    def _facts(self, links: Iterable[ArgumentLink]) -> Iterator[Fact]:
        context = self.context
        for link in links:
            bond = self.bond(link)
            if figure := self.found.statistics.get(link.origin_id):
                yield self._figure(figure, bond)
            elif source := self.found.sources.get(link.origin_id):
                yield Fact(bond, self._source(source), "", context.href("sources", source["id"]), context.language)

    def _source(self, source: Record) -> str:
        return f"{self.context.name('resource', 'sources')}: {self.context.plain(source['name'])}"
