"""What support is: which records stand, on what, and which fall with another.

Only `supports` carries support. Links that share a group and a target are one reason, which holds
when all its premises stand; a link without a group is a reason of its own. Statistics and sources
are grounds, which stand by themselves; a claim stands when one of its reasons holds. What stands is
the least set that these rules allow (the least model of Horn clauses; Dowling and Gallier, 1984), so
that claims which only support each other in a circle do not stand. A link that is itself supported
carries no more for that.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from api.resources.evidence.models import SYMMETRIC

OPPOSITIONS = frozenset({"contrary", "contradictory"})
"""The relations by which each end speaks against the other."""
OBJECTIONS = frozenset({"challenges", "qualifies", "undercuts"}) | OPPOSITIONS
"""The relations that speak against their target."""


@dataclass(frozen=True, slots=True)
class ArgumentLink:
    """One link of evidence that stands."""

    id: str
    relation: str
    origin_id: str
    target_id: str
    group: str | None = None
    scheme: str | None = None
    asserted_by: str = "author"
    asserter_id: str | None = None

    def seen_from(self, end: str) -> "ArgumentLink":
        """Return the link as leading to one of its ends, where it holds from both sides."""
        if self.relation not in SYMMETRIC or self.origin_id != end:
            return self
        return replace(self, origin_id=self.target_id, target_id=self.origin_id)


@dataclass(frozen=True, slots=True)
class Reason:
    """What suffices alone for a target: one link, or links that are jointly necessary."""

    target: str
    links: tuple[ArgumentLink, ...]

    @property
    def premises(self) -> frozenset[str]:
        """The records that it needs."""
        return frozenset(link.origin_id for link in self.links)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a record loses when another falls: how many of its reasons held, and how many still do."""

    id: str
    loss: Literal["all", "some"]
    held: int
    remaining: int
    depth: int


def from_both_sides(links: Iterable[ArgumentLink]) -> Iterator[ArgumentLink]:
    """Yield links, and those that hold from both sides turned round, too."""
    for link in links:
        yield link
        if link.relation in SYMMETRIC:
            yield link.seen_from(link.origin_id)


def reasons_of(links: Iterable[ArgumentLink]) -> list[Reason]:
    """Return the reasons that links of support make, in the order of their first links."""
    found: dict[tuple[str, str, bool], list[ArgumentLink]] = {}
    for link in links:
        if link.relation == "supports":
            joint = link.group is not None
            found.setdefault((link.target_id, link.group or link.id, joint), []).append(link)
    return [Reason(target, tuple(premises)) for (target, _, _), premises in found.items()]


def standing(reasons: Sequence[Reason], axioms: Iterable[str], barred: Collection[str] = frozenset()) -> set[str]:
    """Return what stands, given what stands by itself.

    Args:
        reasons: the reasons.
        axioms: the records that stand by themselves.
        barred: the records that cannot stand, whatever supports them.
    """
    needed_by: dict[str, list[int]] = defaultdict(list)
    missing = [len(reason.premises) for reason in reasons]
    for n, reason in enumerate(reasons):
        for premise in reason.premises:
            needed_by[premise].append(n)
    stands = set(axioms) - set(barred)
    waiting = deque(stands)
    while waiting:
        for n in needed_by[waiting.popleft()]:
            missing[n] -= 1
            target = reasons[n].target
            if not missing[n] and target not in stands and target not in barred:
                stands.add(target)
                waiting.append(target)
    return stands


def distances(start: str, steps: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how many steps lead from a record to each that it leads to, itself included, nearest first."""
    following: dict[str, list[str]] = defaultdict(list)
    for one, other in steps:
        following[one].append(other)
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in following[here]:
            if there not in found:
                found[there] = found[here] + 1
                waiting.append(there)
    return found


def chains(claim: str, reasons: Iterable[Reason], grounds: Collection[str], most: int) -> tuple[list[list[str]], bool]:
    """Return a shortest chain from each ground to a claim, nearest ground first.

    Args:
        claim: where the chains end.
        reasons: the reasons that they run along.
        grounds: where they begin.
        most: how many records all chains may name together.

    Returns:
        The chains, and whether there are more.
    """
    beneath: dict[str, list[str]] = defaultdict(list)
    for reason in reasons:
        beneath[reason.target] += [link.origin_id for link in reason.links]
    above: dict[str, str | None] = {claim: None}
    waiting = deque([claim])
    while waiting:
        here = waiting.popleft()
        for there in beneath[here]:
            if there not in above:
                above[there] = here
                waiting.append(there)
    found: list[list[str]] = []
    for ground in above:  # nearest first, as they were reached
        if ground in grounds:
            chain = list(_upwards(ground, above))
            most -= len(chain)
            if most < 0:
                return found, True
            found.append(chain)
    return found, False


def losses(
    fallen: str, reasons: Sequence[Reason], grounds: Collection[str], barred: Collection[str] = frozenset()
) -> list[Loss]:
    """Return what loses support when a ground falls: what loses all of it first, then the nearest first.

    A figure stands by itself, unless something that stands is said to support it: then it falls with
    the last of that.

    Args:
        fallen: the ground.
        reasons: every reason for what rests on it, and for whatever those reasons need.
        grounds: the statistics and sources among all these records.
        barred: the records that cannot stand.
    """
    before = standing(reasons, grounds, barred)
    held = [reason for reason in reasons if reason.premises <= before and reason.target not in barred]
    depths = distances(fallen, ((link.origin_id, reason.target) for reason in held for link in reason.links))
    leaning = {reason.target for reason in held}
    axioms = {name for name in before if name not in depths or (name in grounds and name not in leaning)}
    after = standing(held, axioms - {fallen}, {*barred, fallen})
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for reason in held:
        counts[reason.target][0] += 1
        counts[reason.target][1] += reason.premises <= after
    found = [
        Loss(name, "some" if name in after else "all", counts[name][0], counts[name][1], depth)
        for name, depth in depths.items()
        if name != fallen and counts[name][1] < counts[name][0]
    ]
    return sorted(found, key=lambda loss: (loss.loss, loss.depth))


def last_grounds(
    reasons: Sequence[Reason], stands: Collection[str], grounds: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """Return the grounds that each record rests on in the end, through reasons that hold: one, or two of more.

    Args:
        reasons: the reasons.
        stands: the records that stand.
        grounds: what records rest on by themselves: a source on itself, a figure on those whom it is attributed to.
    """
    held = frozenset(stands)
    rests_on = {name: set(sorted(grounds[name])[:2]) for name in stands if name in grounds}
    above: dict[str, list[str]] = defaultdict(list)
    for reason in reasons:
        if reason.premises <= held:
            for link in reason.links:
                above[link.origin_id].append(reason.target)
    waiting = deque(rests_on)
    while waiting:
        here = waiting.popleft()
        for there in above[here]:
            known = rests_on.setdefault(there, set())
            grown = set(sorted(known | rests_on[here])[:2])
            if len(grown) > len(known):
                rests_on[there] = grown
                waiting.append(there)
    return rests_on


def _upwards(name: str, above: Mapping[str, str | None]) -> Iterator[str]:
    here: str | None = name
    while here is not None:
        yield here
        here = above[here]
