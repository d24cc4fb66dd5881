"""A run in Markdown: a table for each part, what is expected of it, and what it was made on."""

from collections.abc import Iterator
from statistics import median

from tests.bench.answer_sizes import BROTLI_QUALITY, GZIP_LEVEL
from tests.bench.expectations import expectations
from tests.bench.findings import Findings, quantile
from tests.bench.fleet import CONSTANT, LIMIT, STORED
from tests.bench.tables import table

Row = list[str | float]

EXPECTED = ("expected", "measured:", "at most, or at least:", "", "goal:", "")
ASKED = (
    *("question", "server", "requests/s:", "p50 ms:", "p99 ms:", "CPU µs/request:", "of it the database's:"),
    *("to the limit:", "to that of stored records:", "to constant bytes:"),
)
MEMORY = ("server", "resident MB:", "in no file MB:", "its PostgreSQL MB:")
FILLED = (
    *("database", "records s:", "and search index s:", "storing records s:"),
    *("MB:", "MB without stored records:", "ratio:"),
)
SIZES = ("question", "server", "bytes:", f"gzip {GZIP_LEVEL}:", f"Brotli {BROTLI_QUALITY}:", "compressed by")
FOLLOWED = (
    *("database", "followers:", "writes:", "one knows, p50 ms:", "p99 ms:", "all know, p50 ms:", "worst ms:"),
    *("CPU µs/event:", "idle CPU µs/s:", "kB/follower:"),
)
POLLED = ("database", "tags", "front ends:", "writes:", "304 %:", "CPU µs/poll:")
WRITTEN = ("database", "writers:", "writes/s:", "p50 ms:", "p99 ms:", "CPU µs/write:", "of it the database's:")
STARTED = ("what", "best ms:", "median ms:")

_OF_REQUESTS = """\
One worker each, wrk with 32 connections (2 for facets) on the same cores, nothing cached but where it is named; medians
over the rounds. The last three columns are ratios of CPU: to uvicorn with SQL of columns, to uvicorn with SQL of stored
records, and to uvicorn with constant bytes."""
_OF_DATABASES = """\
On SQLite records are stored as they are served once all is loaded, since rivals have the file as it was before; on
PostgreSQL while they are loaded, and the size without them is the size less theirs."""
_OF_ANSWERS = """\
Bodies of the first path of each question; where the server does not compress, as a proxy before it would."""
_OF_FOLLOWING = """\
Times are from the answer to the writer, with the followers on the same cores; CPU is what is beyond that of writing and
of waiting."""

_OF_POLLING = """\
Lists and facets of one essay and of another, polled with `If-None-Match` after each write to a claim of the one; CPU is
what is beyond that of writing."""


def report(found: Findings, smaller: Findings | None = None) -> str:
    """Return a run as a section of the page on performance.

    Args:
        found: the run.
        smaller: a run with fewer claims to compare it with.
    """
    parts = (
        ("What is expected", table(EXPECTED, _expected(found, smaller)), ""),
        (
            "Requests",
            table(ASKED, _asked(found)),
            _OF_REQUESTS,
        ),
        ("Memory, after all questions", table(MEMORY, _memory(found)), ""),
        ("Databases", table(FILLED, _filled(found)), _OF_DATABASES),
        (
            "Answers",
            table(SIZES, _sizes(found)),
            _OF_ANSWERS,
        ),
        (
            "Following",
            table(FOLLOWED, _followed(found)),
            _OF_FOLLOWING,
        ),
        ("Polling", table(POLLED, _polled(found)), _OF_POLLING),
        ("Writing", table(WRITTEN, _written(found)), "`PATCH` with `If-Match`, each writer on a claim of its own."),
        ("Starting", table(STARTED, _started(found)), ""),
    )
    shown = "".join(
        f"### {title}\n\n{rows}\n{f'{note}{2 * chr(10)}' if note else ''}" for title, rows, note in parts if rows
    )
    told = "\n".join(f"{line}\n" for line in _told(found))
    return f"## At {found.claims:,} claims\n\n{shown}{told}"


def _told(found: Findings) -> Iterator[str]:
    yield (
        f"`{found.command}`, {found.at}. Figures compare within this run alone: no two find the machine alike; ratios "
        "of CPU travel further."
    )
    yield f"{', '.join(f'{name} {value}' for name, value in found.machine.items())}."
    yield from found.notes


def _expected(found: Findings, smaller: Findings | None) -> Iterator[Row]:
    for one in expectations(found, smaller):
        bound = "≥" if one.at_least else "≤"
        floor, goal = f"{bound} {one.floor:g}", f"{bound} {one.goal:g}"
        yield [one.what, one.measured, floor, _mark(one.holds), goal, _mark(one.is_reached)]


def _mark(holds: bool) -> str:  # noqa: FBT001 - it is the mark of it
    return "✓" if holds else "✗"


def _asked(found: Findings) -> Iterator[Row]:
    costs = {(one.question, one.server): one.cpu for one in found.asked}
    for one in found.asked:
        bases = (costs.get((one.question, other)) for other in (LIMIT, STORED, CONSTANT))
        ratios = ["" if base is None else f"{one.cpu / base:.2f}" for base in bases]
        database = one.middle("database")
        measured = [
            f"{one.middle('rate'):.0f}",
            f"{one.middle('p50'):.1f}",
            f"{one.middle('p99'):.1f}",
            f"{one.cpu:.0f}",
        ]
        yield [one.question, one.server, *measured, f"{database:.0f}" if database else "", *ratios]


def _memory(found: Findings) -> Iterator[Row]:
    for one in found.memory:
        yield [one.server, one.resident, one.anonymous, "" if one.database is None else one.database]


def _filled(found: Findings) -> Iterator[Row]:
    for one in found.filled:
        sizes = [one.megabytes, one.megabytes_without, one.megabytes / one.megabytes_without]
        yield [one.database, one.records, one.search, one.documents, *sizes]


def _sizes(found: Findings) -> Iterator[Row]:
    for one in found.sizes:
        brotli = "" if one.brotli is None else str(one.brotli)
        by = "the server" if one.by_server else "a proxy"
        yield [one.question, one.server, str(one.identity), str(one.gzip), brotli, by]


def _followed(found: Findings) -> Iterator[Row]:
    for one in found.followed:
        waits = [median(one.until_one), quantile(one.until_one, 0.99), median(one.until_all), max(one.until_all)]
        costs = [one.delivering, one.waiting, one.kilobytes]
        yield [one.database, str(one.followers), str(len(one.until_all)), *(wait * 1000 for wait in waits), *costs]


def _polled(found: Findings) -> Iterator[Row]:
    for one in found.polled:
        yield [one.database, one.tags, str(one.pollers), str(one.writes), one.unchanged * 100, one.cost]


def _written(found: Findings) -> Iterator[Row]:
    for one in found.written:
        waits = [median(one.writes) * 1000, quantile(one.writes, 0.99) * 1000]
        costs = [one.client + one.backend, one.backend or ""]
        yield [one.database, str(one.writers), len(one.writes) / one.during, *waits, *costs]


def _started(found: Findings) -> Iterator[Row]:
    for one in found.started:
        yield [one.what, min(one.seconds) * 1000, median(one.seconds) * 1000]
