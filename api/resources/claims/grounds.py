"""What claims rest on in the end, graded: a chain is as good as its weakest link, and the best chain counts.

`docs/explanation/grounds.md` has the rules. Grades are numbers here, from the best to the worst, as they stand in
`GRADES`. To rest on something is to have a *grade*; to be leaned on is to be *worth* something, which is the better of
one's grade and one's *word*: who says it. Reckoned are the least numbers that the rules allow, by Knuth's
generalisation of Dijkstra's algorithm (1977): what is worth most is settled first, so that circles ground nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import Literal, NamedTuple, get_args

Grade = Literal["named-source", "unlocated-source", "unnamed-source", "author", "analyst", "nothing"]
"""What the best chain rests on: a named source that can be looked up, a named one that cannot, one that nobody names,
the word of the author, that of the analyst, or nothing at all."""

GRADES: tuple[Grade, ...] = get_args(Grade)
"""The grades, from the best to the worst."""
NAMED, UNLOCATED, UNNAMED, AUTHOR, ANALYST, NOTHING = range(len(GRADES))


class SupportLink(NamedTuple):
    """A link of support.

    Attributes:
        id: the link.
        origin: what supports.
        target: what is supported.
        group: what it shares with those that are jointly necessary for its target.
        analyst: whether the analyst makes it.
    """

    id: str
    origin: str
    target: str
    group: str | None
    analyst: bool


def grades(links: Iterable[SupportLink], words: Mapping[str, int]) -> dict[str, int]:
    """Return the grades of what links support; what is not told of has the grade of nothing.

    Args:
        links: every link of support to what is graded.
        words: what records are worth by themselves; what is not told of cannot stand, nor be supported.
    """
    reasons: dict[tuple[str, str, bool], list[SupportLink]] = defaultdict(list)
    for link in links:
        reasons[link.target, link.group or link.id, link.group is not None].append(link)
    leaning: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    missing = {}
    for reason, premises in reasons.items():
        origins = {link.origin for link in premises}
        missing[reason] = len(origins)
        for origin in origins:
            leaning[origin].append(reason)
    found: dict[str, int] = {}
    settled = set[str]()
    waiting = [(words[name], name) for name in leaning if words.get(name, NOTHING) < NOTHING]
    waiting.sort()
    while waiting:
        worth, name = heappop(waiting)
        if name in settled:
            continue
        settled.add(name)
        for reason in leaning.get(name, ()):
            missing[reason] -= 1
            target = reason[0]
            if missing[reason] or target not in words:
                continue
            # The last premise to be settled is the weakest.
            grade = max(worth, ANALYST) if any(link.analyst for link in reasons[reason]) else worth
            if grade < found.get(target, NOTHING):
                found[target] = grade
                heappush(waiting, (grade, target))
    return found
