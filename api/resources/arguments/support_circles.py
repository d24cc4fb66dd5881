"""What supports itself in a circle, and so stands on nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from api.resources.arguments.support import Reason


def circles(reasons: Iterable[Reason]) -> list[list[str]]:
    """Return the records that support each other in circles, each circle sorted (Kosaraju's algorithm)."""
    forward: dict[str, list[str]] = defaultdict(list)
    backward: dict[str, list[str]] = defaultdict(list)
    for reason in reasons:
        for link in reason.links:
            forward[link.origin_id].append(reason.target)
            backward[reason.target].append(link.origin_id)
    finished: list[str] = []
    seen: set[str] = set()
    for name in list(forward):
        finished += _finishing(name, forward, seen)
    seen.clear()
    found = [list(_finishing(name, backward, seen)) for name in reversed(finished)]
    return sorted(sorted(circle) for circle in found if len(circle) > 1)


def _finishing(start: str, following: Mapping[str, list[str]], seen: set[str]) -> Iterator[str]:
    """Walk depth first from a record to what was not seen, and yield each as its walk is done."""
    if start in seen:
        return
    seen.add(start)
    path = [(start, iter(following.get(start, ())))]
    while path:
        name, rest = path[-1]
        onward = next((there for there in rest if there not in seen), None)
        if onward is None:
            path.pop()
            yield name
        else:
            seen.add(onward)
            path.append((onward, iter(following.get(onward, ()))))
