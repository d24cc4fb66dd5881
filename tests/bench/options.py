"""What a run is told on the command line."""

import argparse
from pathlib import Path

from tests.bench.node_packages import KEPT

PARTS = ("questions", "sizes", "following", "polling", "writing", "starting")
"""The parts of a run, in their order; how large the databases are is told in each."""
_EPILOG = """\
A run with everything takes about 8 minutes at 10,000 claims, and with `--rounds 2` less than 25 at 1,000,000, on two
cores that do nothing else; loading is more than half of the latter. The first run installs and compiles rivals.
`--print` prints what `--json` wrote, as sections of docs/explanation/performance.md, each compared with the run before
it; `--compare` puts two runs beside each other."""


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line, or these arguments in its place."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Load, serve, ask and tell.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--claims", type=_claims, default=10_000, help="how many synthetic claims, a multiple of 20")
    parser.add_argument("--rounds", type=int, default=3, help="how often each server is asked each question")
    parser.add_argument("--seconds", type=int, default=1, help="for how long each time")
    parser.add_argument("--write-seconds", type=float, default=5.0, help="for how long each number of writers writes")
    parser.add_argument("--only", action="append", choices=PARTS, help="a part to run; may be repeated")
    parser.add_argument(
        "--question", action="append", help="a part of the name of the questions to ask; may be repeated"
    )
    parser.add_argument("--followers", type=int, default=1000, help="how many follow the changes")
    parser.add_argument("--told", type=int, default=20, help="how many writes they are told of")
    parser.add_argument("--pollers", type=int, default=20, help="how many front ends poll lists")
    parser.add_argument("--polled", type=int, default=100, help="how many writes they poll after")
    parser.add_argument("--starts", type=int, default=7, help="how often everything is started")
    parser.add_argument(
        "--folder", type=Path, help="where to put the databases meanwhile; the default is as TMPDIR says"
    )
    rivals = parser.add_mutually_exclusive_group()
    rivals.add_argument("--no-rivals", action="store_true", help="ask the limits and Lunju alone")
    rivals.add_argument(
        "--node-packages", type=Path, default=KEPT, help="where to keep the rivals that npm installs (%(default)s)"
    )
    parser.add_argument("--smaller", type=Path, help="what a run with fewer claims wrote, to compare costs with")
    parser.add_argument("--json", type=Path, help="a file for all that was measured")
    parser.add_argument("--print", type=Path, nargs="+", metavar="FILE", help="print runs that were written, and end")
    parser.add_argument(
        "--page", action="store_true", help="with --print: into docs/explanation/performance.md instead"
    )
    parser.add_argument(
        "--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"), help="compare two runs that were written, and end"
    )
    return parser.parse_args(arguments)


def _claims(text: str) -> int:
    number = int(text)
    if number < 1000 or number % 20:
        message = "at least 1000, and a multiple of 20"
        raise argparse.ArgumentTypeError(message)
    return number
