"""A run: the dataset, and every part that is asked for."""

import argparse
import shlex
import shutil
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.bench.answer_sizes import weigh
from tests.bench.dataset import Dataset, dataset
from tests.bench.findings import Findings
from tests.bench.fleet import fleet
from tests.bench.following import follow
from tests.bench.machine import machine
from tests.bench.options import PARTS
from tests.bench.polling import poll
from tests.bench.questions import ask_all, memory_of, pairings
from tests.bench.shapes import shapes
from tests.bench.starting import start
from tests.bench.writing import write


def run(options: argparse.Namespace) -> Findings:
    """Run the parts that are asked for, and return what they found."""
    parts = set(options.only or PARTS)
    if "questions" in parts and shutil.which("wrk") is None:
        sys.exit("wrk is missing, which makes the load: on Debian and Ubuntu, `apt-get install wrk`")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lunju-bench-", dir=options.folder)))
        data = stack.enter_context(dataset(folder, options.claims))
        found = Findings(
            claims=options.claims,
            command=shlex.join(["python", "-m", "tests.bench", *map(_last_part, sys.argv[1:])]),
            at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            machine=machine(folder, data.postgres_version),
            filled=data.filled,
        )
        if parts & {"questions", "sizes"}:
            _ask(options, data, found, parts)
            _keep(options, found)
        if "starting" in parts:
            found.started.extend(start(data, options.starts))
            _keep(options, found)
        if "following" in parts:
            found.followed.extend(follow(data, options.followers, options.told))
            _keep(options, found)
        if "polling" in parts:
            found.polled.extend(poll(data, options.claims, options.pollers, options.polled))
            _keep(options, found)
        if "writing" in parts:
            found.written.extend(write(data, options.write_seconds))
            _keep(options, found)
    return found


def _last_part(argument: str) -> str:
    """Return an argument, of a path its last part: the rest is of one machine."""
    return Path(argument).name if "/" in argument else argument


def _keep(options: argparse.Namespace, found: Findings) -> None:
    """Write what was found so far: a part that fails takes nothing of those before it with it."""
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)))


def _ask(options: argparse.Namespace, data: Dataset, found: Findings, parts: set[str]) -> None:
    """Run the parts that have every server answer questions."""
    named = options.question or [""]
    asked = [shape for shape in shapes(options.claims) if any(part in shape.name for part in named)]
    kept = None if options.no_rivals else options.node_packages
    with ExitStack() as stack:
        servers, versions = fleet(stack, data, asked, kept, found.notes.append)
        found.machine.update(versions)
        plan = pairings(servers, asked, found.notes.append)
        if "questions" in parts:
            found.asked.extend(ask_all(plan, options.rounds, options.seconds, found.notes.append))
            found.memory.extend(memory_of(server) for server in servers)
        if "sizes" in parts:
            found.sizes.extend(weigh(plan, found.notes.append))
