"""Kill the primary of a cluster again and again, under load, and print what was lost: `python -m tests.failover`."""

import argparse
import sys
from collections.abc import Iterator

from tests.failover.failing_over import Outcome, fail_over


def main() -> None:
    """Print a table, and fail if a write was lost or a read was refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.failover", description=__doc__)
    parser.add_argument("--failovers", type=int, default=10, help="how often the primary fails")
    outcome = fail_over(parser.parse_args().failovers)
    sys.stdout.write("\n".join(_table(outcome)) + "\n")
    if outcome.lost or outcome.unseen or outcome.wrong or any(one.refused for one in outcome.failovers):
        sys.exit(1)


def _table(outcome: Outcome) -> Iterator[str]:
    yield "| | killed | seconds until writing | reads | asked twice | refused | p99, s | slowest, s |"
    yield "|--:|---|--:|--:|--:|--:|--:|--:|"
    for number, one in enumerate(outcome.failovers, 1):
        counts = f"{one.reads} | {one.tried_again} | {one.refused} | {one.p99:.2f} | {one.slowest:.2f}"
        yield f"| {number} | {one.what} | {one.writing_after:.1f} | {counts} |"
    yield ""
    told = f"{outcome.acknowledged} writes acknowledged, {outcome.waited} times told to wait"
    yield f"{told}; lost: {len(outcome.lost)}; not seen at once by the other service: {len(outcome.unseen)}."
    yield from outcome.wrong


if __name__ == "__main__":
    main()
