"""What bears on a claim as lists within lists: each link is told once, and no deeper than people read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.pages.answers.named_records import card_of
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card
from api.pages.parts.relation_signs import SIGNS
from api.resources.arguments.models import Objection, PlacedNode, ReasonAnswer

MOST_LINKS = 400
"""How many links a page tells; the answer in JSON has all."""
_DEEPEST = 10
"""How many lists stand within each other at most; what is deeper is told on the page of the claim that it bears on."""


@dataclass(frozen=True)
class BearingLink:
    """A link of an answer: which, how it bears, from what, by which scheme, and who makes it."""

    id: str
    relation: str
    origin_id: str
    scheme: str | None
    asserted_by: str

    @property
    def key(self) -> str:
        """What is told once: what supports a record does so wherever that comes, but an objection is to one thing."""
        return self.origin_id if self.relation == "supports" else self.id


@dataclass(frozen=True)
class BearingGroup:
    """Links that count only together, or one that counts alone; whether it is known not to hold."""

    links: tuple[BearingLink, ...]
    fails: bool = False


Groups = Mapping[str, list[BearingGroup]]
"""Groups of links by what they bear on."""


@dataclass(frozen=True)
class ToldLink:
    """A link in words, the record that it comes from, and what bears on that.

    Attributes:
        relation: how it bears.
        sign: the sign of that.
        says: the same in words, with the scheme of argument and who makes the link where that is not the author.
        analyst: whether it is not the author who makes it.
        href: where the link is read.
        card: the record.
        grade: what the best chain to the record rests on, a value of `grounded`; empty where that is not known.
        beneath: what bears on it, where that is told here.
        elsewhere: whether it is told elsewhere on the page.
        deeper: whether it is told on a page of its own.
    """

    relation: str
    sign: str
    says: str
    analyst: bool
    href: str
    card: Card
    grade: str
    beneath: tuple["ToldGroup", ...]
    elsewhere: bool
    deeper: bool


@dataclass(frozen=True)
class ToldGroup:
    """Links that are told together."""

    links: tuple[ToldLink, ...]
    fails: bool


def reason_groups(reasons: Iterable[ReasonAnswer]) -> Groups:
    """Return reasons by what they support."""
    found: dict[str, list[BearingGroup]] = defaultdict(list)
    for reason in reasons:
        links = [
            BearingLink(one.evidence_id, "supports", one.origin_id, one.scheme, one.asserted_by)
            for one in reason.premises
        ]
        found[reason.target_id].append(BearingGroup(tuple(links), fails=reason.holds is False))
    return found


def objection_groups(objections: Iterable[Objection]) -> Groups:
    """Return objections by what they speak against: a record, or a link."""
    joined: dict[tuple[str, str], list[BearingLink]] = defaultdict(list)
    for one in objections:
        link = BearingLink(one.evidence_id, one.relation, one.origin_id, None, "author")
        joined[one.target_id, one.group or one.evidence_id].append(link)
    found: dict[str, list[BearingGroup]] = defaultdict(list)
    for (target, _), links in joined.items():
        found[target].append(BearingGroup(tuple(links)))
    return found


@dataclass
class ReasonTeller:
    """Puts groups of links into words.

    Attributes:
        groups: the links.
        nodes: the records by id.
        cards: the same as lines, those that were read.
        context: the language, and where links lead.
        told: what need not be told: the claim that is asked of, and then what was.
        left: how many links may still be told.
    """

    groups: Groups
    nodes: Mapping[str, PlacedNode]
    cards: Mapping[str, Card]
    context: PageContext
    told: set[str]
    left: int = MOST_LINKS

    def tell(self, groups: Iterable[BearingGroup], depth: int = 1) -> Iterator[ToldGroup]:
        """Yield groups in words, with what bears on them, until there are enough."""
        for group in groups:
            if self.left <= 0:
                return
            self.left -= len(group.links)
            yield ToldGroup(tuple(self._link(link, depth) for link in group.links), group.fails)

    def card(self, name: str) -> Card:
        """Return the line of a record."""
        node = self.nodes.get(name)
        return card_of(self.cards, node.type if node else "claim", name, self.context)

    def grade(self, name: str) -> str:
        """Return what the best chain to a record rests on."""
        node = self.nodes.get(name)
        return (node.grounds or "") if node else ""

    def _link(self, link: BearingLink, depth: int) -> ToldLink:
        beneath = [*self.groups.get(link.id, ()), *self.groups.get(link.origin_id, ())]
        elsewhere, deeper = link.key in self.told, depth == _DEEPEST
        self.told.add(link.key)
        here = () if elsewhere or deeper else beneath
        return ToldLink(
            relation=link.relation,
            sign=SIGNS[link.relation],
            says=self._words(link),
            analyst=link.asserted_by != "author",
            href=self.context.href("evidence", link.id),
            card=self.card(link.origin_id),
            grade=self.grade(link.origin_id),
            beneath=tuple(self.tell(here, depth + 1)),
            elsewhere=elsewhere and bool(beneath),
            deeper=deeper and not elsewhere and bool(beneath),
        )

    def _words(self, link: BearingLink) -> str:
        name = self.context.name
        told = [name("bears", link.relation)]
        told += [name("scheme", link.scheme)] if link.scheme else []
        told += [name("asserter", link.asserted_by)] if link.asserted_by != "author" else []
        return " · ".join(told)
