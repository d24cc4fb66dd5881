"""How long things took, counted: what a histogram of Prometheus is made of, at half a microsecond each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper ends of its intervals, in seconds."""


class Histogram:
    """Counts of durations, each with all that were as long or shorter.

    Attributes:
        sum: all of them together, in seconds.
    """

    __slots__ = ("_counts", "sum")

    def __init__(self) -> None:
        """Begin with none."""
        self._counts = [0] * (len(SECONDS) + 1)
        self.sum = 0.0

    def observe(self, seconds: float) -> None:
        """Count one."""
        self._counts[bisect_left(SECONDS, seconds)] += 1
        self.sum += seconds

    def buckets(self) -> Sequence[tuple[str, float]]:
        """Return how many took at most so long, by the end of each interval, as Prometheus has it."""
        return list(self._cumulative())

    def _cumulative(self) -> Iterator[tuple[str, float]]:
        total = 0
        for end, count in zip((*map(str, SECONDS), "+Inf"), self._counts, strict=True):
            total += count
            yield end, total
