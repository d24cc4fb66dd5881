"""The argument of an essay at a glance: its relationships, then its theses that are in none, then its topics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from api.pages.maps.argument_tree import TreeNode, Unfolding
from api.pages.maps.essay_argument import MOST_MEMBERS, MOST_PARTS, ROLES, EssayArgument, drawn_members
from api.pages.maps.map_items import Bond, MapItem, MapWords
from api.pages.maps.map_reading import Record
from api.pages.maps.opened_parts import OpenedParts
from api.pages.maps.weighed_members import WeighedMember, members_of
from api.pages.maps.what_is_beneath import Beneath, beneath
from api.pages.page_context import PageContext
from api.resources.arguments.support import OBJECTIONS

_MANY, _LARGER = 8, 1.75
"""How many claims make a side twice as wide, where they are so many times as many as on the smallest side."""


@dataclass(frozen=True)
class Square:
    """A claim as a square: what it says, where it is read, and whether it is rejected, objected to, or plain."""

    says: str
    href: str
    state: str


@dataclass(frozen=True)
class Side:
    """What speaks for a pole, or stands between the two.

    Attributes:
        role: which side.
        name: what it is called.
        squares: its claims.
        items: the same unfolded; empty of what is folded.
        more: how many more there are.
        wide: whether it has many, and far more than another.
    """

    role: str
    name: str
    squares: Sequence[Square]
    items: Sequence[MapItem]
    more: int
    wide: bool


@dataclass(frozen=True)
class Balance:
    """A relationship: two poles, the thesis that settles it, what speaks for which, its lever, and what is beneath."""

    id: str
    poles: tuple[str, str]
    question: str
    thesis: MapItem | None
    sides: Sequence[Side]
    lever: tuple[str, str] | None
    under: str
    opened: bool


@dataclass(frozen=True)
class Strand:
    """A topic: its title and kind, how many claims it has, and those where it is unfolded."""

    id: str
    title: str
    kind: str
    count: int
    items: Sequence[MapItem]
    opened: bool

    @property
    def more(self) -> int:
        """How many more claims it has than are shown."""
        return self.count - len(self.items) if self.opened else 0


@dataclass(frozen=True)
class EssayOverview:
    """The argument of an essay at a glance.

    Attributes:
        over: what the theses of several relationships bear on.
        balances: its relationships.
        theses: the theses that are in none, by the title of their section.
        strands: its topics.
        whole: how much of it there is in all.
        cut: the resources of which there are more than are shown.
        truncated: whether it has more links than were read, so that what is beneath is not counted.
    """

    over: Sequence[MapItem]
    balances: Sequence[Balance]
    theses: Sequence[tuple[str, Sequence[MapItem]]]
    strands: Sequence[Strand]
    cut: Sequence[str]
    truncated: bool


class OverviewWords:
    """Puts the argument of an essay into words.

    Args:
        found: what was read.
        opened: what is unfolded.
        context: the language, and where links lead.
    """

    def __init__(self, found: EssayArgument, opened: OpenedParts, context: PageContext) -> None:
        """Begin with nothing unfolded."""
        self._found = found
        self._opened = opened
        self._context = context
        self._words = MapWords(found, context)
        unfolded = frozenset(opened.of("c", found.essay["id"]))
        self._unfolding = Unfolding(found.inward, found.claims, unfolded)

    def overview(self) -> EssayOverview:
        """Return the whole."""
        found = self._found
        many = (("relationships", found.relationships), ("topics", found.topics), ("claims", found.theses))
        settling = {one["thesis_id"] for one in found.relationships}
        over = [one["id"] for one in found.theses if self._is_over(one["id"], settling)]
        rest = [one for one in found.theses if one["id"] not in {*over, *settling}]
        return EssayOverview(
            over=[self._item(TreeNode(name)) for name in over],
            balances=[self.balance(one) for one in found.relationships[:MOST_PARTS]],
            theses=self._by_section(rest[:MOST_PARTS]),
            strands=[self._strand(one) for one in found.topics[:MOST_PARTS]],
            cut=[name for name, records in many if len(records) > MOST_PARTS],
            truncated=found.truncated,
        )

    def balance(self, relationship: Record) -> Balance:
        """Return a relationship."""
        context, found, thesis = self._context, self._found, relationship["thesis_id"]
        opened = self._opened.has(relationship["id"])
        weighed = [claim for claim in relationship["claims"] if claim["claim_id"] != thesis]
        drawn = [(claim["claim_id"], claim["role"]) for claim in drawn_members(relationship)]
        known = [
            [name for name, at in drawn if at == role and name in found.claims and name != thesis] for role in ROLES
        ]
        sides = members_of(known, found.links, thesis)
        topics = {topic["id"]: topic for topic in found.topics}
        lever = topics.get(relationship["lever_id"] or "")
        names = dict(zip(ROLES, (0, None, 1), strict=True))
        poles = [context.plain(pole) for pole in relationship["poles"]]
        under = Beneath() if found.truncated else beneath({thesis, *chain(*known)}, found.inward, found.kinds)
        smallest = min(len(side) for side in sides)
        return Balance(
            id=relationship["id"],
            poles=(poles[0], poles[1]),
            question=context.plain(relationship["question"]),
            thesis=self._folded(thesis) if thesis in found.claims else None,
            sides=[
                Side(
                    role=role,
                    name=context.say["between"] if (place := names[role]) is None else poles[place],
                    squares=[self._square(member.claim_id) for member in side],
                    items=self._items(side, thesis) if opened else (),
                    more=max(0, sum(claim["role"] == role for claim in weighed) - MOST_MEMBERS),
                    wide=len(side) >= max(_MANY, _LARGER * smallest),
                )
                for role, side in zip(ROLES, sides, strict=True)
            ],
            lever=(context.plain(lever["title"]), context.href("topics", lever["id"], "map")) if lever else None,
            under=under._replace(claims=max(under.claims - 1, 0)).told(context),
            opened=opened,
        )

    def _strand(self, topic: Record) -> Strand:
        opened = self._opened.has(topic["id"])
        known = [name for name in topic["claims"][:MOST_MEMBERS] if name in self._found.claims] if opened else []
        [side] = members_of([known], self._found.links)
        return Strand(
            id=topic["id"],
            title=self._context.plain(topic["title"]),
            kind=self._context.name("topic_kind", topic["kind"]),
            count=len(topic["claims"]),
            items=self._items(side, None),
            opened=opened,
        )

    def _items(self, side: Sequence[WeighedMember], thesis: str | None) -> list[MapItem]:
        items = [self._item(TreeNode(member.claim_id, member.link, member.number)) for member in side]
        bonds = [self._bond(member, thesis) for member in side]
        return [replace(item, bond=bond) for item, bond in zip(items, bonds, strict=True)]

    def _bond(self, member: WeighedMember, thesis: str | None) -> Bond:
        say, link = self._context.say, member.link
        if link is None:
            says = say["to_none"] if thesis else say["to_no_member"]
            return Bond("", "", says, None, analyst=False, joint=False, href="")
        name = self._context.name("bears", link.relation)
        if member.on:
            return self._words.bond(link, does=say["to_member"].format(name, member.on))
        return self._words.bond(link, does=say["to_thesis" if link.target_id == thesis else "by_thesis"].format(name))

    def _item(self, node: TreeNode) -> MapItem:
        return self._words.item(self._unfolding.unfold(node))

    def _folded(self, claim_id: str) -> MapItem:
        return replace(self._words.item(TreeNode(claim_id)), facts=())

    def _square(self, claim_id: str) -> Square:
        claim = self._found.claims[claim_id]
        objected = any(link.relation in OBJECTIONS for link in self._found.inward.get(claim_id, ()))
        state = "rejected" if claim["stance"] == "rejects" else "objected" if objected else "plain"
        return Square(self._context.plain(claim["text"]), self._context.href("claims", claim_id), state)

    def _is_over(self, claim_id: str, settling: set[str]) -> bool:
        bearing = {link.origin_id for link in self._found.inward.get(claim_id, ())}
        return claim_id not in settling and len(bearing & settling) > 1

    def _by_section(self, theses: Sequence[Record]) -> list[tuple[str, list[MapItem]]]:
        groups: dict[str, list[MapItem]] = {}
        titles: Mapping[str, Record] = self._found.sections
        for one in theses:
            section = titles.get(one["section_id"] or "")
            title = self._context.plain(section["title"]) if section else ""
            groups.setdefault(title, []).append(self._item(TreeNode(one["id"])))
        return list(groups.items())
