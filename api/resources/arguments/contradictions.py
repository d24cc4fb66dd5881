"""Figures that may contradict each other: those that measure one thing, and have no value in common."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seed.frozen.edtf import period_keys


@dataclass(frozen=True)
class Figure:
    """What the rules ask of a statistic; fields as in its record, lists as JSON text."""

    id: str
    measure: str
    subject: str
    quantity: str
    mode: str
    unit: str | None
    period: str | None
    condition: str | None
    condition_id: str | None
    ranked_by: str | None
    ranked_among: str | None
    lower_key: str | None
    upper_key: str | None
    agrees: bool | None
    dimension: str | None
    inputs: str
    attributed_to: str

    @cached_property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of its period, as keys; None where it is not known."""
        return None if self.period is None else period_keys(self.period)

    def meets(self, other: "Figure") -> bool:
        """Tell whether the periods share a day, as far as they are known."""
        if self.days is None or other.days is None:
            return True
        return self.days[0] <= other.days[1] and other.days[0] <= self.days[1]


def of_one_thing(figures: Iterable[Figure]) -> Collection[list[Figure]]:
    """Return figures in groups that measure one thing, of one subject under one condition."""
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        same = (figure.measure, figure.dimension, figure.subject, figure.condition, figure.condition_id)
        alike[(*same, figure.mode == "threshold")].append(figure)
    return alike.values()


def pairs_apart(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs whose intervals have no number in common."""
    by_lower = sorted(figures, key=lambda figure: figure.lower_key or "")
    lowers = [figure.lower_key or "" for figure in by_lower]
    for figure in by_lower:
        yield from ((figure, other) for other in by_lower[bisect_right(lowers, figure.upper_key or "") :])


def clash(one: Figure, other: Figure) -> bool:
    """Tell whether figures of one measure and dimension, at one time as far as is known, have no value in common."""
    comparable = (one.measure, one.dimension) == (other.measure, other.dimension)
    return comparable and one.meets(other) and any(pairs_apart([one, other]))
