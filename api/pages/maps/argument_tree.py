"""What bears on a claim, unrolled as a tree: read from the claim on as "because".

A claim that bears in several places is told where it comes first, in order of depth, and pointed to by its number
elsewhere; so the tree is finite and nothing in it crosses.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from api.pages.parts.relation_signs import RELATIONS
from api.resources.arguments.support import ArgumentLink, from_both_sides

_PLACES = {relation: place for place, relation in enumerate(RELATIONS)}
MOST_BENEATH = 24
"""How many claims may be drawn beneath the root; where there are more, the last steps are counted instead."""


@dataclass
class TreeNode:
    """A claim in the tree.

    Attributes:
        claim_id: the claim.
        link: how it bears on what it is told beneath; None of the root.
        number: its place, as `2.1`; empty of the root.
        told_at: the number under which it is told, where that is elsewhere.
        joint: whether it counts only together with those that stand beside it in `groups`.
        facts: the links from statistics and sources to it.
        groups: what bears on it: claims that are one reason together, or one alone.
        beneath: how much bears on it that is not drawn: claims in a tree, anything at all where it can be unfolded.
    """

    claim_id: str
    link: ArgumentLink | None = None
    number: str = ""
    told_at: str | None = None
    joint: bool = False
    facts: list[ArgumentLink] = field(default_factory=list)
    groups: list[list["TreeNode"]] = field(default_factory=list)
    beneath: int = 0

    @property
    def children(self) -> list["TreeNode"]:
        """The claims that bear on it, in order."""
        return list(chain.from_iterable(self.groups))


def argument_tree(root: str, links: Iterable[ArgumentLink], claims: Collection[str], depth: int) -> TreeNode:
    """Unroll what bears on a claim.

    Args:
        root: the claim.
        links: the links between what was read; those that lead to another are told beneath its origin.
        claims: the ids that are claims; other origins are facts of the claim they bear on.
        depth: how many steps to draw at most.
    """
    at: dict[str, list[ArgumentLink]] = {}
    for link in from_both_sides(links):
        at.setdefault(link.target_id, []).append(link)
    shallow = depth
    while shallow > 1 and len(_reached(root, at, claims, shallow)) > MOST_BENEATH:
        shallow -= 1
    tree, told = TreeNode(root), {root: ""}
    waiting = deque([(tree, 0)])
    while waiting:
        node, steps = waiting.popleft()
        inward = _inward(node, at)
        node.facts = _in_order([link for link in inward if link.origin_id not in claims])
        bearing = _in_order([link for link in inward if link.origin_id in claims])
        if steps == shallow:
            node.beneath = len({link.origin_id for link in bearing} - {root})
            continue
        sizes = Counter(link.group for link in inward if link.group)
        node.groups = _groups(node, bearing, {group for group, size in sizes.items() if size > 1})
        for child in node.children:
            child.told_at = told.get(child.claim_id)
            if child.told_at is None:
                told[child.claim_id] = child.number
                waiting.append((child, steps + 1))
    return tree


@dataclass
class Unfolding:
    """What bears on the claims that are unfolded, wherever they stand; it is counted of those that are not.

    Args:
        at: the links by what they lead to.
        claims: the ids that are claims; other origins are facts of the claim they bear on.
        opened: the ids of the claims that are unfolded.
        room: how many claims may be told; the rest is counted.
    """

    at: Mapping[str, Sequence[ArgumentLink]]
    claims: Collection[str]
    opened: Collection[str]
    room: int = 1_000

    def unfold(self, node: TreeNode, above: Mapping[str, str] | None = None) -> TreeNode:
        """Tell what bears on a claim; one that it is told beneath is pointed to by its number."""
        inward = _inward(node, self.at)
        node.beneath = len({link.origin_id for link in inward})
        if node.claim_id not in self.opened or node.beneath > self.room:
            return node
        self.room -= node.beneath
        node.beneath = 0
        node.facts = _in_order([link for link in inward if link.origin_id not in self.claims])
        bearing = _in_order([link for link in inward if link.origin_id in self.claims])
        sizes = Counter(link.group for link in inward if link.group)
        node.groups = _groups(node, bearing, {group for group, size in sizes.items() if size > 1})
        above = {**(above or {}), node.claim_id: node.number}
        for child in node.children:
            child.told_at = above.get(child.claim_id)
            if child.told_at is None:
                self.unfold(child, above)
        return node


def _reached(root: str, at: Mapping[str, Sequence[ArgumentLink]], claims: Collection[str], depth: int) -> set[str]:
    """Return the claims within some steps of one."""
    reached, near = {root}, {root}
    for _ in range(depth):
        links = [link for name in near for link in at.get(name, ())]
        undercutting = [under for link in links for under in at.get(link.id, ())]
        near = {link.origin_id for link in [*links, *undercutting] if link.origin_id in claims} - reached
        reached |= near
    return reached - {root}


def _inward(node: TreeNode, at: Mapping[str, Sequence[ArgumentLink]]) -> list[ArgumentLink]:
    """Return what bears on a claim, and on the link by which it bears; not that link from its other side."""
    if node.link is None:
        return list(at.get(node.claim_id, ()))
    own = node.link.id
    return [link for link in (*at.get(node.claim_id, ()), *at.get(own, ())) if link.id != own]


def _in_order(links: Sequence[ArgumentLink]) -> list[ArgumentLink]:
    return sorted(links, key=lambda link: _PLACES.get(link.relation, 0))


def _groups(node: TreeNode, bearing: Sequence[ArgumentLink], joint: Collection[str | None]) -> list[list[TreeNode]]:
    """Return the claims that bear on one, numbered, those that count only together side by side."""
    groups: dict[str, list[TreeNode]] = {}
    for link in bearing:
        together = f"{link.relation} {link.group}" if link.group in joint else link.id
        groups.setdefault(together, []).append(TreeNode(link.origin_id, link, joint=link.group in joint))
    for place, child in enumerate(chain.from_iterable(groups.values()), 1):
        child.number = f"{node.number}.{place}" if node.number else str(place)
    return list(groups.values())
