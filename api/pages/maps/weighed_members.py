"""How the claims of a relationship or topic bear on its thesis and on each other, with their order and numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.pages.parts.relation_signs import RELATIONS
from api.resources.arguments.support import ArgumentLink


@dataclass(frozen=True)
class WeighedMember:
    """A claim among others.

    Attributes:
        claim_id: the claim.
        number: its place among all.
        link: by which it is told how it bears: on the thesis, else on another, else as the thesis bears on it.
        on: the number of the claim that it bears on; empty where that is the thesis, or where the thesis bears on it.
    """

    claim_id: str
    number: str
    link: ArgumentLink | None
    on: str = ""


def members_of(
    sides: Sequence[Sequence[str]], links: Iterable[ArgumentLink], thesis: str | None = None
) -> list[list[WeighedMember]]:
    """Return the claims of each side, what bears on the thesis first, each followed by what bears on it.

    Args:
        sides: the claims of each side.
        links: the links among which those between them are.
        thesis: the claim that they are weighed for, if any.
    """
    among = {name for side in sides for name in side}
    told = _told(links, among, thesis)
    ordered = [list(_in_order(side, told, thesis)) for side in sides]
    numbers: dict[str, str] = {}
    for place, name in enumerate((name for side in ordered for name in side), 1):
        numbers.setdefault(name, str(place))
    return [[_member(name, numbers, told.get(name)) for name in side] for side in ordered]


def _member(name: str, numbers: Mapping[str, str], link: ArgumentLink | None) -> WeighedMember:
    on = numbers.get(link.target_id, "") if link and link.origin_id == name else ""
    return WeighedMember(name, numbers[name], link, on)


def _told(links: Iterable[ArgumentLink], among: set[str], thesis: str | None) -> dict[str, ArgumentLink]:
    """Return the link by which it is told of each claim how it bears, the most telling one."""
    told: dict[str, tuple[int, ArgumentLink]] = {}
    for link in links:
        if link.origin_id in among and link.target_id == thesis:
            name, rank = link.origin_id, 0
        elif link.origin_id == thesis and link.target_id in among:
            name, rank = link.target_id, 1
        elif link.origin_id in among and link.target_id in among:
            name, rank = link.origin_id, 2
        else:
            continue
        if name not in told or rank < told[name][0]:
            told[name] = rank, link
    return {name: link for name, (_, link) in told.items()}


def _in_order(side: Sequence[str], told: Mapping[str, ArgumentLink], thesis: str | None) -> Iterator[str]:
    followers: dict[str, list[str]] = {}
    first: list[str] = []
    within = set(side)
    for name in dict.fromkeys(side):
        link = told.get(name)
        follows = link is not None and link.origin_id == name and link.target_id in within
        (followers.setdefault(link.target_id, []) if link and follows else first).append(name)
    first.sort(key=lambda name: _rank(told.get(name), thesis))
    seen: set[str] = set()
    for start in (*first, *side):  # what only follows itself in a circle comes last
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                yield name
                waiting += reversed(followers.get(name, []))


def _rank(link: ArgumentLink | None, thesis: str | None) -> tuple[int, int]:
    """Put what bears on the thesis first, in the order of relations; then what bears on others; then the rest."""
    if link is None:
        return 2, 0
    on_thesis = thesis is not None and thesis in {link.target_id, link.origin_id}
    return (0, RELATIONS.index(link.relation)) if on_thesis else (1, 0)
