"""Load, serve, ask and tell: `python -m tests.bench --claims 10000`."""

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from tests.bench.databases import (
    create_database,
    fill,
    postgres,
    postgres_version,
    show,
    store_documents,
    without_documents,
)
from tests.bench.load import LoadError, Measured, anonymous_megabytes, load, settle
from tests.bench.record import record
from tests.bench.report import report
from tests.bench.servers import CONSTANT, LIMIT, STORED, Server, datasette, lunju, running, uvicorn
from tests.bench.shapes import Shape, answered, shapes

Results = dict[tuple[str, str], list[Measured]]


def main() -> None:
    """Run the benchmark."""
    options = _options()
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing, which makes the load: on Debian and Ubuntu, `apt-get install wrk`")
    notes: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lunju-bench-", dir=options.folder)))
        asked = [shape for shape in shapes(options.claims) if not options.only or _named(options.only, shape.name)]
        servers, version = _start(stack, folder, options.claims, asked, notes)
        plan = _plan(servers, asked, notes)
        results: Results = defaultdict(list)
        memory = dict.fromkeys((server.name for server in servers), 0.0)
        for turn in range(options.rounds):
            show(f"round {turn + 1} of {options.rounds}")
            for shape, server, headers in plan:
                try:
                    measured = load(
                        server.base, server.paths(shape), headers, shape.connections, options.seconds, server.roots
                    )
                except LoadError as error:
                    notes.append(f"{shape.name}, {server.name}: {error}.")
                    continue
                finally:
                    settle(server.roots)
                results[shape.name, server.name].append(measured)
                memory[server.name] = max(memory[server.name], anonymous_megabytes(server.process))
    sys.stdout.write(report(options, results, memory, list(dict.fromkeys(notes)), version))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--claims", type=_claims, default=10_000, help="how many synthetic claims, a multiple of 20")
    parser.add_argument("--rounds", type=int, default=3, help="how often each server is asked each question")
    parser.add_argument("--seconds", type=int, default=2, help="for how long each time")
    parser.add_argument("--only", action="append", help="a part of the name of the questions to ask; may be repeated")
    parser.add_argument(
        "--folder", type=Path, help="where to put the databases meanwhile; the default is as TMPDIR says"
    )
    return parser.parse_args()


def _claims(text: str) -> int:
    number = int(text)
    if number < 1000 or number % 20:
        message = "at least 1000, and a multiple of 20"
        raise argparse.ArgumentTypeError(message)
    return number


def _named(parts: list[str], name: str) -> bool:
    return any(part in name for part in parts)


def _start(
    stack: ExitStack, folder: Path, claims: int, asked: list[Shape], notes: list[str]
) -> tuple[list[Server], str]:
    file = folder / "bench.db"
    show(f"{claims:,} synthetic claims, to SQLite")
    seconds = [fill(f"sqlite:///{file}", claims, documents=False)]
    rivals = Path(shutil.copyfile(file, folder / "rivals.db"))  # what is stored of records would be in their way
    storing = store_documents(f"sqlite:///{file}")
    pgserver, database = stack.enter_context(postgres(folder / "postgres"))
    url = create_database(pgserver, "bench")
    show(f"{claims:,} synthetic claims, to PostgreSQL")
    seconds.append(fill(url, claims, documents=True))
    store_documents(url)  # of the records that were there before
    size, without = (path.stat().st_size / 1e6 for path in (file, rivals))
    notes.append(
        f"Storing each record as it is served took {storing:.1f} s on SQLite; on PostgreSQL it is part of loading. "
        f"The SQLite file has {size:.0f} MB with it, {without:.0f} MB without."
    )
    notes.append(
        f"Seeding took {seconds[0].records:.1f} s on SQLite, {seconds[1].records:.1f} s on PostgreSQL; "
        f"with the search index {seconds[0].both:.1f} s and {seconds[1].both:.1f} s."
    )
    paths = [path for shape in asked for path in shape.lunju]
    with without_documents(f"sqlite:///{file}"):
        (folder / "columns.json").write_bytes(record(file, paths))
    (folder / "documents.json").write_bytes(record(file, paths))
    limits = {"BENCH_ANSWERS": str(folder / "columns.json"), "BENCH_SQLITE": str(file)}
    stored = limits | {"BENCH_ANSWERS": str(folder / "documents.json")}
    tutorial = limits | {"BENCH_SQLITE": str(rivals)}
    on_sqlite, on_postgres = {"LUNJU_DATABASE_URL": f"sqlite:///{file}"}, {"LUNJU_DATABASE_URL": url}
    uncached = {"LUNJU_CACHE_BYTES": "0"}
    health = "/healthz"
    first = next(path for shape in asked for path in shape.lunju)
    begun = [
        running(CONSTANT, uvicorn("tests.bench.limit:Constant", factory=True), limits, probe=first),
        running(LIMIT, uvicorn("tests.bench.limit:Queries", factory=True), limits, probe=first),
        running(STORED, uvicorn("tests.bench.limit:Queries", factory=True), stored, probe=first),
        running("Lunju, SQLite", lunju(), on_sqlite | uncached, probe=health),
        running("Lunju, PostgreSQL", lunju(), on_postgres | uncached, probe=health, database=database),
        running("Lunju, SQLite, cache", lunju(), on_sqlite, probe=health, caches=True),
        running("Lunju, PostgreSQL, cache", lunju(), on_postgres, probe=health, caches=True, database=database),
        running("FastAPI + SQLModel, SQLite", uvicorn("tests.bench.tutorial:app"), tutorial, kind="tutorial"),
    ]
    if command := datasette(rivals):
        begun.append(running("Datasette, SQLite", command, {}, kind="datasette"))
    else:
        notes.append("Datasette is not installed (`pip install datasette`), so it is left out.")
    show("starting the servers")
    return [stack.enter_context(server) for server in begun], postgres_version(url)


def _plan(servers: list[Server], asked: list[Shape], notes: list[str]) -> list[tuple[Shape, Server, dict[str, str]]]:
    """Find out which server answers which question."""
    plan = []
    unanswered: dict[str, list[str]] = defaultdict(list)
    for shape in asked:
        for server in servers:
            paths = server.paths(shape)
            answer = answered(server.base, paths) if paths else None
            if answer is not None:
                tag = answer.headers.get("etag", "")
                plan.append((shape, server, {name: value.format(etag=tag) for name, value in shape.headers.items()}))
            elif paths and server.name.startswith("Lunju"):
                sys.exit(f"{server.name} refuses “{shape.name}”: {paths[0]}")
            elif paths:
                unanswered[server.name].append(f"“{shape.name}”")
    notes.extend(f"{name} has no answer to {', '.join(questions)}." for name, questions in unanswered.items())
    return plan


if __name__ == "__main__":  # the processes that fill the search index import this too
    main()
