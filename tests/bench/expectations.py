"""What is expected of Lunju: ratios within a run, with a floor that must hold and a goal beyond it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.bench.dataset import POSTGRES, SQLITE
from tests.bench.findings import Asked, Findings
from tests.bench.fleet import CACHED, CONSTANT, LIMIT, PLAIN
from tests.bench.rivals import DATASETTE


@dataclass(frozen=True)
class Expectation:
    """A ratio that was measured, and what it is to be: at most, or at least.

    Attributes:
        what: what is divided by what.
        measured: the ratio.
        floor: what must hold.
        goal: what is hoped for.
        at_least: whether more is better.
    """

    what: str
    measured: float
    floor: float
    goal: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the floor holds."""
        return self._reaches(self.floor)

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached."""
        return self._reaches(self.goal)

    def _reaches(self, value: float) -> bool:
        return self.measured >= value if self.at_least else self.measured <= value


@dataclass(frozen=True)
class _Cost:
    """What a question may cost a server, as a multiple of what it costs another."""

    question: str
    server: str
    other: str
    floor: float
    goal: float


_FIFTY = ("50 of one kind", "50 at the start", "50 at the middle")
_ON_SQLITE, _ON_POSTGRES = PLAIN[SQLITE], PLAIN[POSTGRES]
_COSTS = (
    _Cost("one record", _ON_SQLITE, CONSTANT, 3.7, 3.0),
    _Cost("one record", _ON_SQLITE, LIMIT, 1.7, 1.4),
    *(_Cost(question, _ON_SQLITE, LIMIT, 0.5, 0.4) for question in _FIFTY),
    _Cost("20 with evidence and statistics", _ON_SQLITE, CONSTANT, 13, 10),
    _Cost("one with all it is joined to", _ON_SQLITE, CONSTANT, 16, 12),
    _Cost("one record", _ON_POSTGRES, CONSTANT, 8.5, 7),
    *(_Cost(question, _ON_POSTGRES, CONSTANT, 17, 12) for question in _FIFTY),
    _Cost("search, many hits", _ON_SQLITE, CONSTANT, 35, 20),
    *(
        _Cost(question, server, CONSTANT, floor, goal)
        for server in CACHED.values()
        for question, floor, goal in (("one record, again", 1.7, 1.4), ("50 of one kind, again", 1.7, 1.4))
    ),
    *(_Cost("304", server, CONSTANT, 1.3, 1.1) for server in CACHED.values()),
)
_SAVINGS = (
    _Cost("one record", DATASETTE, _ON_SQLITE, 12, 15),
    *(_Cost(question, DATASETTE, _ON_SQLITE, 12, 20) for question in _FIFTY),
    _Cost("20 with evidence and statistics", DATASETTE, _ON_SQLITE, 6, 8),
)
_GROWTH_FLOOR, _GROWTH_GOAL = 1.3, 1.1
_SIZE_FLOOR, _SIZE_GOAL = 1.4, 1.3


def expectations(found: Findings, smaller: Findings | None = None) -> Iterator[Expectation]:
    """Yield what is expected of everything that was measured.

    Args:
        found: a run.
        smaller: a run with fewer claims, whose costs are to be those of this one.
    """
    costs = _costs(found.asked)
    for at_least, expected in ((False, _COSTS), (True, _SAVINGS)):
        for one in expected:
            cost, other = costs.get((one.question, one.server)), costs.get((one.question, one.other))
            if cost and other:
                what = f"{one.question}: {one.server} / {one.other}"
                yield Expectation(what, cost / other, one.floor, one.goal, at_least)
    if smaller is not None:
        yield from _growth(costs, _costs(smaller.asked), f"{found.claims:,} claims / {smaller.claims:,}")
    for filled in found.filled:
        ratio = filled.megabytes / filled.megabytes_without
        yield Expectation(f"{filled.database}: with stored records / without", ratio, _SIZE_FLOOR, _SIZE_GOAL)


def _costs(asked: Iterable[Asked]) -> dict[tuple[str, str], float]:
    return {(one.question, one.server): one.cpu for one in asked}


def _growth(
    large: dict[tuple[str, str], float], small: dict[tuple[str, str], float], which: str
) -> Iterator[Expectation]:
    """Yield how much more all costs, each as a multiple of constant bytes in its own run: machines differ."""
    for (question, server), cost in large.items():
        constant = (question, CONSTANT)
        if server.startswith("Lunju") and (question, server) in small and constant in large and constant in small:
            ratio = cost / large[constant] / (small[question, server] / small[constant])
            yield Expectation(f"{question}: {server}, {which}", ratio, _GROWTH_FLOOR, _GROWTH_GOAL)
