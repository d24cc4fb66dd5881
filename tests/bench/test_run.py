"""The benchmark runs, light: few claims, and one part of it; `whole_run.py` runs every part."""

import subprocess
import sys

from tests.patience import PATIENCE

LIGHT = (
    *("--claims", "1000", "--rounds", "1", "--seconds", "1", "--write-seconds", "0.1"),
    *(
        "--followers",
        "3",
        "--told",
        "2",
        "--pollers",
        "8",
        "--polled",
        "3",
        "--starts",
        "1",
        "--no-rivals",
        "--question",
        "50 at the start",
    ),
)


def bench(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tests.bench", *arguments],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout


def test_a_part_runs_alone() -> None:
    printed = bench(*LIGHT, "--only", "writing")
    assert [line for line in printed.splitlines() if line.startswith("### ")] == [
        "### What is expected",
        "### Databases",
        "### Writing",
    ]
